import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import { BUILD, ROOT, type Target, writeWhole } from './freshness.ts';

/** The only helpers a template may call; anything else fails the build. */
export const TEMPLATE_HELPERS = { if: true, unless: true, each: true, with: true, lookup: true } as const;

/** A template as the source text of its precompiled specification; throws an Error that names the file and what is wrong. */
export function precompile(name: string, source: string): string {
  try {
    const program = Handlebars.parse(source);
    return String(
      Handlebars.precompile(program, {
        knownHelpersOnly: true,
        knownHelpers: { ...TEMPLATE_HELPERS, log: false, helperMissing: false, blockHelperMissing: false },
        preventIndent: true, // an indented partial would indent the text inside a textarea
        explicitPartialContext: false,
      } as CompileOptions),
    );
  } catch (error) {
    throw new Error(`templates/${name}.hbs: ${error instanceof Error ? error.message : 'does not compile'}`);
  }
}

const TYPES = `/// <reference types="handlebars" />
/** Every template by its path below templates/, without extension. */
export declare const specifications: Readonly<Record<string, TemplateSpecification>>;
`;

/** `.build/templates.mjs`: every template of `templates/`, precompiled, so that no process compiles code from strings. */
export const templates: Target = {
  name: 'templates',
  from: ['templates/**/*.hbs', 'infra/build/templates.ts'],
  makes: ['templates.mjs', 'templates.d.mts'],
  async make() {
    const files = globSync('templates/**/*.hbs', { cwd: ROOT }).sort();
    const entries = files.map((file) => {
      const name = file.slice('templates/'.length, -'.hbs'.length);
      return `${JSON.stringify(name)}: ${precompile(name, readFileSync(join(ROOT, file), 'utf8'))}`;
    });
    writeWhole(join(BUILD, 'templates.mjs'), `export const specifications = {\n${entries.join(',\n')}\n};\n`);
    writeWhole(join(BUILD, 'templates.d.mts'), TYPES);
  },
};
