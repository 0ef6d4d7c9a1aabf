import * as z from 'zod';
import { fail, ok } from '../domain/result.ts';
import { defineRoute } from '../http/route.ts';
import type { Ports } from '../use-cases/ports.ts';
import { decideErasure, ERASURE_REASONS, erasureRequests, requestErasure } from '../use-cases/privacy/erase-person.ts';
import { exportPerson } from '../use-cases/privacy/export-person.ts';
import { findPerson } from '../use-cases/privacy/person-records.ts';
import { overdueDocuments } from '../use-cases/privacy/retention.ts';
import { formRoutes, textOf } from './form-page.ts';

const BACK = { href: '/admin/prywatnosc', text: 'Prawa osób i dane' };
const moment = new Intl.DateTimeFormat('pl-PL', { dateStyle: 'long', timeZone: 'Europe/Warsaw' });

const STATES = { waiting: 'czeka na drugą osobę', done: 'dane usunięte', refused: 'odmowa' } as const;

const showPrivacy = defineRoute({
  method: 'GET',
  path: '/admin/prywatnosc',
  access: 'privacy.approve',
  title: 'Copies, erasures and retention of a club',
  handler: async ({ ports, actor, mayAlso }) => {
    const { organisationId } = actor;
    const requests = (await erasureRequests(ports, organisationId)).map((request) => ({
      ...request,
      reasonText: ERASURE_REASONS[request.reason] ?? request.reason,
      stateText: STATES[request.state],
      at: moment.format(new Date(request.at)),
      decideHref:
        request.state === 'waiting' && request.askedBy !== actor.personId
          ? `/admin/prywatnosc/wniosek/${request.requestId}`
          : undefined,
    }));
    const isOfficer = mayAlso('privacy.erase', { organisationId });
    return ok({
      page: 'admin/privacy',
      title: 'Prawa osób i dane',
      model: {
        requests,
        copyHref: isOfficer ? '/admin/prywatnosc/kopia' : undefined,
        eraseHref: isOfficer ? '/admin/prywatnosc/usun' : undefined,
        retentionHref: isOfficer ? '/admin/prywatnosc/okresy' : undefined,
      },
      json: { requests },
    });
  },
});

/** A case of the own organisation only; one elsewhere looks like none. */
async function ownPerson(ports: Pick<Ports, 'store'>, person: string, organisationId: string) {
  const found = await findPerson(ports, person);
  const isOwn = found.ok && found.value.cases[0]?.organisationId === organisationId;
  return isOwn ? found : fail('invalid-input', { errors: [{ pointer: '/person', code: 'no-such-case' }] });
}

const copy = formRoutes({
  path: '/admin/prywatnosc/kopia',
  access: 'privacy.export',
  title: 'Ask for a copy of a person’s data',
  load: async () =>
    ok({
      heading: 'Kopia danych osoby',
      intro: 'Kopię wydaje się osobie, której dane dotyczą. Wydanie kopii zostaje w rejestrze.',
      back: BACK,
      submit: 'Przygotuj kopię',
      fields: [{ name: 'person', label: 'Numer sprawy', hint: 'Na przykład LUB/2026/0007' }],
    }),
  save: async ({ ports, actor }, values) => {
    const found = await ownPerson(ports, textOf(values, 'person'), actor.organisationId);
    if (!found.ok) return found;
    return ok(`/admin/prywatnosc/kopia-gotowa?sprawa=${found.value.cases[0]?.caseId ?? ''}`);
  },
});

const query = z.object({ sprawa: z.string().max(100) });

/** Whose case a copy is asked for: another organisation's does not exist for the asker. */
const caseAsked = async ({
  ports,
  query: asked,
}: {
  readonly ports: Ports;
  readonly query: { readonly sprawa: string };
}) => {
  const record = await ports.store.read('case', { caseId: asked.sprawa as never });
  return record && { organisationId: record.organisationId, regionId: record.regionId };
};

const showCopy = defineRoute({
  method: 'GET',
  path: '/admin/prywatnosc/kopia-gotowa',
  access: 'privacy.export',
  title: 'Choose the shape of a copy',
  query,
  object: caseAsked,
  handler: async ({ query: asked }) =>
    ok({ page: 'admin/copy-ready', title: 'Kopia danych', model: { caseId: asked.sprawa, back: BACK } }),
});

const takeCopy = defineRoute({
  method: 'POST',
  path: '/admin/prywatnosc/kopia-gotowa',
  access: 'privacy.export',
  title: 'Hand out a copy of a person’s data',
  query,
  object: caseAsked,
  body: z.object({ postac: z.enum(['czytelna', 'maszynowa']).catch('czytelna') }),
  handler: async ({ ports, actor, query: asked, body }) => {
    const made = await exportPerson(ports, actor, asked.sprawa);
    if (!made.ok) return made;
    const isHuman = body.postac === 'czytelna';
    return ok({
      file: {
        name: isHuman ? 'kopia-danych.html' : 'kopia-danych.json',
        type: isHuman ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
        bytes: isHuman ? made.value.human : JSON.stringify(made.value.machine, null, 2),
      },
    });
  },
});

const erase = formRoutes({
  path: '/admin/prywatnosc/usun',
  access: 'privacy.erase',
  title: 'Ask for an erasure',
  load: async () =>
    ok({
      heading: 'Wniosek o usunięcie danych osoby',
      intro: 'Wniosek musi zatwierdzić druga osoba. Liczby w statystykach zostają, bo nie wskazują nikogo.',
      warning: 'Po zatwierdzeniu danych nie da się odzyskać, także z kopii zapasowych.',
      back: BACK,
      submit: 'Złóż wniosek',
      fields: [
        { name: 'person', label: 'Numer sprawy', hint: 'Sprawa musi być zakończona.' },
        {
          name: 'reason',
          label: 'Podstawa',
          kind: 'select',
          options: [
            { value: '', label: 'wybierz' },
            ...Object.entries(ERASURE_REASONS).map(([value, label]) => ({ value, label })),
          ],
        },
      ],
    }),
  save: async ({ ports, actor }, values) => {
    const asked = await requestErasure(ports, actor, {
      person: textOf(values, 'person'),
      reason: textOf(values, 'reason'),
      organisationId: actor.organisationId,
    });
    return asked.ok ? ok('/admin/prywatnosc') : asked;
  },
});

const decide = formRoutes({
  path: '/admin/prywatnosc/wniosek/:requestId',
  access: 'privacy.approve',
  title: 'Decide on an erasure as the second person',
  object: async ({ ports, params, actor }) => {
    const requests = await erasureRequests(ports, actor.organisationId);
    const request = requests.find((one) => one.requestId === params.requestId);
    return request && { organisationId: actor.organisationId, filedBy: request.askedBy };
  },
  load: async ({ ports, params, actor }) => {
    const requests = await erasureRequests(ports, actor.organisationId);
    const request = requests.find((one) => one.requestId === params.requestId);
    if (request === undefined) return fail('not-found');
    return ok({
      heading: `Usunięcie danych: sprawa ${request.reference}`,
      intro: `Podstawa: ${ERASURE_REASONS[request.reason] ?? request.reason}. Wniosek z dnia ${moment.format(new Date(request.at))}.`,
      warning: 'Zatwierdzenie usuwa dane od razu i nieodwracalnie.',
      back: BACK,
      submit: 'Zapisz decyzję',
      fields: [
        {
          name: 'decision',
          label: 'Decyzja',
          kind: 'select',
          options: [
            { value: '', label: 'wybierz' },
            { value: 'approve', label: 'Zatwierdzam usunięcie' },
            { value: 'refuse', label: 'Odmawiam' },
          ],
        },
      ],
    });
  },
  save: async ({ ports, actor, params }, values) => {
    const decision = textOf(values, 'decision');
    if (decision !== 'approve' && decision !== 'refuse') {
      return fail('invalid-input', { errors: [{ pointer: '/decision', code: 'required' }] });
    }
    const done = await decideErasure(ports, actor, {
      requestId: params.requestId ?? '',
      organisationId: actor.organisationId,
      decision,
    });
    return done.ok ? ok('/admin/prywatnosc') : done;
  },
});

const showRetention = defineRoute({
  method: 'GET',
  path: '/admin/prywatnosc/okresy',
  access: 'privacy.retention',
  title: 'Documents whose retention has ended',
  handler: async ({ ports, actor }) => {
    const overdue: object[] = [];
    for await (const one of overdueDocuments(ports, actor.organisationId)) {
      overdue.push({
        reference: one.reference,
        document: one.document.form.slug,
        retention: one.retention,
        keptUntil: one.keptUntil,
      });
      if (overdue.length === 500) break;
    }
    return ok({ page: 'admin/retention', title: 'Okresy przechowywania', model: { overdue, back: BACK } });
  },
});

export const privacyPages = [showPrivacy, ...copy, showCopy, takeCopy, ...erase, ...decide, showRetention];
