/**
 * The manager's board on a club of 1,000 and of 100,000 open cases: read units and time of its first page must not grow with the club.
 *   node test/bench/board/run.ts [--small N] [--large N] [--reads N]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { dynamodbStore } from '../../../functions/adapters/table/dynamodb.ts';
import { rangeOf } from '../../../functions/adapters/table/items.ts';
import type { CaseId, OrganisationId } from '../../../functions/domain/ids.ts';
import type { BoardRow } from '../../../functions/domain/store/outbox.ts';
import type { Store } from '../../../functions/domain/store/store.ts';
import { type Instant, instant } from '../../../functions/domain/time.ts';
import { startDynoxide } from '../../../infra/local/dynoxide.ts';
import { ensureTable, localClient } from '../../../infra/local/tables.ts';

const { values } = parseArgs({
  options: {
    small: { type: 'string', default: '1000' },
    large: { type: 'string', default: '100000' },
    reads: { type: 'string', default: '300' },
  },
});
const TABLE = 'board';
const PAGE = 50;
const START = Date.UTC(2026, 3, 3, 7);

const row = (organisationId: string, number: number): BoardRow => ({
  organisationId: organisationId as OrganisationId,
  caseId: `case-${number}` as CaseId,
  reference: `LIP/2026/${number}`,
  phase: 'deciding',
  displayName: 'x'.repeat(60), // as long as a sealed name
  subjectId: `subject-${number}`,
  waitsFor: 'kisManager',
  step: 'recruitment/decide',
  dueAt: instant(START + ((number * 7919) % 100_003) * 60_000),
  dueReason: '14 dni od 3 kwietnia 2026 to 17 kwietnia 2026 (piątek).',
  open: true,
  changedAt: instant(START),
  version: 1,
});

async function fill(store: Store, organisationId: string, cases: number): Promise<void> {
  for (let from = 0; from < cases; from += 100) {
    const changes = Array.from({ length: Math.min(100, cases - from) }, (_, at) => ({
      replace: 'board-row' as const,
      record: row(organisationId, from + at),
    }));
    const done = await store.commit(changes);
    if (!done.ok) throw new Error(done.failure.code);
  }
}

async function readUnits(client: DynamoDBClient, organisationId: string): Promise<number> {
  const range = rangeOf('board-of-organisation', { organisationId });
  const answer = await client.send(
    new QueryCommand({
      TableName: TABLE,
      IndexName: range.on,
      KeyConditionExpression: `${range.on}pk = :pk`,
      ExpressionAttributeValues: { ':pk': { S: range.pk } },
      Limit: PAGE,
      ReturnConsumedCapacity: 'TOTAL',
    }),
  );
  return answer.ConsumedCapacity?.CapacityUnits ?? Number.NaN;
}

const percentile = (times: readonly number[], share: number): number =>
  [...times].sort((left, right) => left - right)[Math.floor(times.length * share)] ?? 0;

const folder = mkdtempSync(join(tmpdir(), 'bench-board-'));
const dynoxide = await startDynoxide({ file: join(folder, 'documents.sqlite') });
try {
  const client = localClient(dynoxide.endpoint);
  await ensureTable(client, TABLE);
  const store = dynamodbStore(client, TABLE, () => instant(START) as Instant);
  const clubs = [
    { id: 'small', cases: Number(values.small), times: [] as number[], units: 0, first: '' },
    { id: 'large', cases: Number(values.large), times: [] as number[], units: 0, first: '' },
  ];
  for (const club of clubs) {
    await fill(store, club.id, club.cases);
    club.units = await readUnits(client, club.id);
  }
  // In turns, so that whatever else the machine does falls on both.
  for (let read = 0; read < Number(values.reads); read += 1) {
    for (const club of clubs) {
      const started = performance.now();
      const { items } = await store.list('board-of-organisation', { organisationId: club.id }, { limit: PAGE });
      club.times.push(performance.now() - started);
      if (items.length !== PAGE) throw new Error(`the page holds ${items.length} rows`);
      club.first = items[0]?.dueAt ?? '';
    }
  }
  for (const { id, cases, times, units } of clubs) {
    console.log(
      `${id}: ${cases} cases, ${units} read units, p50 ${percentile(times, 0.5).toFixed(1)} ms, p95 ${percentile(times, 0.95).toFixed(1)} ms (${times.length} reads of ${PAGE} rows)`,
    );
  }
  const [small, large] = clubs;
  const ratio = percentile(large?.times ?? [], 0.95) / percentile(small?.times ?? [], 0.95);
  console.log(`p95 ratio ${ratio.toFixed(2)}`);
  if (small?.units !== large?.units || !(ratio < 1.5)) process.exitCode = 1;
} finally {
  await dynoxide.stop();
  rmSync(folder, { recursive: true, force: true });
}
