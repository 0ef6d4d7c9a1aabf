/**
 * The import rule of ADR 0001: which room may import which. Prints every import that breaks it and exits with 1.
 *   node infra/build/lint-imports.ts
 */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './freshness.ts';

/** Room -> rooms it may import besides itself. `library` is any package, `node` Node's own modules, `built` the `#…` modules. */
const RULES: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  'use-cases': ['domain'],
  adapters: ['domain', 'use-cases/ports', 'settings', 'library', 'node'],
  http: ['domain', 'use-cases', 'library:hono', 'library:zod'],
  public: ['http', 'use-cases', 'domain', 'library:hono', 'library:zod'],
  desk: ['http', 'use-cases', 'domain', 'library:hono', 'library:zod'],
  board: ['http', 'use-cases', 'domain', 'library:hono', 'library:zod'],
  studio: ['http', 'use-cases', 'domain', 'library:hono', 'library:zod'],
  admin: ['http', 'use-cases', 'domain', 'library:hono', 'library:zod'],
  account: ['http', 'use-cases', 'domain', 'library:hono', 'library:zod'],
  tasks: ['use-cases', 'domain', 'library:zod'],
  streams: ['use-cases', 'domain', 'library:zod'],
  web: ['library'],
  settings: ['library:zod'],
  wiring: ['adapters', 'http', 'use-cases', 'domain', 'settings', 'built', 'node', 'library'],
};

/** What the rule grants beyond the rooms, each with its reason. */
const GRANTED: Readonly<Record<string, readonly string[]>> = {
  // hashing is a pure function of its input; calendars are pure data and arithmetic
  domain: ['node:crypto', 'library:date-holidays', 'library:temporal-polyfill'],
  // task rules, timers and escalations are data beside the workflows; dagre is arithmetic on a graph
  'domain/workflows': ['outside:workflows', 'library:@dagrejs/dagre'],
  'use-cases': ['node:crypto'],
};

const IMPORT = /^\s*(?:import|export)\s(?:[^'";]*?\sfrom\s)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;

/** A Lambda entry: it wires and exports, nothing else. */
const ENTRY = /\/lambda\.ts$|\.lambda\.ts$/;

const roomOf = (file: string): string => {
  const [first = '', second = ''] = relative(join(ROOT, 'functions'), file).split('/');
  return second === '' ? first.replace(/\.ts$/, '') : first;
};

function targetOf(file: string, specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  if (specifier.startsWith('#')) return 'built';
  if (!specifier.startsWith('.')) {
    const parts = specifier.split('/');
    return `library:${specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]}`;
  }
  const path = relative(join(ROOT, 'functions'), join(dirname(file), specifier));
  if (path.startsWith('..')) return `outside:${relative(ROOT, join(dirname(file), specifier))}`;
  return path.replace(/\.(ts|json)$/, '');
}

const matches = (allowed: string, target: string): boolean =>
  target === allowed || target.startsWith(`${allowed}/`) || target.startsWith(`${allowed}:`);

/** True when the room of `file` may import `specifier`. */
export function mayImport(file: string, specifier: string): boolean {
  const room = roomOf(file);
  const target = targetOf(file, specifier);
  const allowed = [room, ...(RULES[room] ?? [])];
  if (allowed.some((one) => matches(one, target))) return true;
  if (ENTRY.test(file) && ['wiring', 'library:hono'].some((one) => matches(one, target))) return true;
  const place = relative(join(ROOT, 'functions'), file);
  return Object.entries(GRANTED).some(
    ([where, what]) => place.startsWith(`${where}/`) && what.some((one) => matches(one, target)),
  );
}

/** Every import below functions/ that breaks the rule, as `file: specifier`; and how many were looked at. */
export function brokenImports(): { readonly broken: readonly string[]; readonly looked: number } {
  const broken: string[] = [];
  let looked = 0;
  for (const name of globSync('functions/**/*.ts', { cwd: ROOT })) {
    if (/\.(test|d)\.ts$/.test(name)) continue;
    const file = join(ROOT, name);
    for (const [, from, dynamic] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
      const specifier = from ?? dynamic;
      if (specifier === undefined) continue;
      looked += 1;
      if (!mayImport(file, specifier)) broken.push(`${name}: ${specifier}`);
    }
  }
  return { broken, looked };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { broken, looked } = brokenImports();
  for (const line of broken) console.error(`${line} breaks the import rule (docs/adr/0001)`);
  if (broken.length > 0 || looked === 0) process.exitCode = 1;
  else console.log(`imports: ${looked} looked at, none breaks the rule`);
}
