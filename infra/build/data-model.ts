/**
 * Writes docs/data-model.md from the entities of the table; with `--check` it only tells whether the page has drifted.
 *   node infra/build/data-model.ts [--check]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Entity, IndexKey } from '../../functions/adapters/table/entities.ts';
import { ENTITIES, INDEXES, PATTERNS } from '../../functions/adapters/table/entities.ts';

const PAGE = new URL('../../docs/data-model.md', import.meta.url);

const code = (text: string): string => `\`${text}\``;

function indexLine(index: IndexKey | undefined): string {
  if (!index) return '';
  const when = Object.entries(index.when ?? {}).map(([path, values]) => `${path} = ${values.join(' or ')}`);
  return `${code(index.pk)} / ${code(index.sk)}${when.length > 0 ? ` while ${when.join(', ')}` : ''}`;
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

function entityRow(kind: string, entity: Entity): string[] {
  return [kind, code(entity.pk), code(entity.sk), ...INDEXES.map((name) => indexLine(entity.indexes?.[name]))];
}

/** The whole page as Markdown. */
export function dataModelPage(): string {
  const entities = Object.entries(ENTITIES) as [string, Entity][];
  const sealed = entities.flatMap(([kind, { sealed }]) =>
    sealed ? [[kind, sealed.fields.join(', '), sealed.subject.join(', else ')]] : [],
  );
  const expiring = entities.flatMap(([kind, { expires }]) =>
    expires ? [[kind, expires.field, String(expires.keepDays)]] : [],
  );
  const patterns = Object.entries(PATTERNS).map(([name, { kind, on, pk, prefix, order }]) => [
    name,
    kind,
    on,
    code(pk) + (prefix ? `, sort key from ${code(prefix)}` : ''),
    order,
  ]);
  return `# Data model
Written by \`node infra/build/data-model.ts\` from \`functions/adapters/table/entities.ts\`; do not edit.

One table, \`pk\`/\`sk\`, with the sparse indexes ${INDEXES.join(', ')} (everything projected). An item is its keys, \`kind\`, \`version\` (the optimistic lock), \`expires\` where it
has one, and \`record\` (JSON text). \`{path}\` is a value of the record, \`{path:8}\` padded to eight digits, \`{=name}\` computed by the entity; a missing value leaves the index out.

## Kinds (${entities.length})
${table(
  ['kind', 'pk', 'sk', ...INDEXES],
  entities.map(([kind, entity]) => entityRow(kind, entity)),
)}

## Access patterns (${patterns.length})
Every list that a request may ask for: one range of one index, never a scan. On the table itself reads are strongly consistent, on an index eventually.

${table(['pattern', 'gives', 'on', 'partition', 'in order of'], patterns)}

## Sealed fields
Encrypted before they reach the table, under the key of the first named field that the record has.

${table(['kind', 'fields', 'key of'], sealed)}

## Expiry
Gone from every read once the instant has passed by so many days; swept later.

${table(['kind', 'after', 'plus days'], expiring)}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const page = dataModelPage();
  const current = ((): string => {
    try {
      return readFileSync(PAGE, 'utf8');
    } catch {
      return '';
    }
  })();
  if (process.argv.includes('--check')) {
    if (current !== page) {
      console.error('docs/data-model.md has drifted from entities.ts: run node infra/build/data-model.ts');
      process.exitCode = 1;
    }
  } else if (current !== page) {
    writeFileSync(PAGE, page);
    console.log('docs/data-model.md written');
  }
}
