import * as z from 'zod';
import type { AccessObject } from '../domain/access/index.ts';
import type { Actor, Organisation } from '../domain/directory/directory.ts';
import type { Draft } from '../domain/documents/document.ts';
import { type Answers, emptyAnswers, loadForm } from '../domain/forms/index.ts';
import type { OrganisationId, SubjectId } from '../domain/ids.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { defineRoute, type Exchange } from '../http/route.ts';
import { fileReferral } from '../use-cases/cases/file-referral.ts';
import { readRegisters } from '../use-cases/documents/read-registers.ts';
import { draftExpiry } from '../use-cases/drafts/leave-and-return.ts';
import { discardDraft, saveDraft, unsavedDraft } from '../use-cases/drafts/save-draft.ts';
import type { Ports } from '../use-cases/ports.ts';
import { addressOfCase } from './addresses.ts';
import { type DeskFilling, deskCheckPage, deskFormPage, deskVerdict, receiveDeskPage } from './form-flow.ts';

const REFERRAL = 'referral';
const draftParams = z.object({ draftId: z.string().max(60) });
const pageQuery = z.object({ strona: z.coerce.number().int().min(1).max(100).default(1) });
const FILES = { bytes: 24_000_000, count: 5000 };

/** Which institution a kind of organisation is on the referral's own list (L11). */
const SOURCE_OF_KIND: Readonly<Partial<Record<Organisation['kind'], string>>> = {
  ops: 'ops',
  pcpr: 'pcpr',
  pup: 'pup',
  cis: 'cis',
  ngo: 'ngo',
};

/** A referral that this person would file: theirs and their institution's. */
export const referralBy = (actor: Actor): AccessObject => ({
  referrerOrganisationId: actor.organisationId,
  referrerPersonId: actor.personId,
});
const ownReferral = async ({ actor }: { readonly actor: Actor }): Promise<AccessObject> => referralBy(actor);

/** Clubs that an institution may refer to: those of its network, else of its region. */
async function clubsFor(ports: Pick<Ports, 'store'>, actor: Actor): Promise<readonly Organisation[]> {
  const { items } =
    actor.networkId === undefined
      ? await ports.store.list('organisations-of-region', { regionId: actor.regionId }, { limit: 500 })
      : await ports.store.list('organisations-of-network', { networkId: actor.networkId }, { limit: 500 });
  return items.filter((one) => one.kind === 'kis');
}

const choose = defineRoute({
  method: 'GET',
  path: '/desk/skierowanie',
  access: 'referral.create',
  object: ownReferral,
  title: 'Choose the club to which a person is referred',
  handler: async ({ ports, actor }) => {
    const clubs = await clubsFor(ports, actor);
    return ok({
      page: 'desk/new-referral',
      title: 'Nowe skierowanie',
      model: {
        clubs: clubs.map(({ organisationId, name, address }, index) => ({
          organisationId,
          name,
          address,
          checked: index === 0 && clubs.length === 1,
        })),
        none: clubs.length === 0,
      },
      json: clubs.map(({ organisationId, name }) => ({ organisationId, name })),
    });
  },
});

const begin = defineRoute({
  method: 'POST',
  path: '/desk/skierowanie',
  access: 'referral.create',
  object: ownReferral,
  title: 'Begin a referral as a draft',
  body: z.object({ organisationId: z.string().max(60).optional() }),
  handler: async ({ ports, actor, body, now }) => {
    const club = (await clubsFor(ports, actor)).find((one) => one.organisationId === body.organisationId);
    if (club === undefined)
      return fail('invalid-input', {
        errors: [{ pointer: '/organisationId', code: 'required' }],
        reason: 'choose-club',
      });
    const version = await ports.forms.current(REFERRAL, club.regionId);
    if (version === undefined) return fail('unavailable');
    const own = await ports.store.read('organisation', { organisationId: actor.organisationId });
    const source = own === undefined ? undefined : SOURCE_OF_KIND[own.kind];
    const draft = unsavedDraft(
      {
        draftId: `referral-${ports.newId()}`,
        form: { slug: version.slug, scope: version.scope, number: version.number },
        purpose: { kind: 'desk', id: `${actor.personId} ${club.organisationId}` },
        answers: {
          ...emptyAnswers(loadForm(version, 'pl')),
          ...(source === undefined ? {} : { referralSource: source }),
          referringWorker: actor.name,
        },
        subjectId: ports.newId() as SubjectId,
        expiresAt: draftExpiry(now),
      },
      now,
    );
    const saved = await saveDraft(ports, { draft, answers: draft.answers, page: 0, seenVersion: 0 });
    return saved.ok
      ? ok({ redirect: `/desk/skierowanie/${draft.draftId}/formularz`, json: { draftId: draft.draftId } })
      : saved;
  },
});

type DraftExchange = Pick<Exchange, 'ports' | 'now' | 'posted' | 'messages'> & {
  readonly actor: Actor;
  readonly params: { readonly draftId: string };
};

/** Whose draft it is and which club it is for; another person's draft does not exist for this one. */
async function ownDraft({
  ports,
  actor,
  params,
}: DraftExchange): Promise<Result<{ readonly draft: Draft; readonly clubId: OrganisationId }>> {
  const draft = await ports.store.read('draft', { draftId: params.draftId });
  const [personId, clubId] = draft?.purpose.id.split(' ') ?? [];
  if (draft?.purpose.kind !== 'desk' || personId !== actor.personId || clubId === undefined) return fail('not-found');
  return ok({ draft, clubId: clubId as OrganisationId });
}

async function fillingOfReferral(
  exchange: DraftExchange,
): Promise<Result<DeskFilling & { readonly clubId: OrganisationId }>> {
  const found = await ownDraft(exchange);
  if (!found.ok) return found;
  const { draft, clubId } = found.value;
  const { ports, actor } = exchange;
  const [version, club] = await Promise.all([
    ports.forms.version(draft.form),
    ports.store.read('organisation', { organisationId: clubId }),
  ]);
  if (version === undefined || club === undefined) return fail('unavailable');
  return ok({
    clubId,
    version,
    form: loadForm(version, 'pl'),
    draft,
    given: {},
    registers: await readRegisters(ports, {
      organisationId: clubId,
      ...(club.networkId === undefined ? {} : { networkId: club.networkId }),
    }),
    address: `/desk/skierowanie/${draft.draftId}/formularz`,
    checkAddress: `/desk/skierowanie/${draft.draftId}/sprawdz`,
    backHref: '/desk',
    caption: `Do: ${club.name} · kieruje: ${actor.name}`,
    notes: [],
    sendText: 'Podpisz i wyślij skierowanie',
  });
}

const showPage = defineRoute({
  method: 'GET',
  path: '/desk/skierowanie/:draftId/formularz',
  access: 'referral.create',
  object: ownReferral,
  title: 'One page of a referral',
  params: draftParams,
  query: pageQuery,
  handler: async (exchange) => {
    const filling = await fillingOfReferral(exchange);
    return filling.ok ? ok(deskFormPage(filling.value, exchange, exchange.query.strona - 1)) : filling;
  },
});

const receivePage = defineRoute({
  method: 'POST',
  path: '/desk/skierowanie/:draftId/formularz',
  access: 'referral.create',
  object: ownReferral,
  title: 'Save one page of a referral',
  params: draftParams,
  query: pageQuery,
  limits: FILES,
  handler: async (exchange) => {
    const filling = await fillingOfReferral(exchange);
    return filling.ok ? receiveDeskPage(filling.value, exchange, exchange.query.strona - 1) : filling;
  },
});

const showCheck = defineRoute({
  method: 'GET',
  path: '/desk/skierowanie/:draftId/sprawdz',
  access: 'referral.create',
  object: ownReferral,
  title: 'All answers of a referral, before sending',
  params: draftParams,
  handler: async (exchange) => {
    const filling = await fillingOfReferral(exchange);
    return filling.ok ? ok(deskCheckPage(filling.value, exchange)) : filling;
  },
});

const send = defineRoute({
  method: 'POST',
  path: '/desk/skierowanie/:draftId/sprawdz',
  access: 'referral.create',
  object: ownReferral,
  title: 'Sign and send a referral, once',
  params: draftParams,
  handler: async (exchange) => {
    const { ports, actor, params } = exchange;
    const filling = await fillingOfReferral(exchange);
    if (!filling.ok) return filling;
    const { answers, errors, files } = deskVerdict(filling.value, exchange);
    if (errors.length > 0) return ok(deskCheckPage(filling.value, exchange, errors));
    const filed = await fileReferral(ports, actor, {
      organisationId: filling.value.clubId,
      form: filling.value.draft.form,
      answers: answers as Answers,
      files,
      onceKey: `desk-referral ${params.draftId}`,
      draftId: params.draftId,
    });
    if (!filed.ok)
      return filed.failure.errors === undefined
        ? filed
        : ok(deskCheckPage(filling.value, exchange, filed.failure.errors));
    return ok({ redirect: addressOfCase(filed.value.caseId), json: filed.value });
  },
});

const discard = defineRoute({
  method: 'POST',
  path: '/desk/skierowanie/:draftId/porzuc',
  access: 'referral.create',
  object: ownReferral,
  title: 'Throw a referral draft away',
  params: draftParams,
  handler: async (exchange) => {
    const found = await ownDraft(exchange);
    if (!found.ok) return found;
    const done = await discardDraft(exchange.ports, found.value.draft.draftId);
    return done.ok ? ok({ redirect: '/desk' }) : done;
  },
});

export const referralRoutes = [choose, begin, showPage, receivePage, showCheck, send, discard];
