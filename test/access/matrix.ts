import { parseArgs } from 'node:util';
import { may, mayEver } from '../../functions/domain/access/index.ts';
import { NETWORK_DOCUMENTS, PARTICIPANT_FILE } from '../../functions/domain/access/table.ts';
import type { Actor } from '../../functions/domain/directory/directory.ts';
import { ok } from '../../functions/domain/result.ts';
import type { Change, Store } from '../../functions/domain/store/store.ts';
import type { May } from '../../functions/http/access-check.ts';
import type { Route } from '../../functions/http/route.ts';
import { SURFACES } from '../../infra/local/app/surfaces.ts';
import { buildWorld } from '../pages/world.ts';
import { colleagueMarkOf, fillCountry, markOf, networkMarkOf, TENANTS, type TenantId, type Things } from './country.ts';
import { isHandingOut, isOpenRoute, isPublicDocument, maySeePerson, reaches, tenantOf } from './oracle.ts';

/** Every role on every route with every tenant's things: `npm run access:matrix -- [--sample N] [--show]`. Every N-th pair with a sample. */
const { values } = parseArgs({
  options: { sample: { type: 'string', default: '1' }, show: { type: 'boolean', default: false } },
});
const sample = Number(values.sample);

interface Leak {
  readonly what:
    | 'a person of others'
    | 'a thing of others'
    | 'existence'
    | 'a write on others'
    | 'without an account'
    | 'a crash';
  readonly who: string;
  readonly request: string;
  readonly detail: string;
}

/** One set of ids for a route's parameters. `foreign` is whose things are named; `twin` is the request that must look the same. */
interface Target {
  readonly name: string;
  readonly params: Readonly<Record<string, string>>;
  readonly foreign?: TenantId;
  readonly isColleagues?: boolean;
}

const slugsOf = (grid: string): readonly string[] =>
  grid
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('|')[0]?.trim() ?? '');
const QUERY_NAMES = ['sprawa', 'instytucja', 'region', 'numer', 'q', 'rejestr'] as const;

/** Ids that nothing has. */
const NOTHING: Readonly<Record<string, string>> = {
  caseId: 'nothing',
  documentId: 'nothing',
  taskId: 'nothing',
  draftId: 'nothing',
  campaignId: 'nothing',
  organisationId: 'nothing',
  personId: 'nothing',
  membershipId: 'nothing',
  requestId: 'nothing',
  reference: 'ZZZ/2026/9999',
  regionId: 'mazowieckie',
  secret: 'nothing',
  code: 'NIC',
  slug: 'referral',
  timer: 'surveyOpen',
  page: '0',
  key: 'q1',
};

function idsOf(things: Things): Readonly<Record<string, string>> {
  return {
    ...NOTHING,
    caseId: things.caseId,
    documentId: `${things.caseId}-referral`,
    taskId: things.tasks[0] ?? '',
    campaignId: things.campaignId,
    organisationId: things.organisationId,
    personId: things.personId,
    membershipId: things.membershipId,
    requestId: things.requestId,
    reference: things.reference,
    regionId: TENANTS.find((tenant) => tenant.id === things.tenant)?.region ?? '',
  };
}

function targetsOf(route: Route, actor: Actor, things: ReadonlyMap<TenantId, Things>): readonly Target[] {
  const own = things.get(tenantOf(actor));
  if (own === undefined) return [];
  const targets: Target[] = [{ name: 'nothing', params: NOTHING }];
  for (const there of things.values()) {
    const foreign = there.tenant === own.tenant ? {} : { foreign: there.tenant };
    const ids = idsOf(there);
    targets.push({ name: there.tenant, params: ids, ...foreign });
    if (route.path.includes(':documentId')) {
      for (const [slug, { caseId, documentId }] of there.documents) {
        targets.push({ name: `${there.tenant} ${slug}`, params: { ...ids, caseId, documentId }, ...foreign });
      }
    }
    if (route.path.includes(':taskId')) {
      for (const taskId of there.tasks)
        targets.push({ name: `${there.tenant} ${taskId}`, params: { ...ids, taskId }, ...foreign });
    }
    if (route.path.includes(':caseId')) {
      targets.push({
        name: `${there.tenant} colleague`,
        params: { ...ids, caseId: there.colleagueCaseId },
        isColleagues: true,
        ...foreign,
      });
    }
    if (there.tenant === own.tenant) continue;
    // Half own, half foreign: one id of the address swapped.
    const mine = idsOf(own);
    for (const name of Object.keys(ids).filter((each) => route.path.includes(`:${each}`) && ids[each] !== mine[each])) {
      targets.push({
        name: `own with ${name} of ${there.tenant}`,
        params: { ...mine, [name]: ids[name] ?? '' },
        foreign: there.tenant,
      });
    }
  }
  return targets;
}

const addressOf = (route: Route, params: Readonly<Record<string, string>>): string => {
  const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? 'nothing'));
  const query = new URLSearchParams({
    sprawa: route.path.includes('kopia-gotowa') ? (params.caseId ?? '') : (params.reference ?? ''),
    numer: params.reference ?? '',
    q: params.reference ?? '',
    instytucja: params.organisationId ?? '',
    region: params.regionId ?? '',
    rejestr: 'sprawa',
  });
  for (const name of [...query.keys()]) if (!QUERY_NAMES.includes(name as never)) query.delete(name);
  return `${path}?${query}`;
};

/** A body that every form of the product understands something of; ids in it name the target too. */
const bodyOf = (params: Readonly<Record<string, string>>): URLSearchParams =>
  new URLSearchParams({
    outcome: 'accept',
    decision: 'approve',
    hash: 'hash',
    agree: 'yes',
    reason: 'powód do sprawdzenia dostępu',
    version: '1',
    person: params.reference ?? '',
    organisationId: params.organisationId ?? '',
    caseId: params.caseId ?? '',
    to: params.personId ?? '',
    name: 'Próba',
    region: params.regionId ?? '',
    value: 'P1W',
    days: '2026-05-02',
    postac: 'maszynowa',
  });

/** An answer without what differs by chance: request ids, the asked address, ids. */
const normal = (text: string, params: Readonly<Record<string, string>>): string =>
  Object.values(params)
    .filter((id) => id.length > 3)
    .reduce((rest, id) => rest.replaceAll(id, '·').replaceAll(encodeURIComponent(id), '·'), text)
    .replaceAll(/<code>[a-z0-9]+<\/code>/g, '')
    .replaceAll(/"(instance|requestId)":"[^"]*"/g, '');

/** Records of tenants that an attempted write touches. */
function touched(changes: readonly Change[]): ReadonlySet<TenantId> {
  const found = new Set<TenantId>();
  for (const change of changes) {
    if ('unchanged' in change) continue;
    const text = JSON.stringify('record' in change ? { ...change.record, message: undefined } : change.key);
    for (const { id } of TENANTS) if (new RegExp(`"(?:privacy:|directory:|reads:)?${id}-`).test(text)) found.add(id);
  }
  return found;
}

async function run(
  decide: May,
  every: number,
): Promise<{ pairs: number; leaks: Leak[]; answers: Map<number, number> }> {
  const world = await buildWorld({ surfaces: [] });
  const documents = { participant: slugsOf(PARTICIPANT_FILE), network: slugsOf(NETWORK_DOCUMENTS) };
  const { actors, things } = await fillCountry(world.store, world.ports.now(), documents);
  let attempted: Change[] = [];
  // Writes are looked at and dropped: every pair meets the same country.
  const store: Store = {
    ...world.store,
    commit: async (changes) => {
      attempted.push(...changes);
      return ok(undefined);
    },
  };
  const svg = async () => ({ ok: true, value: '<svg/>' });
  const ports = {
    ...world.ports,
    store,
    printer: { print: async () => ok(new Uint8Array()) },
    charts: new Proxy({}, { get: () => svg }),
    files: { put: async () => ok(undefined), get: async () => ok(new Uint8Array()), remove: async () => ok(undefined) },
    keys: {
      keyFor: async () => ok(new Uint8Array(32)),
      find: async () => undefined,
      destroy: async () => ok(undefined),
      destroyed: async () => [],
      rotate: async () => ok({ rewrapped: 0 }),
    },
    workflows: new Proxy({}, { get: () => async () => ok(undefined) }),
    identity: { begin: async () => ({ url: '/', state: 's', nonce: 'n', verifier: 'v' }) },
    log: (event: string) => {
      if (event === 'unexpected') crashes += 1;
    },
  } as never;
  let crashes = 0;
  const { app } = await buildWorld({
    surfaces: SURFACES,
    more: { ports, may: decide, currentActor: async (token: string) => actors.get(decodeURIComponent(token)) },
  });

  const ask = async (
    route: Route,
    who: string | undefined,
    params: Readonly<Record<string, string>>,
    json: boolean,
  ) => {
    attempted = [];
    const headers = new Headers({ accept: json ? 'application/json' : 'text/html', 'sec-fetch-site': 'same-origin' });
    if (who !== undefined) headers.set('cookie', `rsession=${encodeURIComponent(who)}`);
    const body = route.method === 'GET' ? {} : { body: bodyOf(params) };
    const response = await app.request(addressOf(route, params), { method: route.method, headers, ...body });
    return {
      status: response.status,
      text: await response.text(),
      location: response.headers.get('location') ?? '',
      writes: attempted,
    };
  };

  const leaks: Leak[] = [];
  const answers = new Map<number, number>();
  let pairs = 0;
  let turn = 0;
  for (const surface of SURFACES) {
    for (const route of surface.routes) {
      if (!isOpenRoute(route.access)) {
        const nobody = await ask(route, undefined, NOTHING, true);
        if (nobody.status !== 401)
          leaks.push({
            what: 'without an account',
            who: 'nobody',
            request: `${route.method} ${route.path}`,
            detail: String(nobody.status),
          });
        pairs += 1;
      }
      for (const [who, actor] of actors) {
        // What is not there looks alike to everybody of one role: asked once, compared with every foreign thing.
        const nothing = new Map<boolean, { status: number; text: string }>();
        for (const target of targetsOf(route, actor, things)) {
          for (const json of [false, true]) {
            turn += 1;
            if (turn % every !== 0) continue;
            pairs += 1;
            const before = crashes;
            const answer = await ask(route, who, target.params, json);
            answers.set(answer.status, (answers.get(answer.status) ?? 0) + 1);
            const request = `${route.method} ${addressOf(route, target.params)} (${target.name})`;
            const leak = (what: Leak['what'], detail: string): void => {
              leaks.push({ what, who, request, detail });
            };
            if (crashes > before) leak('a crash', String(answer.status));
            for (const { id } of TENANTS) {
              if (
                answer.text.includes(markOf(id)) &&
                !maySeePerson(actor, id, false) &&
                !isHandingOut(actor, id, route.path)
              )
                leak('a person of others', markOf(id));
              if (answer.text.includes(colleagueMarkOf(id)) && !maySeePerson(actor, id, true))
                leak('a person of others', colleagueMarkOf(id));
            }
            for (const { id } of TENANTS) {
              if (answer.text.includes(networkMarkOf(id)) && !reaches(actor, id))
                leak('a thing of others', networkMarkOf(id));
            }
            if (isOpenRoute(route.access)) continue;
            for (const id of touched(answer.writes)) if (!reaches(actor, id)) leak('a write on others', id);
            const { foreign } = target;
            if (
              foreign === undefined ||
              reaches(actor, foreign) ||
              isPublicDocument(target.name) ||
              !/:(case|document|task|campaign|organisation|person|membership|request)Id/.test(route.path)
            )
              continue;
            if (answer.status < 300) leak('a thing of others', String(answer.status));
            if (target.name.startsWith('own with')) continue;
            const twin = nothing.get(json) ?? (await ask(route, who, NOTHING, json));
            nothing.set(json, twin);
            if (twin.status !== answer.status || normal(twin.text, NOTHING) !== normal(answer.text, target.params))
              leak('existence', `${answer.status} instead of ${twin.status}`);
          }
        }
      }
    }
  }
  return { pairs, leaks, answers };
}

/** The planted bug: a check that asks only whether the role may ever do this, never to whom. */
const tenantBlind: May = (actor, action, object) => {
  const verdict = may(actor, action, object);
  if (verdict.allowed || !mayEver(actor.role, action, object.document)) return verdict;
  return { allowed: true, reason: { ...verdict.reason, rule: 'granted' }, sentence: '' };
};

const planted = await run(tenantBlind, Math.max(40, sample));
console.log(`planted bug (a check that forgets whose it is): ${planted.leaks.length} leaks in ${planted.pairs} pairs`);
if (planted.leaks.length === 0) {
  console.log('FAILED: the matrix does not see the planted bug');
  process.exit(1);
}
const started = performance.now();
const real = await run(may, sample);
const seconds = Math.round((performance.now() - started) / 1000);
console.log(
  `answers: ${[...real.answers]
    .sort()
    .map(([status, count]) => `${status}: ${count}`)
    .join(', ')}`,
);
console.log(`${real.pairs} pairs of role, route, tenant and object in ${seconds} s: ${real.leaks.length} leaks`);
const kinds = new Map<string, Leak>();
for (const leak of real.leaks)
  if (!kinds.has(`${leak.what} ${leak.request.split('?')[0]}`))
    kinds.set(`${leak.what} ${leak.request.split('?')[0]}`, leak);
for (const leak of [...kinds.values()].slice(0, values.show ? 1000 : 20))
  console.log(`  ${leak.what}: ${leak.who} ${leak.request} -> ${leak.detail}`);
if (real.pairs === 0 || real.leaks.length > 0) process.exit(1);
