import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { type Cell, publish, type Query, SMALLEST_GROUP } from '../../../functions/domain/aggregates/index.ts';
import { type Finding, recover } from './attack.ts';

/** Attacks random tables, filters and pairs of periods: `npm run faults:aggregates -- --rounds N --seed S`. */
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '10000' }, seed: { type: 'string' } } });
const seed = Number(values.seed ?? randomInt(2 ** 31));
const rounds = Number(values.rounds);

/** Mulberry32: the same seed gives the same tables. */
function randomFrom(start: number): (below: number) => number {
  let state = start;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

interface Round {
  readonly cells: readonly Cell[];
  /** Publications one after the other: a table, another filter, the next period. */
  readonly releases: readonly (readonly Query[])[];
}

/** A table of two dimensions seen in two periods: cells are row × column × period, as the differencing attacker sees them. */
function drawRound(random: (below: number) => number): Round {
  const rows = 1 + random(4);
  const columns = 1 + random(3);
  const periods = random(2) === 0 || rows * columns > 6 ? 1 : 2;
  const small = random(3);
  const cells: Cell[] = [];
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1)
      for (let period = 0; period < periods; period += 1)
        cells.push({
          id: `${row}.${column}.${period}`,
          count: random(2 + small) === 0 ? random(SMALLEST_GROUP) : random(25),
        });
  const where = (id: string, keeps: (row: number, column: number, period: number) => boolean): Query => ({
    id,
    cells: cells
      .map((cell) => cell.id)
      .filter((cell) => {
        const [row = 0, column = 0, period = 0] = cell.split('.').map(Number);
        return keeps(row, column, period);
      }),
  });
  const table = (name: string, inside: (period: number) => boolean): readonly Query[] => [
    where(`${name} total`, (_row, _column, period) => inside(period)),
    ...Array.from({ length: rows }, (_, at) =>
      where(`${name} row ${at}`, (row, _column, period) => row === at && inside(period)),
    ),
    ...Array.from({ length: columns }, (_, at) =>
      where(`${name} column ${at}`, (_row, column, period) => column === at && inside(period)),
    ),
    ...Array.from({ length: rows * columns }, (_, at) =>
      where(`${name} cell ${at}`, (row, column, period) => row * columns + column === at && inside(period)),
    ),
  ];
  const releases: (readonly Query[])[] = [table('first', (period) => period === 0)];
  if (periods === 2)
    releases.push(
      table('both', () => true),
      table('second', (period) => period === 1),
    );
  const filters = Array.from({ length: random(4) }, (_, at) => {
    const mask = 1 + random(2 ** Math.min(cells.length, 16) - 1);
    return {
      id: `filter ${at}`,
      cells: cells.filter((_cell, index) => ((mask >> index) & 1) === 1).map((cell) => cell.id),
    };
  });
  return { cells, releases: [...releases, filters.filter((filter) => filter.cells.length > 0)] };
}

type Publisher = (cells: readonly Cell[], release: readonly Query[], before: readonly Query[]) => readonly Query[];

const ours: Publisher = (cells, release, before) => publish(cells, release, { before }).published;

/** The planted bug: hides small numbers one by one and forgets what the rest gives away. */
const naive: Publisher = (cells, release, before) => {
  const count = new Map(cells.map((cell) => [cell.id, cell.count]));
  const sum = (query: Query) => query.cells.reduce((total, id) => total + (count.get(id) ?? 0), 0);
  return [...before, ...release.filter((query) => sum(query) >= SMALLEST_GROUP)];
};
/** A second planted bug: sound inside each release, but blind to what was published before it. */
const forgetful: Publisher = (cells, release, before) => [...before, ...publish(cells, release).published];

function attack(
  publisher: Publisher,
  count: number,
): { findings: number; tables: number; asked: number; shown: number; example?: Finding } {
  const random = randomFrom(seed);
  let [findings, tables, asked, shown] = [0, 0, 0, 0];
  let example: Finding | undefined;
  for (let round = 0; round < count; round += 1) {
    const { cells, releases } = drawRound(random);
    let published: readonly Query[] = [];
    for (const release of releases) published = publisher(cells, release, published);
    const everything = releases.flat();
    const found = recover({ cells, published, smallest: SMALLEST_GROUP }, everything);
    findings += found.length;
    example ??= found[0];
    tables += 1;
    asked += everything.length;
    shown += published.length;
  }
  return { findings, tables, asked, shown, ...(example === undefined ? {} : { example }) };
}

console.log(`seed ${seed}`);
const plantedRounds = Math.min(300, rounds);
for (const [name, publisher] of [
  ['hides small numbers only', naive],
  ['forgets earlier publications', forgetful],
] as const) {
  const caught = attack(publisher, plantedRounds);
  console.log(`planted bug (${name}): ${caught.findings} groups recovered from ${caught.tables} tables`);
  if (caught.findings === 0) {
    console.log('FAILED: the attack does not catch the planted bug');
    process.exit(1);
  }
}
const result = attack(ours, rounds);
console.log(
  `${result.tables} tables and period pairs, ${result.asked} numbers asked for, ${result.shown} published, ${result.findings} groups below ${SMALLEST_GROUP} recovered`,
);
if (result.tables === 0 || result.shown === 0) {
  console.log('FAILED: nothing was tried');
  process.exit(1);
}
if (result.findings > 0) {
  console.log(`FAILED: ${JSON.stringify(result.example)}`);
  process.exit(1);
}
