import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { BUILD, ROOT, type Target, writeWhole } from './freshness.ts';

const TYPES = `import type { ShippedForm } from '../functions/use-cases/definitions/publish-shipped.ts';
/** The national forms of this release, composed. */
export declare const forms: readonly ShippedForm[];
/** State machines by slug: Amazon States Language with the substitutions of ADR 0005 still in it. */
export declare const workflows: Readonly<Record<string, unknown>>;
/** Task rules by process slug (workflows/<slug>.tasks.json). */
export declare const tasks: Readonly<Record<string, unknown>>;
export declare const timers: Readonly<Record<string, unknown>>;
export declare const escalations: Readonly<Record<string, unknown>>;
`;

const read = (file: string): unknown => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));

const readIfThere = (file: string): unknown => (existsSync(join(ROOT, file)) ? read(file) : {});

/** Files `workflows/<slug><ending>` by slug. */
function bySlug(ending: string): Record<string, unknown> {
  const files = globSync(`workflows/*${ending}`, { cwd: ROOT }).sort();
  return Object.fromEntries(files.map((file) => [basename(file).slice(0, -ending.length), read(file)]));
}

async function composedForms(): Promise<readonly unknown[]> {
  const module = join(import.meta.dirname, 'forms.ts');
  if (!existsSync(module)) return [];
  const { shippedForms } = (await import(module)) as {
    shippedForms: () => readonly unknown[] | Promise<readonly unknown[]>;
  };
  return shippedForms();
}

/** `.build/definitions.mjs`: composed forms, state machines and task rules of this release. */
export const definitions: Target = {
  name: 'definitions',
  from: ['forms/**/*.json', 'workflows/*.json', 'infra/build/{definitions,forms}.ts', 'functions/domain/forms/**/*.ts'],
  makes: ['definitions.mjs', 'definitions.d.mts'],
  async make() {
    const parts = {
      forms: await composedForms(),
      workflows: bySlug('.asl.json'),
      tasks: bySlug('.tasks.json'),
      timers: readIfThere('workflows/timers.json'),
      escalations: readIfThere('workflows/escalations.json'),
    };
    // JSON.parse of a text is several times faster to load than an object literal of this size.
    const lines = Object.entries(parts).map(
      ([name, value]) => `export const ${name} = JSON.parse(${JSON.stringify(JSON.stringify(value))});`,
    );
    writeWhole(join(BUILD, 'definitions.mjs'), `${lines.join('\n')}\n`);
    writeWhole(join(BUILD, 'definitions.d.mts'), TYPES);
  },
};
