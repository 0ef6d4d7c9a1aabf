import { describe, expect, test } from 'vitest';
import {
  type FormVersion,
  importForeign,
  lint,
  lintSentence,
  loadForm,
  viewPage,
} from '../../functions/domain/forms/index.ts';
import { shippedForms } from './forms.ts';

const forms = shippedForms();

describe('forms of this release', () => {
  test('there are some', () => {
    expect(forms.length).toBeGreaterThan(0);
  });

  test.each(forms.map((form) => [form.slug, form] as const))(
    '%s passes the linter and comes through an import unchanged',
    (_slug, { definition }) => {
      const errors = lint(definition).filter(({ severity }) => severity === 'error');
      expect(errors.map((finding) => `${finding.pointer} ${lintSentence(finding)}`)).toEqual([]);
      const { definition: imported, report } = importForeign(structuredClone(definition));
      expect(imported).toEqual(definition);
      expect([report.changed, report.dropped, report.refused]).toEqual([[], [], []]);
    },
  );

  test.each(forms.map((form) => [form.slug, form] as const))(
    '%s shows every page, empty, in each of its languages',
    (slug, { definition, translations }) => {
      const version: FormVersion = { slug, scope: 'national', number: 1, definition, translations };
      for (const language of ['pl', 'en', 'uk'] as const) {
        const form = loadForm(version, language);
        for (const { index } of form.pages)
          expect(viewPage(form, index, {}, [], { language, mode: 'edit' }).fields.length).toBeGreaterThan(0);
      }
    },
  );
});
