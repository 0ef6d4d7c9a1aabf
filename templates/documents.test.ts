import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formSlugs, readDefinition, readExamples, readLibrary } from '../forms/read-forms.ts';
import { handlebarsTemplates } from '../functions/adapters/templates/handlebars-templates.ts';
import { fieldsById } from '../functions/domain/documents/printed/fields-by-id.ts';
import { printSections } from '../functions/domain/documents/printed/print-sections.ts';
import { type Answers, compose, type Level, loadForm } from '../functions/domain/forms/index.ts';
import { precompile } from '../infra/build/templates.ts';

const ROOT = import.meta.dirname;
const library = readLibrary();

/** Test only: the product never makes code from text. */
const templates = handlebarsTemplates(
  Object.fromEntries(
    globSync('documents/**/*.hbs', { cwd: ROOT }).map((file) => {
      const name = file.slice(0, -'.hbs'.length);
      const source = precompile(name, readFileSync(join(ROOT, file), 'utf8'));
      return [name, new Function(`return ${source}`)() as TemplateSpecification];
    }),
  ),
);

const formOf = (slug: string) =>
  loadForm({ slug, scope: 'national', number: 1, definition: compose(readDefinition(slug), library) }, 'pl');

const signer = (role: string) => ({
  role,
  roleLabel: `Podpis: ${role}`,
  name: 'Anna Zielińska',
  signedAt: '2 marca 2026',
  method: 'podpis',
});

function render(slug: string, answers: Answers | undefined, level: Level = 'special'): string {
  const form = formOf(slug);
  const parts = printSections(form, answers, { language: 'pl', level });
  const roles = (form.definition.properties?.signOff ?? '').split(/[\s>]+/).filter((role) => role !== '');
  return templates.render(`documents/${slug}`, {
    title: form.title,
    reference: 'KIS/2026/0012/A1/1',
    version: `${slug}@national.1`,
    hash: 'q1b2c3',
    verifyUrl: 'https://example.org/sprawdz/d1',
    qrSvg: '<svg role="img" aria-label="Kod QR"></svg>',
    generatedOn: '2 marca 2026',
    caseReference: 'KIS/2026/0012',
    parts,
    part: Object.fromEntries(parts.map((part) => [part.key, part])),
    field: fieldsById(parts),
    signOffs: roles.map((role) => (answers === undefined ? { role, roleLabel: `Podpis: ${role}` } : signer(role))),
    blank: answers === undefined,
  });
}

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#x27;')
    .replaceAll('`', '&#x60;')
    .replaceAll('=', '&#x3D;');

const answerOf = (slug: string, name: string): Answers =>
  readExamples(slug).find((example) => example.name === name)?.answers as Answers;

const slugs = formSlugs().filter((slug) => readDefinition(slug).properties?.catalogue?.startsWith('A'));

it('knows a printed shape of the eighteen documents of the participant', () => {
  expect(slugs).toHaveLength(18);
  expect(slugs.filter((slug) => !templates.has(`documents/${slug}`))).toEqual([]);
});

describe.each(slugs)('%s on paper', (slug) => {
  it('asks the same questions in the same order as the form', () => {
    const html = render(slug, undefined);
    const asked = formOf(slug)
      .nodes.filter(
        ({ holds, component, groups, serverSet }) =>
          holds === 'value' &&
          groups.length === 0 &&
          component.properties?.signOff === undefined &&
          component.type !== 'hidden' &&
          !serverSet,
      )
      .map(({ label }) => escaped(label));
    let from = 0;
    const outOfOrder = asked.filter((label) => {
      const at = html.indexOf(label, from);
      if (at >= 0) from = at;
      return at < 0;
    });
    expect(outOfOrder).toEqual([]);
    expect(asked.length + formOf(slug).nodes.filter(({ holds }) => holds !== 'value').length).toBeGreaterThan(0);
  });

  it('leaves nothing unfilled and every table has headers with a scope', () => {
    for (const answers of [undefined, answerOf(slug, 'full'), answerOf(slug, 'minimal')]) {
      const html = render(slug, answers);
      expect(html).not.toMatch(/undefined|\[object|NaN/);
      expect(html).toMatch(/^<!doctype html>\n<html lang="pl">/);
      expect(html.match(/<th(?![^>]*scope=)[ >]/g)).toBeNull();
      expect(html).toContain(`${slug}@national.1`);
    }
  });

  it('shows every text of its full example', () => {
    const html = render(slug, answerOf(slug, 'full'));
    const texts: string[] = [];
    const gather = (value: unknown): void => {
      if (typeof value === 'string' && / /.test(value)) texts.push(value);
      else if (typeof value === 'object' && value !== null) Object.values(value).forEach(gather);
    };
    gather(answerOf(slug, 'full'));
    expect(
      texts.filter((text) => !html.includes(escaped(text)) && !html.includes(escaped(text.replace(/\n/g, '</p>')))),
    ).toEqual([]);
  });

  it('has a place to sign for each who signs', () => {
    const roles = (readDefinition(slug).properties?.signOff ?? '').split(/[\s>]+/).filter((role) => role !== '');
    const html = render(slug, undefined);
    expect(roles.filter((role) => !html.includes(`Podpis: ${role} – data i podpis`))).toEqual([]);
    expect(html).not.toContain('2 marca 2026');
  });
});

it('leaves out what the reader may not see, and says so', () => {
  const html = render('diagnostic-report', answerOf('diagnostic-report', 'full'), 'personal');
  expect(html).not.toContain('Nadciśnienie');
  expect(html).toContain('Mieszkanie komunalne w Lipnikach');
  expect(html).toContain('nie ma dostępu');
});

it('prints the five spheres of the diagnostic report under their roman numerals', () => {
  const html = render('diagnostic-report', answerOf('diagnostic-report', 'full'));
  const headings = [...html.matchAll(/scope="rowgroup">([^<]+)</g)].map(([, title]) => title);
  expect(headings).toEqual([
    'I. Sfera socjalno-bytowa',
    'II. Sfera zdrowotna',
    'III. Sfera społeczna',
    'IV. Sfera psychologiczna',
    'V. Sfera zawodowa',
  ]);
});

it('prints the change of each sphere in each dimension as one table', () => {
  const html = render('change-report', answerOf('change-report', 'full'));
  const table = html.slice(html.indexOf('<caption>Zmiana: sfera życia'), html.indexOf('</table>'));
  expect(table.match(/<th scope="row">/g)).toHaveLength(5);
  expect(table.match(/<td>/g)).toHaveLength(15);
});
