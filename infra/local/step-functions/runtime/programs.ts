import type { Program } from '../core/program.ts';
import type { Machine } from '../language/definition.ts';
import { jsonataFlow } from '../language/jsonata-flow.ts';
import { jsonpathFlow } from '../language/jsonpath-flow.ts';

/** A validated definition, ready to run. */
export const programOf = (definition: string): Program => ({
  machine: JSON.parse(definition) as Machine,
  flows: { JSONata: jsonataFlow, JSONPath: jsonpathFlow },
});

/** Programs by revision, parsed once; `load` answers the definition's text and throws when there is none. */
export const createPrograms = (load: (revision: string) => string): ((revision: string) => Program) => {
  const known = new Map<string, Program>();
  return (revision) => {
    const program = known.get(revision) ?? programOf(load(revision));
    if (known.size > 200) known.delete(known.keys().next().value ?? '');
    known.set(revision, program);
    return program;
  };
};
