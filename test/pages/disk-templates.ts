import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';
import type { Templates } from '../../functions/domain/printing/printing.ts';

const ROOT = fileURLToPath(new URL('../../templates', import.meta.url));

/** Templates compiled from disk under the rules of the built ones: built-in helpers, own properties only. */
export function diskTemplates(extra: Readonly<Record<string, string>> = {}): Templates {
  const handlebars = Handlebars.create();
  const sources = new Map(Object.entries(extra));
  for (const file of readdirSync(ROOT, { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.hbs')) sources.set(file.slice(0, -4), readFileSync(join(ROOT, file), 'utf8'));
  }
  const compiled = new Map<string, HandlebarsTemplateDelegate>();
  for (const [name, source] of sources) {
    const template = handlebars.compile(source, { knownHelpersOnly: true, preventIndent: true });
    compiled.set(name, template);
    handlebars.registerPartial(name, template);
  }
  return {
    has: (name) => compiled.has(name),
    render(name, model) {
      const template = compiled.get(name);
      if (template === undefined) throw new Error(`no such template: ${name}`);
      return template(model, { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false });
    },
  };
}
