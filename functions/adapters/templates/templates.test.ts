import { expect, test } from 'vitest';
import { precompile } from '../../../infra/build/templates.ts';
import { handlebarsTemplates } from './handlebars-templates.ts';

/** Test only: the product never makes code from text. */
const specification = (name: string, source: string): TemplateSpecification =>
  new Function(`return ${precompile(name, source)}`)() as TemplateSpecification;

const templates = handlebarsTemplates({
  'pages/parts/line': specification('pages/parts/line', '<b>{{text}}</b>'),
  'pages/one': specification(
    'pages/one',
    '{{#each rows}}{{> pages/parts/line}}{{/each}}|{{> (lookup . "partial") text="d"}}|{{constructor.name}}{{__proto__.x}}',
  ),
  'pages/field': specification('pages/field', '<div>\n  {{> pages/text}}\n</div>'),
  'pages/text': specification('pages/text', '<textarea>{{value}}</textarea>'),
});

test('escapes values, reaches partials by their full name, and sees own properties only', () => {
  const model = { rows: [{ text: '<i>&"' }], partial: 'pages/parts/line' };
  expect(templates.render('pages/one', model)).toBe('<b>&lt;i&gt;&amp;&quot;</b>|<b>d</b>|');
});

test('an indented partial does not indent what a person wrote', () => {
  expect(templates.render('pages/field', { value: 'a\nb' })).toContain('<textarea>a\nb</textarea>');
});

test('an unknown template is a bug, an unknown helper fails the build', () => {
  expect(templates.has('pages/none')).toBe(false);
  expect(() => templates.render('pages/none', {})).toThrow('pages/none');
  expect(() => precompile('pages/x', '{{shout name}}')).toThrow(/pages\/x\.hbs.*shout/);
  expect(() => precompile('pages/x', '{{#if}')).toThrow(/pages\/x\.hbs/);
});
