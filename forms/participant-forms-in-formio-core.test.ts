import * as formio from '@formio/core';
import { describe, expect, it } from 'vitest';
import { pathOf } from '../functions/domain/forms/index.ts';
import { examplesOf, formOf, slugs } from './participant-forms.fixture.ts';
import type { FormExample } from './read-forms.ts';

interface CoreContext {
  readonly scope: { validated?: readonly { path: string; error?: { ruleName: string } | null }[] };
}
const core = formio as unknown as { Processors: unknown; process(context: object): Promise<unknown> };

async function errorsInCore(slug: string, example: FormExample): Promise<readonly string[]> {
  const form = formOf(slug);
  const data = structuredClone(example.answers);
  const context: CoreContext & object = Object.assign(
    { form: form.definition, components: form.definition.components, submission: { data }, data },
    { processors: core.Processors, config: { server: true }, scope: {} },
  );
  await core.process(context);
  // Sign-offs are no answers here: they are drawn by the sign-off block.
  const signatures = new Set(form.nodes.flatMap(({ component, path }) => (component.type === 'signature' ? path : [])));
  return (
    (context.scope.validated ?? [])
      .filter(({ path, error }) => error && !signatures.has(path))
      .map(({ path, error }) => `${path}: ${error?.ruleName}`)
      // Of a missing answer that may hold several, core says twice that it is missing.
      .filter((error) => !error.endsWith(': array'))
  );
}

describe.each(slugs)('%s in @formio/core', (slug) => {
  it.each(examplesOf(slug).map((example) => [example.name, example] as const))(
    'says of %s what we say',
    async (_name, example) => {
      // Of our rules core knows only this one; it cannot look at other documents or across fields.
      const expected = example.breaks?.code === 'required' ? [`${pathOf(example.breaks.pointer)}: required`] : [];
      expect(await errorsInCore(slug, example)).toEqual(expected);
    },
  );
});
