import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { diskTemplates } from '../../test/pages/disk-templates.ts';
import { ADAPTERS, type Fixture, normalised } from '../../test/pages/govuk-fixtures.ts';

const templates = diskTemplates();
const root = { t: { shell: { errorPrefix: 'Error:' } } };

describe('components equal govuk-frontend', () => {
  for (const [component, adapter] of Object.entries(ADAPTERS)) {
    const url = new URL(
      `../../node_modules/govuk-frontend/dist/govuk/components/${component}/fixtures.json`,
      import.meta.url,
    );
    const { fixtures } = JSON.parse(readFileSync(url, 'utf8')) as { fixtures: readonly Fixture[] };
    const taken = fixtures.flatMap((fixture) => {
      const model = adapter.model(fixture.options);
      return model === undefined ? [] : [{ fixture, model }];
    });
    it(`${component}: ${taken.length} of ${fixtures.length} fixtures, the rest use options that we have no need of`, () => {
      expect(taken.length).toBeGreaterThanOrEqual(adapter.atLeast);
    });
    it.each(taken.map(({ fixture, model }) => [fixture.name, fixture, model] as const))(
      `${component}: %s`,
      (_, fixture, model) => {
        const html = templates.render(`pages/govuk/${component}`, { ...root, ...model });
        expect(normalised(html)).toBe(normalised(fixture.html));
      },
    );
  }

  it('tells a wrong class apart', () => {
    expect(normalised('<p class="a b">x</p>')).not.toBe(normalised('<p class="a c">x</p>'));
    expect(normalised('<p id="1"  class="b a">\n x </p>')).toBe(normalised('<p class="a b" id="1">x</p>'));
  });
});
