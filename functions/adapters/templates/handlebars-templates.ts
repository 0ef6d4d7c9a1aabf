import type Handlebars from 'handlebars';
import handlebarsRuntime from 'handlebars/runtime.js';
import type { Templates } from '../../domain/printing/printing.ts';

const runtime = handlebarsRuntime as unknown as typeof Handlebars; // the package types its runtime as an empty module

/** Precompiled templates; every template is also a partial by its full name. No helpers but the built-in ones that the build allows. */
export function handlebarsTemplates(specifications: Readonly<Record<string, TemplateSpecification>>): Templates {
  const environment = runtime.create();
  environment.unregisterHelper('log');
  const compiled = new Map<string, HandlebarsTemplateDelegate>();
  for (const [name, specification] of Object.entries(specifications)) {
    const template = environment.template(specification);
    compiled.set(name, template);
    environment.registerPartial(name, template);
  }
  return {
    has: (name) => compiled.has(name),
    render(name, model) {
      const template = compiled.get(name);
      if (!template) throw new Error(`no template ${name}`);
      return template(model, { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false });
    },
  };
}
