import { randomBytes, randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { signedAnchorFile } from '../../../functions/adapters/audit/signed-file.ts';
import { memoryStore } from '../../../functions/adapters/table/memory.ts';
import type { AnchorStore } from '../../../functions/domain/audit/anchors.ts';
import { readsChain } from '../../../functions/domain/audit/chains.ts';
import type { Case, CaseEvent } from '../../../functions/domain/cases/case.ts';
import { appendEvent, EMPTY_HEAD, eventHash } from '../../../functions/domain/cases/events.ts';
import type { CaseId } from '../../../functions/domain/ids.ts';
import { ok } from '../../../functions/domain/result.ts';
import type { Change } from '../../../functions/domain/store/store.ts';
import { type Instant, instant } from '../../../functions/domain/time.ts';
import { anchorHeads, verifyAll } from '../../../functions/use-cases/audit/verify-chains.ts';

/** Tampers with the record behind the product's back, a thousand times, and asks the verifier each time: `npm run faults:audit -- --rounds N`. */
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '1000' } } });
const rounds = Number(values.rounds);
const CASES = 12;
const START = Date.UTC(2026, 0, 2);

const store = memoryStore({ now: () => instant(START + 90 * 86_400_000) });
const ports = { store, now: () => instant(START + 90 * 86_400_000) };
const home = mkdtempSync(join(tmpdir(), 'reintegra-audit-'));
const anchors = signedAnchorFile(join(home, 'anchors.jsonl'), join(home, 'anchor.key'));

interface Chain {
  readonly chainId: CaseId;
  readonly events: readonly CaseEvent[];
  readonly record?: Case;
}

function makeEvents(chainId: CaseId, count: number): readonly CaseEvent[] {
  let head = EMPTY_HEAD;
  return Array.from({ length: count }, (_, n) => {
    const next = appendEvent(
      { caseId: chainId, head },
      {
        type: ['case-opened', 'task-closed', 'document-submitted', 'signed'][n % 4] ?? 'signed',
        at: instant(START + n * 3_600_000),
        by: { who: `p${randomInt(9)}`, role: 'caseManager' },
        data: { documentId: randomBytes(6).toString('hex'), step: n, done: true },
      },
    );
    head = next.head;
    return next.event;
  });
}

const chains: Chain[] = [];
await store.commit([
  { put: 'region', record: { regionId: 'lubelskie' as never, name: 'lubelskie', version: 1 } },
  {
    put: 'organisation',
    record: {
      organisationId: 'kis' as never,
      kind: 'kis',
      name: 'KIS',
      stakeholderType: 'A',
      regionId: 'lubelskie' as never,
      code: 'LUB',
      closingDays: [],
      timers: {},
      version: 1,
    },
  },
]);
for (let n = 0; n < CASES; n += 1) {
  const chainId = `case${n}` as CaseId;
  const events = makeEvents(chainId, 4 + randomInt(30));
  const last = events.at(-1);
  const record = {
    caseId: chainId,
    kind: 'participant',
    reference: `LUB/2026/${String(n).padStart(4, '0')}`,
    phase: 'active',
    organisationId: 'kis',
    regionId: 'lubelskie',
    processes: {},
    documents: {},
    openedAt: instant(START),
    head: { sequence: last?.sequence ?? 0, hash: last?.hash ?? '' },
    version: 1,
  } as unknown as Case;
  chains.push({ chainId, events, record });
  chains.push({ chainId: readsChain(chainId), events: makeEvents(readsChain(chainId), 2 + randomInt(10)) });
}
for (const { events, record } of chains) {
  await store.commit([
    ...events.map((event) => ({ put: 'case-event', record: event }) as const),
    ...(record === undefined ? [] : [{ put: 'case', record } as const]),
  ]);
}
const anchored = await anchorHeads(ports, anchors);
if (!anchored.ok) throw new Error(anchored.failure.code);

const keyOf = (event: CaseEvent) => ({ caseId: event.caseId, sequence: event.sequence });
const put = (event: CaseEvent): Change => ({ replace: 'case-event', record: event });
const drop = (event: CaseEvent): Change => ({ remove: 'case-event', key: keyOf(event) });
const pick = <T>(items: readonly T[]): T => {
  const item = items[randomInt(items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
};

/** The rest of a chain linked anew after a change: what a careful forger does. */
function relinked(
  chain: Chain,
  from: number,
  change: (event: CaseEvent) => CaseEvent,
): { changes: Change[]; events: CaseEvent[] } {
  let previousHash = from === 0 ? '' : (chain.events[from - 1]?.hash ?? '');
  const events = chain.events.slice(from).map((event, index) => {
    const { hash: _hash, version, ...said } = { ...(index === 0 ? change(event) : event), previousHash };
    previousHash = eventHash(said);
    return { ...said, hash: previousHash, version };
  });
  return { changes: events.map(put), events };
}
const withHead = (chain: Chain, last: CaseEvent | undefined): Change[] =>
  chain.record === undefined
    ? []
    : [
        {
          replace: 'case',
          record: { ...chain.record, head: { sequence: last?.sequence ?? 0, hash: last?.hash ?? '' } },
        },
      ];

const forged = (event: CaseEvent): CaseEvent => ({ ...event, by: { who: 'p-forged', role: 'kisManager' } });

/** Each way of tampering; gives the writes of the tamperer. */
const TAMPERINGS: Readonly<Record<string, (chain: Chain) => readonly Change[]>> = {
  'changes who did it': (chain) => [put(forged(pick(chain.events)))],
  'changes when': (chain) => {
    const event = pick(chain.events);
    return [put({ ...event, at: instant(Date.parse(event.at) + 1) as Instant })];
  },
  'changes what': (chain) => [put({ ...pick(chain.events), type: 'never-happened' })],
  'changes a detail': (chain) => {
    const event = pick(chain.events);
    return [put({ ...event, data: { ...event.data, documentId: 'another' } })];
  },
  'changes an event and its hash': (chain) => {
    const { hash: _hash, version, ...said } = forged(pick(chain.events));
    return [put({ ...said, hash: eventHash(said), version })];
  },
  'deletes an event': (chain) => [drop(pick(chain.events))],
  'deletes the newest events': (chain) => chain.events.slice(-1 - randomInt(chain.events.length - 1)).map(drop),
  'deletes the newest events and moves the head back': (chain) => {
    const keep = randomInt(chain.events.length - 1);
    return [...chain.events.slice(keep).map(drop), ...withHead(chain, chain.events[keep - 1])];
  },
  'swaps two events': (chain) => {
    const [one, two] = [pick(chain.events.slice(0, -1)), chain.events.at(-1)];
    return two === undefined ? [] : [put({ ...one, sequence: two.sequence }), put({ ...two, sequence: one.sequence })];
  },
  'puts one event in place of another': (chain) => {
    const [one, two] = [chain.events[0], pick(chain.events.slice(1))];
    return one === undefined ? [] : [put({ ...one, sequence: two.sequence })];
  },
  'brings an event of another case': (chain) => {
    const other = pick(chains.filter((each) => each.chainId !== chain.chainId));
    const place = pick(chain.events);
    return [put({ ...pick(other.events), caseId: chain.chainId, sequence: place.sequence })];
  },
  'adds an event without moving the head': (chain) => {
    const last = chain.events.at(-1);
    if (last === undefined || chain.record === undefined) return [put(forged(pick(chain.events)))];
    return [put(appendEvent({ caseId: chain.chainId, head: last }, { type: 'added', at: last.at, by: last.by }).event)];
  },
  'rewrites the chain from a change on, head too': (chain) => {
    const { changes, events } = relinked(chain, randomInt(chain.events.length), forged);
    return [...changes, ...withHead(chain, events.at(-1))];
  },
  'removes the case with all its events': (chain) => [
    ...chain.events.map(drop),
    ...(chain.record === undefined ? [] : [{ remove: 'case', key: { caseId: chain.chainId } } as const]),
  ],
  'moves the head of the case': (chain) =>
    chain.record === undefined ? [drop(pick(chain.events))] : withHead(chain, pick(chain.events.slice(0, -1))),
};

/** Puts everything back as it was. */
async function restore(chain: Chain): Promise<void> {
  for (const other of [chain]) {
    const beyond = { caseId: other.chainId, sequence: other.events.length + 1 };
    await store.commit([
      ...other.events.map(put),
      { remove: 'case-event', key: beyond },
      ...(other.record === undefined ? [] : [{ replace: 'case', record: other.record } as const]),
    ]);
  }
}

async function brokenWith(verifier: AnchorStore): Promise<number> {
  const result = await verifyAll(ports, verifier, () => undefined);
  return result.ok ? result.value.broken : 1;
}

/** The planted bug: a verifier that never looks at what was anchored outside. */
const blind: AnchorStore = { append: async () => ok(undefined), read: async () => ok([]) };

const clean = await brokenWith(anchors);
if (clean !== 0) throw new Error(`the untouched record is called broken (${clean})`);

async function run(verifier: AnchorStore, count: number): Promise<{ found: number; missed: Map<string, number> }> {
  const names = Object.keys(TAMPERINGS);
  let found = 0;
  const missed = new Map<string, number>();
  for (let round = 0; round < count; round += 1) {
    const chain = pick(chains);
    const name = names[round % names.length] ?? '';
    const changes = TAMPERINGS[name]?.(chain) ?? [];
    const written = await store.commit(changes);
    if (!written.ok || changes.length === 0) throw new Error(`the tampering itself failed: ${name}`);
    if ((await brokenWith(verifier)) > 0) found += 1;
    else missed.set(name, (missed.get(name) ?? 0) + 1);
    await restore(chain);
  }
  if ((await brokenWith(anchors)) !== 0) throw new Error('the record was not put back');
  return { found, missed };
}

const planted = await run(blind, 150);
console.log(
  `planted bug (a verifier without anchors): misses ${150 - planted.found} of 150 (${[...planted.missed.keys()].join('; ')})`,
);
if (planted.found === 150) {
  console.log('FAILED: the run does not notice a blind verifier');
  process.exit(1);
}
const real = await run(anchors, rounds);
console.log(
  `${rounds} tamperings of ${Object.keys(TAMPERINGS).length} kinds in ${chains.length} chains: ${real.found} found`,
);
rmSync(home, { recursive: true });
if (rounds === 0 || real.found !== rounds) {
  console.log(`FAILED: missed ${JSON.stringify(Object.fromEntries(real.missed))}`);
  process.exit(1);
}
