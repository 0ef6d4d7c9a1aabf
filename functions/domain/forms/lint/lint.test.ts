import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { component, definitionOf } from '../../../../test/builders/forms.ts';
import type { JsonValue } from '../definition.ts';
import { LINT_CODES } from './finding.ts';
import { lint, lintSentence } from './lint.ts';

interface Fixture {
  readonly breaks: string;
  readonly pointer: string;
  readonly definition: JsonValue;
}

const folder = join(import.meta.dirname, 'fixtures');
const fixtures = globSync('*.json', { cwd: folder })
  .sort()
  .map((file): readonly [string, Fixture] => [
    basename(file, '.json'),
    JSON.parse(readFileSync(join(folder, file), 'utf8')) as Fixture,
  ]);

const sound = definitionOf([component({ type: 'textfield', key: 'name', label: 'Imię' })]);
const codesOf = (definition: unknown): readonly string[] => lint(definition).map(({ code }) => code);

/** Rules whose fixture would be thousands of lines long. */
const BUILT: Readonly<Record<string, unknown>> = {
  'too-large': { ...sound, title: 'a'.repeat(700_000) },
  'too-deep': { ...sound, properties: Array.from({ length: 60 }).reduce<JsonValue>((inner) => ({ inner }), 'x') },
  'too-many-fields': definitionOf(
    Array.from({ length: 1001 }, (_, at) => component({ type: 'textfield', key: `f${at}`, label: 'Imię' })),
  ),
};

describe('refuses or warns, with the pointer of the place', () => {
  test.each(fixtures)('%s', (_name, { breaks, pointer, definition }) => {
    const findings = lint(definition);
    expect(findings.map(({ code, pointer: at }) => `${code} ${at}`)).toContain(`${breaks} ${pointer}`);
  });

  test.each(Object.entries(BUILT))('%s', (code, definition) => {
    expect(codesOf(definition)).toContain(code);
  });

  test('every rule has a fixture, and no fixture breaks an unknown rule', () => {
    const elsewhere = [...Object.keys(BUILT), 'changed-id'];
    const covered = new Set([...fixtures.map(([, { breaks }]) => breaks), ...elsewhere]);
    expect([...covered].sort()).toEqual([...LINT_CODES].sort());
  });

  test('a fixture breaks nothing else', () => {
    // Some faults can't stand alone: a key that is missing or odd makes another rule fire too.
    const company: Readonly<Record<string, readonly string[]>> = {
      'executable-hidden-deep': ['property-not-text'],
      'executable-form-module': ['unknown-property'],
      'executable-template': ['interpolation'],
      'executable-data-custom': ['data-source'],
    };
    for (const [name, { breaks, definition }] of fixtures) {
      const others = new Set(codesOf(definition).filter((code) => code !== breaks && !company[name]?.includes(code)));
      expect([name, ...others]).toEqual([name]);
    }
  });
});

describe('lets sound definitions through', () => {
  test('the smallest form', () => {
    expect(lint(sound)).toEqual([]);
  });

  test('what Form.io’s own builder writes beside', () => {
    const built = component({ type: 'textfield', key: 'name', label: 'Imię' });
    const noise = {
      tableView: true,
      customDefaultValue: '',
      calculateValue: '',
      customConditional: '',
      logic: [],
      attributes: {},
      conditional: { show: null, when: null, eq: '' },
      overlay: { style: '', left: '', top: '', width: '', height: '' },
      widget: { type: 'input' },
      validate: { required: false, custom: '', customPrivate: false, pattern: '', minLength: '' },
      id: 'e5xq1',
      clearOnHide: true,
      mask: false,
      inputType: 'text',
    };
    expect(lint({ ...sound, _id: 'abc', components: [{ ...built, ...noise }] })).toEqual([]);
  });
});

describe('plain language', () => {
  test('an abbreviation that the form itself explains is fine', () => {
    const explained = definitionOf([
      component({ type: 'textfield', key: 'a', label: 'Nazwa klubu (KIS)' }),
      component({ type: 'textfield', key: 'b', label: 'Czy KIS pomógł?', description: 'IPD: plan działania.' }),
      component({ type: 'textfield', key: 'c', label: 'Zgodność z IPD' }),
    ]);
    expect(lint(explained)).toEqual([]);
  });
});

describe('over time', () => {
  test('a field that keeps its place may not change its stable id', () => {
    const renamed = definitionOf([
      component({ type: 'textfield', key: 'name', label: 'Imię', properties: { id: 'T1.other' } }),
    ]);
    expect(lint(renamed, { previous: sound }).map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
      'changed-id /components/0/properties/id',
    ]);
    expect(lint(sound, { previous: sound })).toEqual([]);
  });
});

describe('whatever it is given', () => {
  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'form'],
    ['a list', []],
    ['a function inside', { ...sound, title: () => 'x' }],
    ['components that are texts', { ...sound, components: ['x'] }],
    [
      'cells that are no cells',
      { ...sound, components: [{ type: 'columns', key: 'c', properties: { id: 'x' }, columns: ['x'] }] },
    ],
    [
      'columns without cells',
      { ...sound, components: [{ type: 'columns', key: 'c', properties: { id: 'x' }, columns: [] }] },
    ],
    ['properties that are a text', { ...sound, properties: 'x' }],
    [
      'component properties that are a list',
      { ...sound, components: [{ type: 'textfield', key: 'a', label: 'A', properties: ['x'] }] },
    ],
    [
      'validate that is a text',
      { ...sound, components: [{ ...component({ type: 'textfield', key: 'a' }), validate: 'x' }] },
    ],
    [
      'conditional that is a list',
      { ...sound, components: [{ ...component({ type: 'textfield', key: 'a' }), conditional: ['x'] }] },
    ],
    [
      'conditions that are texts',
      { ...sound, components: [{ ...component({ type: 'textfield', key: 'a' }), conditional: { conditions: ['x'] } }] },
    ],
    ['data that is a text', { ...sound, components: [{ ...component({ type: 'select', key: 'a' }), data: 'x' }] }],
    ['values that are a text', { ...sound, components: [{ ...component({ type: 'radio', key: 'a' }), values: 'x' }] }],
    [
      'a pattern that is a number',
      { ...sound, components: [{ ...component({ type: 'textfield', key: 'a' }), validate: { pattern: 5 } }] },
    ],
    [
      'logic that is a list',
      { ...sound, components: [{ ...component({ type: 'textfield', key: 'a' }), calculateValue: [1] }] },
    ],
    [
      'a condition in text',
      { ...sound, components: [{ ...component({ type: 'textfield', key: 'a' }), conditional: { json: 'x' } }] },
    ],
    ['an own toString that is a number', { ...sound, components: [{ type: { toString: 5 }, key: 'a' }] }],
    [
      'a widget of an unknown kind',
      {
        ...sound,
        components: [
          {
            ...component({ type: 'select', key: 'a', data: { values: [{ value: 'x', label: 'X' }] } }),
            widget: { type: 'mystery' },
          },
        ],
      },
    ],
    [
      'parts of a day that are numbers',
      { ...sound, components: [{ ...component({ type: 'day', key: 'a' }), fields: { day: 5 } }] },
    ],
    [
      'a file kind that is none',
      { ...sound, components: [component({ type: 'file', key: 'a', storage: 'reintegra', filePattern: 'a/b/c' })] },
    ],
    [
      'an object where a list belongs',
      {
        ...sound,
        components: [{ ...component({ type: 'textfield', key: 'a' }), data: { values: {} }, components: {} }],
      },
    ],
    [
      'fields inside a field',
      { ...sound, components: [{ ...component({ type: 'textfield', key: 'a' }), components: [{}] }] },
    ],
    ['a form of an unknown level', { ...sound, properties: { level: 'secret' } }],
    [
      'a condition without a value',
      {
        ...sound,
        components: [
          component({ type: 'textfield', key: 'b' }),
          component({
            type: 'textfield',
            key: 'a',
            conditional: { conditions: [{ component: 'b', operator: 'isEqual' }] },
          }),
        ],
      },
    ],
    [
      'a condition on an object',
      {
        ...sound,
        components: [
          component({ type: 'textfield', key: 'b' }),
          {
            ...component({ type: 'textfield', key: 'a' }),
            conditional: { conditions: [{ component: 'b', operator: 'isEqual', value: { a: 1 } }] },
          },
        ],
      },
    ],
    [
      'a legacy condition on nobody',
      {
        ...sound,
        components: [
          component({ type: 'textfield', key: 'a', conditional: { show: 'true', when: 'nobody', eq: 'x' } }),
        ],
      },
    ],
  ])('refuses %s', (_name, definition) => {
    const errors = lint(definition).filter(({ severity }) => severity === 'error');
    expect(errors.length).toBeGreaterThan(0);
  });
});

describe('speaks Polish', () => {
  test.each([...LINT_CODES])('%s', (code) => {
    const sentence = lintSentence({ code, params: {} });
    expect(sentence).not.toBe(lintSentence({ code: 'nobody-knows', params: {} }));
    expect(sentence).not.toMatch(/\{(?!\{)\w*\}/);
    expect(sentence.endsWith('.')).toBe(true);
  });
});
