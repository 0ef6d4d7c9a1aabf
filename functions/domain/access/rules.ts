import { ACTIONS, type Action, isAction, LETTERS, type Letter } from './actions.ts';
import { COLUMNS, type Column, type Party, partiesOf } from './columns.ts';
import { isScope, type Scope } from './scopes.ts';
import { NETWORK_DOCUMENTS, PARTICIPANT_FILE, RESOURCES } from './table.ts';
import type { View } from './verdict.ts';

/** What a cell may ask beside its scope. */
const CONDITIONS = [
  'referrer',
  'party',
  'socialContract',
  'local',
  'regional',
  'national',
  'published',
  'template',
] as const;
export type Condition = (typeof CONDITIONS)[number];

const VIEWS = [
  'own-entries',
  'result',
  'summary',
  'classes',
  'names',
  'no-contacts',
  'plan',
  'delegate',
  'decisions',
  'answers',
  'objection',
  'status',
] as const satisfies readonly View[];

/** One grant of the table: this party may do this to these objects. */
export interface Grant {
  readonly party: Party;
  readonly action: Action;
  readonly document?: string;
  readonly column?: Column;
  readonly scope: Scope;
  /** `*`: own file, own institution, own entries. */
  readonly own: boolean;
  /** `°`: only with an active consent or as a party. */
  readonly consent: boolean;
  readonly condition?: Condition;
  readonly view?: View;
  /** As written in the table, for explanations. */
  readonly row: string;
}

const GROUP = /^([CFRASXG]+)(?::([a-z-]+))?(?:\?([A-Za-z]+))?([*°!]?)(?::([a-z-]+))?(?:\?([A-Za-z]+))?/;

function oneOf<T extends string>(names: readonly T[], name: string | undefined, row: string): T | undefined {
  if (name === undefined) return undefined;
  const found = names.find((each) => each === name);
  if (found === undefined) throw new Error(`The access table names an unknown word "${name}" in: ${row}`);
  return found;
}

/** Grants of one cell of a document row, once per letter and role of the column. */
export function grantsOfCell(document: string, column: Column, cell: string): readonly Grant[] {
  const row = `${document} · ${column} · ${cell}`;
  const grants: Grant[] = [];
  let rest = cell === '-' ? '' : cell;
  while (rest !== '') {
    const [whole, letters, viewBefore, conditionBefore, mark, viewAfter, conditionAfter] = GROUP.exec(rest) ?? [];
    if (whole === undefined || letters === undefined) throw new Error(`The access table can't be read at: ${row}`);
    rest = rest.slice(whole.length).trimStart();
    const view = oneOf(VIEWS, viewBefore ?? viewAfter, row);
    const condition = oneOf(CONDITIONS, conditionBefore ?? conditionAfter, row);
    for (const party of COLUMNS[column].roles) {
      for (const letter of letters) {
        grants.push({
          party,
          action: LETTERS[letter as Letter],
          document,
          column,
          scope: mark === '!' ? 'anyone' : COLUMNS[column].scope,
          own: mark === '*',
          consent: mark === '°',
          ...(condition === undefined ? {} : { condition }),
          ...(view === undefined ? {} : { view }),
          row,
        });
      }
    }
  }
  return grants;
}

const cellsOf = (line: string): readonly string[] => line.split('|').map((cell) => cell.trim());

/** Grants of a whole grid: first line names the columns. */
export function grantsOfGrid(grid: string): readonly Grant[] {
  const [heading = '', ...lines] = grid.trim().split('\n');
  const columns = cellsOf(heading).slice(1);
  return lines.flatMap((line) => {
    const [document = '', ...cells] = cellsOf(line);
    if (cells.length !== columns.length) throw new Error(`The access table has a short or long row: ${document}`);
    return cells.flatMap((cell, index) => grantsOfCell(document, columns[index] as Column, cell));
  });
}

/** Grants of the rows that aren't documents: `actions | party@scope[:view], …`. */
export function grantsOfResources(text: string): readonly Grant[] {
  return text
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [actions = '', parties = ''] = cellsOf(line);
      return actions.split(/,\s*/).flatMap((action) => {
        if (!isAction(action)) throw new Error(`The access table names an unknown action: ${action}`);
        return parties.split(/,\s*/).flatMap((entry) => {
          const [name = '', scope = '', view] = entry.split(/[@:]/);
          if (!isScope(scope)) throw new Error(`The access table names an unknown scope: ${entry}`);
          const seen = oneOf(VIEWS, view, line);
          return partiesOf(name).map((party) => ({
            party,
            action,
            scope,
            own: false,
            consent: false,
            ...(seen === undefined ? {} : { view: seen }),
            row: `${action} · ${entry}`,
          }));
        });
      });
    });
}

/** Every grant there is. */
export const GRANTS: readonly Grant[] = [
  ...grantsOfGrid(PARTICIPANT_FILE),
  ...grantsOfGrid(NETWORK_DOCUMENTS),
  ...grantsOfResources(RESOURCES),
];

const keyOf = (party: Party, action: Action, document: string | undefined): string =>
  `${party} ${action} ${document ?? ''}`;

const INDEX = new Map<string, Grant[]>();
for (const grant of GRANTS) {
  const key = keyOf(grant.party, grant.action, grant.document);
  INDEX.set(key, [...(INDEX.get(key) ?? []), grant]);
}

/** What the table grants to this party for this action; a document action without a slug looks at every document. */
export function grantsFor(party: Party, action: Action, document?: string): readonly Grant[] {
  if (document === undefined) return GRANTS.filter((grant) => grant.party === party && grant.action === action);
  return INDEX.get(keyOf(party, action, document)) ?? [];
}

/** Slugs of every document that the table knows. */
export const DOCUMENTS: readonly string[] = [...new Set(GRANTS.flatMap((grant) => grant.document ?? []))];

/** Documents that belong to one institution rather than to the whole network. */
export const INSTITUTION_DOCUMENTS: ReadonlySet<string> = new Set([
  'stakeholder-card',
  'letter-of-intent',
  'representative-designation',
  'resource-declaration',
  'membership-change',
  'cooperation-evaluation-card',
]);

/** Actions that nobody may do: a gap in the table. */
export const ungrantedActions = (): readonly Action[] =>
  ACTIONS.filter((action) => !GRANTS.some((grant) => grant.action === action));
