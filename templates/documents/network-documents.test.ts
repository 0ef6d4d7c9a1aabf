import { describe, expect, it } from 'vitest';
import { composed, type Example, examplesOf, form, read, SLUGS, type Slug } from '../../forms/network-forms.fixture.ts';
import { fieldsById } from '../../functions/domain/documents/printed/fields-by-id.ts';
import { printSections } from '../../functions/domain/documents/printed/print-sections.ts';
import type { PrintedField } from '../../functions/domain/documents/printed/printed-field.ts';
import { diskTemplates } from '../../test/pages/disk-templates.ts';

const templates = diskTemplates();

/** Fields that paper leaves out on purpose: what the office knows of an addressee, what only the screen calculates. */
const LEFT_OUT = /^B6\.addressee\.(?!institutionName|address$)|^C4\.(totalScore|groupScores)/;

const withInner = (field: PrintedField): readonly PrintedField[] => [
  field,
  ...(field.group?.fields ?? []).flatMap(withInner),
  ...(field.rows?.rows ?? []).flatMap((row) => row.fields.flatMap(withInner)),
];

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll('=', '&#x3D;');

function print(slug: Slug, example?: Example) {
  const parts = printSections(form(slug), example?.answers, { language: 'pl', level: 'special' });
  const html = templates.render(`documents/${slug}`, {
    title: composed(slug).title,
    reference: 'LUB/2026/0007/B/1',
    caseReference: 'LUB/2026/0007',
    version: `${slug}@national.1`,
    hash: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA',
    verifyUrl: 'https://reintegra.example/sprawdz/abc',
    qrSvg: '<svg></svg>',
    generatedOn: '2 marca 2026',
    parts,
    part: Object.fromEntries(parts.map((part) => [part.key, part])),
    field: fieldsById(parts),
    signOffs: [{ role: 'partnerHead', roleLabel: 'Zwierzchnik instytucji' }],
    blank: example === undefined,
  });
  return { html, fields: parts.flatMap(({ fields }) => fields.flatMap(withInner)) };
}

describe.each(SLUGS)('%s on paper', (slug) => {
  it.each(Object.entries(examplesOf(slug)).filter(([, { breaks }]) => breaks === null))(
    'shows every answer of %s',
    (_name, example) => {
      const { html, fields } = print(slug, example);
      const lines = fields
        .filter(({ stableId }) => !LEFT_OUT.test(stableId))
        .flatMap(({ text, choice }) => [
          ...(text?.lines ?? []),
          ...(choice?.options ?? []).filter(({ chosen }) => chosen).map(({ label }) => label),
        ]);
      expect(lines.length).toBeGreaterThan(0);
      expect(lines.filter((line) => !html.includes(escaped(line)))).toEqual([]);
    },
  );

  it('asks every question on the empty form', () => {
    const { html, fields } = print(slug);
    const labels = fields
      .filter(({ note, group, stableId }) => !note && !group && !LEFT_OUT.test(stableId))
      .map(({ label }) => label);
    expect(labels.filter((label) => !html.includes(escaped(label)))).toEqual([]);
    expect(html).toContain('do wypełnienia ręcznego');
  });

  it('says its title, number and version, and whose signature it waits for', () => {
    const { html } = print(slug, read<Example>(slug, 'examples', 'full.json'));
    expect(html).toContain(`<h1>${escaped(composed(slug).title)}</h1>`);
    for (const text of ['LUB/2026/0007/B/1', `${slug}@national.1`, '<svg></svg>', '<html lang="pl">'])
      expect(html).toContain(text);
    const signs = (composed(slug).properties?.signOff ?? '').replace('attendee?', '') !== '';
    expect(html.includes('Zwierzchnik instytucji – data i podpis') || html.includes('Data i podpis')).toBe(signs);
  });
});
