import { randomBytes, randomInt } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { readExamples } from '../../../forms/read-forms.ts';
import { sqliteAnonymousAnswers } from '../../../functions/adapters/anonymous/sqlite.ts';
import { lineLog } from '../../../functions/adapters/log/line-log.ts';
import { dynamodbStore } from '../../../functions/adapters/table/dynamodb.ts';
import type { AnonymousAnswers } from '../../../functions/domain/anonymity/anonymous-answers.ts';
import type { Campaign } from '../../../functions/domain/campaigns/campaign.ts';
import { ok } from '../../../functions/domain/result.ts';
import { type Instant, instant } from '../../../functions/domain/time.ts';
import { publicSurface } from '../../../functions/public/app.ts';
import { issueLink } from '../../../functions/use-cases/links/issue-link.ts';
import { startDynoxide } from '../../../infra/local/dynoxide.ts';
import { ensureTable, localClient } from '../../../infra/local/tables.ts';
import { buildWorld, CLUB } from '../../pages/world.ts';
import { agreement, deviations, orderInBytes } from './order-attack.ts';

/**
 * Tries to link answers of an invited survey to the people who gave them, from everything that lies on the machine after close: raw pages,
 * journals, write-ahead logs, indexes, logs, backups, and the invitations with the moment each was spent. `npm run faults:anonymity -- --rounds N`.
 */
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '10' }, people: { type: 'string', default: '40' } },
});
const rounds = Number(values.rounds);
const people = Number(values.people);
/** Beyond this many standard deviations chance is no explanation (one in 30,000 for each of a handful of channels). */
const LIMIT = 4.2;

interface Home {
  readonly answers: AnonymousAnswers;
  /** A backup as the product makes it, or as the planted leak would. */
  backup(file: string): void;
  close(): void;
}

const ours = (file: string): Home => {
  const answers = sqliteAnonymousAnswers(file);
  return { answers, backup: (to) => answers.copyClosed(to), close: () => answers.close() };
};

/** The planted leak: a table with row ids and a time, in a write-ahead log, shuffled only when read. */
const leaky = (file: string): Home => {
  const database = new DatabaseSync(file);
  database.exec(
    'PRAGMA journal_mode = WAL; CREATE TABLE answers (id INTEGER PRIMARY KEY, campaign TEXT, answers TEXT, at TEXT)',
  );
  const insert = database.prepare('INSERT INTO answers (campaign, answers, at) VALUES (?, ?, ?)');
  const answers: AnonymousAnswers = {
    async add(campaign, given) {
      insert.run(campaign, JSON.stringify(given), new Date().toISOString());
      return ok(undefined);
    },
    read: async (campaign) => ({
      items: database
        .prepare('SELECT answers FROM answers WHERE campaign = ? ORDER BY id')
        .all(campaign)
        .map((row) => JSON.parse(String(row.answers)) as Record<string, unknown>),
    }),
    count: async () => 0,
    shuffle: async () => ok(undefined),
  };
  return { answers, backup: (to) => database.exec(`VACUUM INTO '${to}'`), close: () => database.close() };
};

const EXAMPLE = (readExamples('institution-survey').find((one) => one.name === 'full')?.answers ?? {}) as Record<
  string,
  unknown
>;

interface Loot {
  /** Marks in the order in which their authors spent their invitations. */
  readonly arrived: readonly string[];
  /** Channel to the order of marks found there. */
  readonly found: ReadonlyMap<string, readonly string[]>;
  /** Places outside the answers' own home where a mark was found at all: a tie to a time, a token or a link. */
  readonly joined: readonly string[];
}

async function survey(open: (file: string) => Home): Promise<Loot> {
  const folder = mkdtempSync(join(tmpdir(), 'reintegra-anonymity-'));
  const documents = join(folder, 'documents.sqlite');
  const answersFile = join(folder, 'answers.sqlite');
  const dynoxide = await startDynoxide({ file: documents });
  const client = localClient(dynoxide.endpoint);
  try {
    await ensureTable(client, 'reintegra');
    let moment = Date.parse('2026-04-03T08:00:00.000Z');
    const now = () => instant(moment);
    const store = dynamodbStore(client, 'reintegra', now);
    const home = open(answersFile);
    const lines: string[] = [];
    const base = await buildWorld();
    const ports = {
      ...base.ports,
      store,
      now,
      randomBytes: (count: number) => new Uint8Array(randomBytes(count)),
      anonymous: home.answers,
      log: lineLog(now, (line) => void lines.push(line)),
    };
    const { app } = await buildWorld({ surfaces: [publicSurface], more: { ports } });
    const campaign: Campaign = {
      campaignId: 'ankieta' as Campaign['campaignId'],
      caseId: 'sprawa' as Campaign['caseId'],
      form: { slug: 'institution-survey', scope: 'national', number: 1 },
      title: 'Ankieta',
      promise: 'invited',
      organisationId: CLUB.organisationId,
      regionId: CLUB.regionId,
      status: 'open',
      closesAt: '2026-04-30T08:00:00.000Z' as Instant,
      extended: false,
      version: 1,
    };
    await store.commit([{ put: 'campaign', record: campaign }]);
    const invitations: string[] = [];
    for (let n = 0; n < people; n += 1) {
      const link = issueLink(ports, {
        kind: 'one-time',
        target: { kind: 'campaign', campaignId: 'ankieta' },
        validFor: 'P14D',
        createdBy: 'system',
      });
      await store.commit([{ put: 'link', record: link.record }]);
      invitations.push(link.url.split('/').at(-1) ?? '');
    }
    const arrived: string[] = [];
    const found = new Map<string, readonly string[]>();
    for (const [turn, invitation] of invitations.entries()) {
      moment += 1_000 + randomInt(3_600_000);
      const mark = `ODP${randomBytes(9).toString('hex')}`;
      const response = await app.request('/a/ankieta', {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ answers: { ...EXAMPLE, q2Goals1: `Cel ${mark}` }, invitation }),
      });
      if (response.status !== 200)
        throw new Error(`an answer was refused: ${response.status} ${await response.text()}`);
      arrived.push(mark);
      if (turn === Math.floor(people / 2)) {
        home.backup(join(folder, 'backup-open.sqlite'));
        const early = readFileSync(join(folder, 'backup-open.sqlite'));
        // A copy of an open survey tells who answered before it was made: those it holds come first.
        found.set('a backup made while open', [...orderInBytes(arrived, early)]);
      }
    }
    await home.answers.shuffle('ankieta');
    home.backup(join(folder, 'backup-closed.sqlite'));
    const read = await home.answers.read('ankieta');
    found.set(
      'reading in the order given',
      read.items.flatMap((item) => /ODP[0-9a-f]+/.exec(JSON.stringify(item))?.[0] ?? []),
    );
    const bytesOf = (names: (name: string) => boolean): Buffer =>
      Buffer.concat(
        readdirSync(folder)
          .filter(names)
          .map((name) => readFileSync(join(folder, name))),
      );
    // Looked at while everything is open: journals and write-ahead logs are still there.
    found.set(
      'raw pages and journals of the answers',
      orderInBytes(
        arrived,
        bytesOf((name) => name.startsWith('answers.sqlite')),
      ),
    );
    found.set('the backup after close', orderInBytes(arrived, readFileSync(join(folder, 'backup-closed.sqlite'))));
    const joined: string[] = [];
    const elsewhere = bytesOf((name) => name.startsWith('documents.sqlite'));
    if (arrived.some((mark) => elsewhere.includes(mark))) joined.push('documents, indexes and their write-ahead log');
    if (arrived.some((mark) => lines.join('').includes(mark))) joined.push('logs');
    const own = bytesOf((name) => name.startsWith('answers.sqlite'));
    if (invitations.some((secret) => own.includes(secret))) joined.push('an invitation beside the answers');
    if (/20\d\d-\d\d-\d\dT\d\d:\d\d/.test(own.toString('latin1'))) joined.push('a time beside the answers');
    home.close();
    if (!existsSync(documents)) throw new Error('the documents were not where the attack looks');
    return { arrived, found, joined };
  } finally {
    client.destroy();
    await dynoxide.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function attack(
  open: (file: string) => Home,
  count: number,
): Promise<{ worst: number; lines: string[]; joined: Set<string> }> {
  const agreements = new Map<string, number[]>();
  const held = new Map<string, number>();
  const joined = new Set<string>();
  for (let round = 0; round < count; round += 1) {
    const loot = await survey(open);
    for (const place of loot.joined) joined.add(place);
    for (const [channel, order] of loot.found) {
      held.set(channel, (held.get(channel) ?? 0) + order.length);
      const value = order.length < 2 ? 0 : agreement(loot.arrived, order);
      agreements.set(channel, [...(agreements.get(channel) ?? []), value]);
    }
  }
  let worst = 0;
  const lines: string[] = [];
  for (const [channel, list] of agreements) {
    const seen = Math.round((held.get(channel) ?? 0) / count);
    const away = deviations(list, Math.max(2, seen));
    // Half the answers in an early copy tell their half of the order whatever stands in it.
    const tells = channel === 'a backup made while open' ? (seen === 0 ? 0 : Number.POSITIVE_INFINITY) : Math.abs(away);
    worst = Math.max(worst, tells);
    const mean = list.reduce((sum, one) => sum + one, 0) / list.length;
    lines.push(
      `  ${channel}: ${seen} answers found, agreement with the order of arrival ${mean.toFixed(3)} (${away.toFixed(1)} deviations)`,
    );
  }
  return { worst, lines, joined };
}

const planted = await attack(leaky, Math.min(2, rounds));
console.log(
  `planted leak (row ids, times, a write-ahead log): ${planted.joined.size} ties, ${planted.lines.length} channels`,
);
for (const line of planted.lines) console.log(line);
if (planted.worst < LIMIT || planted.joined.size === 0) {
  console.log('FAILED: the attack does not succeed against the planted leak');
  process.exit(1);
}
const real = await attack(ours, rounds);
console.log(`${rounds} surveys of ${people} invited people each, attacked after close:`);
for (const line of real.lines) console.log(line);
console.log(`  ties to a link, a time or a log: ${[...real.joined].join(', ') || 'none'}`);
if (rounds === 0 || real.lines.length === 0 || real.joined.size > 0 || real.worst > LIMIT) {
  console.log('FAILED: answers can be linked better than by chance');
  process.exit(1);
}
console.log('No better than chance.');
