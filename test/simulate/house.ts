import { createHmac } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { memoryAnonymousAnswers } from '../../functions/adapters/anonymous/memory.ts';
import { type MemoryStore, memoryStore } from '../../functions/adapters/table/memory.ts';
import type { FormLibrary } from '../../functions/domain/definitions/library.ts';
import type {
  Actor,
  Membership,
  Organisation,
  OrganisationKind,
  Person,
} from '../../functions/domain/directory/directory.ts';
import type { RoleCode } from '../../functions/domain/directory/roles.ts';
import type { FormVersion } from '../../functions/domain/forms/index.ts';
import {
  idMaker,
  type NetworkId,
  type OrganisationId,
  type PersonId,
  type RegionId,
} from '../../functions/domain/ids.ts';
import type { Letter } from '../../functions/domain/mails/mailer.ts';
import { ok } from '../../functions/domain/result.ts';
import type { Change, Store } from '../../functions/domain/store/store.ts';
import { type Instant, instant, type LocalDate } from '../../functions/domain/time.ts';
import { drainOutbox, drainWakeUps } from '../../functions/streams/deliver.ts';
import { applyStepHandler } from '../../functions/tasks/apply-step.ts';
import { openTaskHandler } from '../../functions/tasks/open-task.ts';
import type { Ports } from '../../functions/use-cases/ports.ts';
import { shippedForms } from '../../infra/build/forms.ts';
import { type InProcessEngine, startInProcessEngine } from './in-process-engine.ts';
import { randomFrom } from './random.ts';

const ROOT = join(import.meta.dirname, '../..');
const REGION = 'reg' as RegionId;
const NETWORK = 'lsr' as NetworkId;

const readJson = (file: string): unknown => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));

/** State machines of this release by slug. */
export const shippedWorkflows = (): ReadonlyMap<string, unknown> =>
  new Map(globSync('workflows/*.asl.json', { cwd: ROOT }).map((file) => [basename(file, '.asl.json'), readJson(file)]));

let forms: ReadonlyMap<string, FormVersion> | undefined;

/** The national forms of this release as a library; composed once for all tests of a file. */
export function shippedLibrary(): FormLibrary {
  forms ??= new Map(
    shippedForms().map(({ slug, definition, translations }) => [
      slug,
      { slug, scope: 'national', number: 1, definition, translations },
    ]),
  );
  const known = forms;
  return {
    version: async ({ slug, number }) => (number === 1 ? known.get(slug) : undefined),
    current: async (slug) => known.get(slug),
  };
}

/** Institutions of the test network; a person `<role>` works in the one where the role is at home, with a colleague `<role>2`. */
const ORGANISATIONS: Readonly<Record<string, { kind: OrganisationKind; roles: readonly RoleCode[] }>> = {
  kis: {
    kind: 'kis',
    roles: [
      'caseManager',
      'kisManager',
      'kisSocialWorker',
      'psychologist',
      'pedagogue',
      'careerAdviser',
      'specialist',
      'classLeader',
      'lsrCoordinator',
      'animator',
      'workingGroup',
      'researchTeam',
      'organisationAdmin',
    ],
  },
  ops: { kind: 'ops', roles: ['opsSocialWorker', 'opsManager', 'familyAssistant'] },
  pup: { kind: 'pup', roles: ['pupAdviser'] },
  partner: { kind: 'partner', roles: ['partnerHead', 'partnerDelegate', 'referrer'] },
  partner2: { kind: 'partner', roles: [] },
  rops: { kind: 'rops', roles: ['regionalCentre', 'regionalDefinitionsAdmin'] },
};

async function furnish(store: Store): Promise<void> {
  const commit = async (changes: Parameters<Store['commit']>[0]): Promise<void> => {
    const done = await store.commit(changes);
    if (!done.ok) throw new Error(`the house could not be furnished: ${done.failure.code}`);
  };
  await commit([
    { put: 'region', record: { regionId: REGION, name: 'Województwo', version: 1 } },
    { put: 'network', record: { networkId: NETWORK, regionId: REGION, name: 'Sieć', version: 1 } },
  ]);
  for (const [name, { kind, roles }] of Object.entries(ORGANISATIONS)) {
    const organisation: Organisation = {
      organisationId: name as OrganisationId,
      kind,
      name,
      stakeholderType: kind === 'kis' ? 'A' : kind === 'partner' ? 'C' : 'B',
      regionId: REGION,
      networkId: NETWORK,
      code: name.toUpperCase(),
      closingDays: [],
      timers: {},
      version: 1,
    };
    await commit([{ put: 'organisation', record: organisation }]);
    for (const role of roles) {
      for (const suffix of ['', '2']) {
        const personId = `${role}${suffix}` as PersonId;
        const person: Person = { personId, name: personId, email: `${personId}@example.org`, active: true, version: 1 };
        const membership: Membership = {
          membershipId: `m-${personId}`,
          personId,
          organisationId: organisation.organisationId,
          role,
          from: '2020-01-01' as LocalDate,
          version: 1,
        };
        await commit([
          { put: 'person', record: person },
          { put: 'membership', record: membership },
        ]);
      }
    }
  }
}

/** The whole product behind its surfaces, in one process: memory store, own engine, virtual clock, seeded chance. */
export interface House {
  readonly ports: Ports;
  readonly store: MemoryStore;
  readonly engine: InProcessEngine;
  readonly letters: Letter[];
  readonly logged: { readonly event: string; readonly ids: Readonly<Record<string, string | number>> }[];
  /** Person `<role>` or `<role>2` acting in that role. */
  actor(name: string): Actor;
  /** Lets everything happen that is due now. */
  settle(): Promise<void>;
  /** Moves time, stopping at every timer and wake-up on the way. */
  advanceTo(at: string): Promise<void>;
  close(): Promise<void>;
}

export interface HouseOptions {
  readonly at: string;
  readonly seed?: number;
  readonly workflows?: ReadonlyMap<string, unknown>;
  /** Letters that come back, by address. */
  readonly bounces?: (to: string) => boolean;
  /** Hears of every committed change. */
  readonly committed?: (changes: readonly Change[]) => void;
  /** Spoils what is written (planted bugs). */
  readonly spoil?: (changes: readonly Change[]) => readonly Change[];
}

const roleOf = (name: string): RoleCode => name.replace(/\d+$/, '') as RoleCode;

const organisationOf = (role: RoleCode): OrganisationId => {
  const found = Object.entries(ORGANISATIONS).find(([, { roles }]) => roles.includes(role));
  if (found === undefined) throw new Error(`nobody in the house is ${role}`);
  return found[0] as OrganisationId;
};

/** Opens a house with people in every role and no cases. */
export async function openHouse(options: HouseOptions): Promise<House> {
  const random = randomFrom(options.seed ?? 1);
  const randomBytes = (count: number): Uint8Array =>
    Uint8Array.from({ length: count }, () => Math.floor(random() * 256));
  let clock: () => number = () => Date.parse(options.at);
  const now = (): Instant => instant(clock());
  const moments = new Set<number>();
  const inner = memoryStore({ now });
  const store: MemoryStore = {
    ...inner,
    async commit(given) {
      const changes = options.spoil?.(given) ?? given;
      const done = await inner.commit(changes);
      if (done.ok) options.committed?.(changes);
      if (done.ok)
        for (const change of changes)
          if (('put' in change && change.put === 'wake-up') || ('replace' in change && change.replace === 'wake-up'))
            moments.add(Date.parse((change.record as { at: string }).at));
      return done;
    },
  };
  const letters: Letter[] = [];
  const logged: { event: string; ids: Readonly<Record<string, string | number>> }[] = [];
  let handlers: Readonly<Record<string, (event: unknown) => Promise<object>>> = {};
  const engine = await startInProcessEngine(Date.parse(options.at), () => handlers);
  clock = () => engine.running.api.clock.now();
  const unused = (what: string) => async (): Promise<never> => {
    throw new Error(`${what} is not used by processes`);
  };
  const ports = {
    store,
    now,
    newId: idMaker(randomBytes),
    randomBytes,
    keyedHash: (text: string) => createHmac('sha256', 'test').update(text).digest('base64url'),
    workflows: engine.workflows,
    forms: shippedLibrary(),
    templates: { has: () => true, render: (name: string) => `Subject: ${name}\n\n${name}\n---html---\n<p></p>` },
    mailer: {
      send: async (letter: Letter) => {
        if (options.bounces?.(letter.to) === true) return { ok: false, failure: { code: 'invalid-input' } };
        letters.push(letter);
        return ok(undefined);
      },
    },
    schedule: { arm: async () => ok(undefined), disarm: async () => ok(undefined) },
    files: { put: unused('files'), get: unused('files'), remove: unused('files') },
    scanner: { scan: unused('scanner') },
    printer: { print: unused('printer') },
    anonymous: memoryAnonymousAnswers(),
    identity: { begin: unused('identity'), finish: unused('identity'), endSessionUrl: () => undefined },
    baseUrl: 'https://kis.example',
    log: (event: string, ids: Readonly<Record<string, string | number>>) => logged.push({ event, ids }),
  } as unknown as Ports;
  handlers = { OpenTask: openTaskHandler(ports), ApplyStep: applyStepHandler(ports) };
  await furnish(store);
  for (const [slug, definition] of options.workflows ?? shippedWorkflows()) await engine.deploy(slug, definition);

  const settle = async (): Promise<void> => {
    for (let passes = 0; ; passes += 1) {
      await engine.running.engine.idle();
      const { delivered, failed } = await drainOutbox(ports);
      await engine.running.engine.idle();
      if (delivered === 0 && failed === 0) return;
      if (passes > 1_000) throw new Error(`the house does not settle: ${JSON.stringify(logged.slice(-5))}`);
    }
  };
  const advanceTo = async (at: string): Promise<void> => {
    const target = Date.parse(at);
    await settle();
    for (;;) {
      for (const moment of moments) if (moment <= clock()) moments.delete(moment);
      const timer = engine.running.api.store.nextDue() ?? Number.POSITIVE_INFINITY;
      const next = Math.min(timer, ...moments, target);
      if (next > clock()) await engine.running.advanceTo(next);
      await drainWakeUps(ports);
      await settle();
      if (next >= target) return;
    }
  };
  return {
    ports,
    store,
    engine,
    letters,
    logged,
    actor: (name) => ({
      personId: name as PersonId,
      name,
      organisationId: organisationOf(roleOf(name)),
      regionId: REGION,
      networkId: NETWORK,
      role: roleOf(name),
      at: now(),
    }),
    settle,
    advanceTo,
    close: () => engine.stop(),
  };
}
