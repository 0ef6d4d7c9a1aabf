/**
 * Writes the JSON of `forms/` the one way in which it can be read and reviewed: two spaces, and whatever fits stays on its line.
 *   node infra/build/forms-format.ts [--check] [path ...]
 */
import { globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const LINE_WIDTH = 140;

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const isLeaf = (value: Json): boolean => value === null || typeof value !== 'object';

/** Objects that hold rows of objects are always broken, so that a diff shows one row per line. */
function mayStayOnOneLine(value: Json): boolean {
  if (value === null || typeof value !== 'object') return true;
  const items = Array.isArray(value) ? value : Object.values(value);
  if (Array.isArray(value)) return items.length <= 1 ? items.every(mayStayOnOneLine) : items.every(isLeaf);
  return items.every(mayStayOnOneLine);
}

const onOneLine = (value: Json): string => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  const pairs = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${onOneLine(item)}`);
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
};

const isComponent = (value: Json): boolean =>
  value !== null && typeof value === 'object' && !Array.isArray(value) && 'type' in value && 'key' in value;

/** JSON Logic reads as a formula, so only the width breaks it. */
const isLogicKey = (key: string): boolean => key === 'calculateValue' || key === 'json';

/** JSON text of a value; `taken` is the width already used on its line. */
export function formatJson(value: Json, indent = '', taken = 0, logic = false): string {
  if (isLeaf(value)) return JSON.stringify(value);
  const flat = onOneLine(value);
  if (!isComponent(value) && (logic || mayStayOnOneLine(value)) && indent.length + taken + flat.length <= LINE_WIDTH)
    return flat;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `[\n${value.map((item) => inner + formatJson(item, inner, 0, logic)).join(',\n')}\n${indent}]`;
  }
  const entries = Object.entries(value as { readonly [key: string]: Json });
  if (entries.length === 0) return '{}';
  return `{\n${entries
    .map(
      ([key, item]) =>
        `${inner}${JSON.stringify(key)}: ${formatJson(item, inner, key.length + 4, logic || isLogicKey(key))}`,
    )
    .join(',\n')}\n${indent}}`;
}

function filesOf(paths: readonly string[]): string[] {
  return paths.flatMap((path) => (statSync(path).isDirectory() ? globSync(`${path}/**/*.json`) : [path]));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const check = process.argv.includes('--check');
  const paths = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const files = filesOf(paths.length > 0 ? paths : ['forms']);
  let different = 0;
  for (const file of files) {
    const before = readFileSync(file, 'utf8');
    const after = `${formatJson(JSON.parse(before))}\n`;
    if (before === after) continue;
    different += 1;
    console.log(check ? `not formatted: ${file}` : `formatted: ${file}`);
    if (!check) writeFileSync(file, after);
  }
  console.log(`forms-format: ${files.length} files read, ${different} ${check ? 'to format' : 'written'}`);
  if (files.length === 0 || (check && different > 0)) process.exit(1);
}
