import { beforeEach, describe, expect, it } from 'vitest';
import { readExamples } from '../../../forms/read-forms.ts';
import { desk } from '../../../functions/desk/app.ts';
import type { Case } from '../../../functions/domain/cases/case.ts';
import { appendEvent, EMPTY_HEAD } from '../../../functions/domain/cases/events.ts';
import type { Actor } from '../../../functions/domain/directory/directory.ts';
import type { Document } from '../../../functions/domain/documents/document.ts';
import type { CaseId } from '../../../functions/domain/ids.ts';
import type { SignOff } from '../../../functions/domain/sign-offs/sign-off.ts';
import { buildWorld, CLUB, type World } from '../../pages/world.ts';

const CASE = 'case-1' as CaseId;
const actors: Record<string, Actor> = {};
let world: World;

const actor = (personId: string, role: Actor['role'], organisationId: string): Actor =>
  ({
    personId,
    name: personId,
    role,
    organisationId,
    organisationKind: 'ops',
    regionId: CLUB.regionId,
    at: '2026-04-03T08:00:00.000Z',
  }) as unknown as Actor;

const ask = (who: string, path: string, form?: Record<string, string>) =>
  world.app.request(path, {
    method: form === undefined ? 'GET' : 'POST',
    headers: { cookie: `rsession=${who}`, 'sec-fetch-site': 'same-origin' },
    ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
  });

async function put(slug: string, answers: object, status: Document['status']): Promise<void> {
  const at = world.ports.now();
  const record = {
    documentId: slug,
    caseId: CASE,
    form: { slug, scope: 'national', number: 1 },
    status,
    answers,
    hash: `hash of ${slug}`,
    organisationId: CLUB.organisationId,
    author: 'celina',
    edition: 1,
    createdAt: at,
    changedAt: at,
    version: 1,
  } as unknown as Document;
  await world.store.commit([{ put: 'document', record }]);
}

const sign = (role: string): Promise<unknown> =>
  world.store.commit([
    {
      put: 'sign-off',
      record: {
        caseId: CASE,
        documentId: 'data-sharing-consent',
        role,
        hash: 'hash of data-sharing-consent',
        decision: 'signed',
        by: role,
        name: role,
        method: 'account',
        at: world.ports.now(),
        version: 1,
      } as unknown as SignOff,
    },
  ]);

const PLAN = `/desk/sprawa/${CASE}/dokument/individual-action-plan`;
const PACKAGE = `/desk/udostepnione/${CASE}`;

beforeEach(async () => {
  world = await buildWorld({ surfaces: [desk], more: { currentActor: async (token) => actors[token] } });
  actors.celina = actor('celina', 'caseManager', CLUB.organisationId);
  actors.fryda = actor('fryda', 'familyAssistant', 'ops-1');
  actors.obca = actor('obca', 'familyAssistant', 'ops-2');
  const first = appendEvent(
    { caseId: CASE, head: EMPTY_HEAD },
    {
      type: 'case-opened',
      at: world.ports.now(),
      by: { who: 'system', role: 'system' },
      data: { reference: 'LUB/2026/0001' },
    },
  );
  const record = {
    caseId: CASE,
    kind: 'participant',
    reference: 'LUB/2026/0001',
    phase: 'active',
    organisationId: CLUB.organisationId,
    regionId: CLUB.regionId,
    caseManagerId: 'celina',
    processes: {},
    documents: {},
    openedAt: world.ports.now(),
    head: first.head,
    version: 1,
  } as unknown as Case;
  await world.store.commit([
    { put: 'case', record },
    { put: 'case-event', record: first.event },
  ]);
  const plan = readExamples('individual-action-plan').find((one) => one.name === 'full')?.answers ?? {};
  await put('individual-action-plan', plan, 'active');
  await put(
    'data-sharing-consent',
    {
      recipient: 'ops-1',
      purpose: 'Wspólna praca z rodziną',
      scope: { ipd: true },
      includesSpecial: 'yes',
      includesSpecialTick: true,
      benefitCheck: 'yes',
      validTo: '2026-06-30',
      participantDecision: 'grant',
      helperDecision: 'grant',
    },
    'signed',
  );
});

describe('sharing by two consents', () => {
  it('releases nothing until both have signed', async () => {
    await sign('participant');
    expect((await ask('fryda', PLAN)).status).toBe(404);
    expect((await ask('fryda', PACKAGE)).status).toBe(404);
    await sign('caseManager');
    expect((await ask('fryda', PLAN)).status).toBe(200);
    expect(await (await ask('fryda', PACKAGE)).text()).toContain('LUB/2026/0001');
    expect((await ask('obca', PLAN)).status).toBe(404);
    expect((await ask('obca', PACKAGE)).status).toBe(404);
    expect((await ask('fryda', `/desk/sprawa/${CASE}`)).status).toBe(404);
  });

  it('writes down every view, and whose', async () => {
    await sign('participant');
    await sign('caseManager');
    await ask('fryda', PLAN);
    await ask('fryda', PLAN);
    const { items } = await world.store.list('events-of-case', { caseId: `reads:${CASE}` });
    expect(items.filter((event) => event.type === 'package-viewed').map((event) => event.by.who)).toEqual([
      'fryda',
      'fryda',
    ]);
    expect(items.filter((event) => event.type === 'special-data-read')).toHaveLength(2);
  });

  it('is read-only', async () => {
    await sign('participant');
    await sign('caseManager');
    expect((await ask('fryda', `${PLAN}/podpis`, { hash: 'x', agree: 'yes' })).status).toBe(403);
    expect((await ask('fryda', `${PLAN}/pdf`)).status).toBe(403);
    expect(
      (await ask('fryda', `/desk/sprawa/${CASE}/zgoda/data-sharing-consent/cofnij`, { kto: 'participant' })).status,
    ).toBe(404);
  });

  it('ends at once when one of them withdraws, and by itself', async () => {
    await sign('participant');
    await sign('caseManager');
    expect((await ask('fryda', PLAN)).status).toBe(200);
    const consent = await (await ask('celina', `/desk/sprawa/${CASE}/dokument/data-sharing-consent`)).text();
    expect(consent).toContain('Cofnij zgodę');
    expect(
      (await ask('celina', `/desk/sprawa/${CASE}/zgoda/data-sharing-consent/cofnij`, { kto: 'participant' })).status,
    ).toBe(303);
    expect((await ask('fryda', PLAN)).status).toBe(404);
    expect(
      (await ask('celina', `/desk/sprawa/${CASE}/zgoda/data-sharing-consent/cofnij`, { kto: 'helper' })).status,
    ).toBe(409);
  });

  it('expires', async () => {
    await sign('participant');
    await sign('caseManager');
    world.advance(90 * 86_400_000);
    expect((await ask('fryda', PLAN)).status).toBe(404);
  });
});
