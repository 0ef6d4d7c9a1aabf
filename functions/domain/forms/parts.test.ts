import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { component, definitionOf } from '../../../test/builders/forms.ts';
import { isForbiddenKey, pathOf, pointerOf, valueAt } from './answers.ts';
import { compose, composeTranslation } from './compose.ts';
import { testHolds } from './conditions.ts';
import { canonicalJson, contentHash } from './content-hash.ts';
import type { ConditionOperator, FormLibrary, JsonValue } from './definition.ts';
import { evaluateLogic, LOGIC_OPERATORS, logicVariables } from './json-logic.ts';
import en from './messages/en.json' with { type: 'json' };
import pl from './messages/pl.json' with { type: 'json' };
import uk from './messages/uk.json' with { type: 'json' };
import { isPlainHtml, sanitiseHtml } from './sanitise-html.ts';
import { reportTranslation } from './translate.ts';
import { errorSentence, formatBytes, word } from './words.ts';

describe('paths and pointers', () => {
  test('say the same place in two ways', () => {
    for (const path of ['a', 'a.b', 'g[0].x', 'g[12].c.d[3].e']) expect(pathOf(pointerOf(path))).toBe(path);
    expect([pointerOf(''), pathOf('')]).toEqual(['', '']);
    expect(valueAt({ g: [{ x: 'X' }] }, 'g[0].x')).toBe('X');
    expect(valueAt({ g: 'x' }, 'g[0].x')).toBeUndefined();
    expect(valueAt({}, 'toString')).toBeUndefined();
    expect(['__proto__', 'constructor', 'prototype', 'name'].map(isForbiddenKey)).toEqual([true, true, true, false]);
  });
});

describe('content hash', () => {
  test('canonical JSON as RFC 8785 has it', () => {
    expect(canonicalJson({ b: [1e21, 0.1, -0, null, true], a: 'é\u0000"', '\u20ac': 1, '\r': 2 })).toBe(
      '{"\\r":2,"a":"é\\u0000\\"","b":[1e+21,0.1,0,null,true],"€":1}',
    );
    expect(() => canonicalJson('\ud800')).toThrow(TypeError);
    expect(() => canonicalJson(Number.NaN)).toThrow(TypeError);
  });

  test('does not depend on the order of keys, but on form and content', () => {
    const hash = contentHash('referral@national.1', { a: 1, b: { c: 2, d: 3 } });
    expect(hash).toMatch(/^[\w-]{43}$/);
    expect(contentHash('referral@national.1', { b: { d: 3, c: 2 }, a: 1 })).toBe(hash);
    expect(contentHash('referral@national.2', { a: 1, b: { c: 2, d: 3 } })).not.toBe(hash);
    expect(contentHash('referral@national.1', { a: 1, b: { c: 2, d: 4 } })).not.toBe(hash);
  });
});

describe('sanitised markup', () => {
  test.each([
    ['<p>A</p>', '<p>A</p>'],
    ['<p onclick="x()" style="a">A</p>', '<p>A</p>'],
    ['<script>alert(1)</script>B', 'B'],
    ['<SCRIPT src=x>a</SCRIPT >B', 'B'],
    ['<style>a</style><svg><p>x</p></svg>C', 'C'],
    ['<svg/>D', 'D'],
    ['<p>open', '<p>open</p>'],
    ['</p>stray', 'stray'],
    ['<ul><li>a</ul>b', '<ul><li>a</li></ul>b'],
    ['a<br>b<hr/>', 'a<br>b<hr>'],
    ['a < b & c &amp; &#39;', 'a &lt; b &amp; c &amp; &#39;'],
    ['<!-- secret -->x<!-- open', 'x'],
    ['<iframe src=x>y', ''],
    ['<custom-tag>t</custom-tag>', 't'],
    ['<a href="https://example.org/?a=1&b=2" target=x>l</a>', '<a href="https://example.org/?a=1&amp;b=2">l</a>'],
    ["<a href='javascript:alert(1)'>l</a>", '<a>l</a>'],
    ['<a href=#top>l</a>', '<a href="#top">l</a>'],
    ['<a href="mailto:a@b.pl">l</a>', '<a href="mailto:a@b.pl">l</a>'],
    ['<a href="java\nscript:x">l</a>', '<a>l</a>'],
    ['<scr<script>ipt>alert(1)</script>', '&lt;scr'],
  ])('%s', (html, clean) => {
    expect(sanitiseHtml(html)).toBe(clean);
    expect(sanitiseHtml(clean)).toBe(clean);
  });

  test('whatever comes in, nothing but plain elements comes out', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '/',
      'script',
      'img',
      ' onerror=x',
      'p',
      'a',
      ' href="',
      'javascript:',
      '<!--',
      '-->',
      '&',
      ';',
      'x',
      ' ',
      '=',
      '<p>',
      '</p>',
      '<svg',
      'style',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 14 }), (parts) => {
        const clean = sanitiseHtml(parts.join(''));
        expect(clean.replace(/<\/?(?:p|a)>|<a href="(?:https?:\/\/|mailto:|tel:|#)[^"<>]*">/g, '')).not.toMatch(/[<>]/);
      }),
      { numRuns: 3000, seed: 20260403 },
    );
    expect([isPlainHtml('<p>a</p>'), isPlainHtml('<p class="x">a</p>')]).toEqual([true, false]);
  });
});

describe('words', () => {
  test('every language has every sentence and every word', () => {
    for (const other of [en, uk]) {
      expect(Object.keys(other.errors)).toEqual(Object.keys(pl.errors));
      expect(Object.keys(other.words)).toEqual(Object.keys(pl.words));
      for (const [code, sentence] of Object.entries(pl.errors)) {
        const wanted = [...sentence.matchAll(/\{\w+\}/g)].map(String).sort();
        const theirs = [...((other.errors as Record<string, string>)[code] ?? '').matchAll(/\{\w+\}/g)]
          .map(String)
          .sort();
        expect([code, theirs]).toEqual([code, wanted]);
      }
    }
  });

  test('sentences name the field and the rule, with numbers, dates and parts in words', () => {
    expect(errorSentence({ code: 'required', params: { label: 'Imię', kind: 'text' } }, 'pl')).toBe(
      'Uzupełnij pole «Imię».',
    );
    expect(errorSentence({ code: 'required', params: { label: 'Plik', kind: 'file' } }, 'pl')).toBe(
      'Dołącz plik w polu «Plik».',
    );
    expect(errorSentence({ code: 'too-early', params: { label: 'Od', min: '2026-04-03' } }, 'pl')).toBe(
      'Data w polu «Od» nie może być wcześniejsza niż 3 kwietnia 2026.',
    );
    expect(errorSentence({ code: 'too-low', params: { label: 'Wiek', min: 1.5 } }, 'en')).toBe(
      'The number in “Wiek” may not be lower than 1.5.',
    );
    expect(errorSentence({ code: 'date-part-missing', params: { label: 'Od', part: 'month year' } }, 'uk')).toBe(
      'У даті «Od» бракує частини: місяць, рік.',
    );
    expect(errorSentence({ code: 'pattern', params: { label: 'X', message: 'Własne zdanie.' } }, 'pl')).toBe(
      'Własne zdanie.',
    );
    expect(errorSentence({ code: 'nobody-knows', params: { label: 'X' } }, 'pl')).toBe('Uzupełnij pole «X».');
    expect(errorSentence({ code: 'too-large' }, 'pl')).toContain('za duże');
    expect([formatBytes(999, 'pl'), formatBytes(1500, 'pl'), formatBytes(5_000_000, 'en')]).toEqual([
      '999 B',
      '1,5 kB',
      '5 MB',
    ]);
    expect(word('pl', 'row', { label: 'Cele', number: 2 })).toBe('Cele – wpis 2');
  });
});

describe('tests of conditions', () => {
  test.each<[ConditionOperator, JsonValue | undefined, JsonValue, boolean]>([
    ['isEqual', undefined, '', true],
    ['isEqual', ['a', 'b'], 'b', true],
    ['isEqual', { a: true }, 'a', true],
    ['isEqual', { a: false }, 'a', false],
    ['isEmpty', { a: false }, '', true],
    ['isEmpty', [], '', true],
    ['isNotEmpty', 0, '', true],
    ['includes', ['a'], 'a', true],
    ['includes', 5, '5', false],
    ['notIncludes', undefined, 'a', true],
    ['lessThan', 'x', 5, false],
    ['isNotEqual', 'a', 'b', true],
    ['lessThan', 4, 5, true],
    ['greaterThan', 6, '5', true],
    ['lessThanOrEqual', 5, 5, true],
    ['greaterThanOrEqual', 4, 5, false],
    ['endsWith', 'abc', 'bc', true],
    ['startsWith', 'abc', 'ab', true],
    ['includes', 'abc', 'b', true],
    ['dateLessThanOrEqual', '2026-04-03', '2026-04-03', true],
    ['dateGreaterThan', '2026-04-04', '2026-04-03', true],
    ['lessThanOrEqual', 5, 'x', false],
    ['dateLessThan', '04/03/2026', '2026-04-04', true],
    ['dateGreaterThan', '2026-04-03T10:00', '2026-04-03', false],
    ['dateGreaterThanOrEqual', 'x', '2026-04-03', false],
    ['isDateEqual', '2026-04-03T10:00', '2026-04-03', true],
    ['isNotDateEqual', undefined, '2026-04-03', true],
    ['startsWith', 5, '5', false],
    ['toString' as ConditionOperator, 'a', 'a', false],
  ])('%s %j %j is %s', (operator, value, wanted, expected) => {
    expect(testHolds({ path: '', level: 0, steps: [], operator, value: wanted as string }, value)).toBe(expected);
  });
});

describe('JSON Logic', () => {
  const evaluate = (logic: JsonValue, data: JsonValue = {}): JsonValue => evaluateLogic(logic, data, { steps: 1000 });
  const { jsonLogic } = createRequire(import.meta.url)('@formio/core') as {
    jsonLogic: { evaluator: { apply?: unknown }; apply?: (logic: unknown, data: unknown) => unknown } & Record<
      string,
      unknown
    >;
  };

  test.each<[JsonValue, JsonValue]>([
    [{ if: [false, 1, true, 2, 3] }, 2],
    [{ if: [false, 1] }, null],
    [{ if: [false, 1, 3] }, 3],
    [{ and: [] }, null],
    [{ or: [0, '', 'x'] }, 'x'],
    [{ '-': [5] }, -5],
    [{ '%': [7, 3] }, 1],
    [{ min: [3, 1] }, 1],
    [{ max: [3, 1] }, 3],
    [{ '<': [1, 2, 3] }, true],
    [{ '<=': [1, 1, 0] }, false],
    [{ '<': ['a', 'b'] }, true],
    [{ '>=': [null, 0] }, true],
    [{ '==': [1, '1'] }, true],
    [{ '==': [null, { var: 'nobody' }] }, true],
    [{ '==': [[], []] }, false],
    [{ '!==': [1, '1'] }, true],
    [{ '!=': [1, 1] }, false],
    [{ '!': [[]] }, true],
    [{ '!!': ['x'] }, true],
    [{ in: ['b', 'abc'] }, true],
    [{ in: [5, 'abc'] }, false],
    [{ cat: ['a', 1, null, { var: 'nobody' }] }, 'a1'],
    [{ '+': ['x', 1] }, null],
    [{ '*': [2, '3'] }, 6],
    [{ all: [[], true] }, false],
    [{ all: [[1, 2], { '>': [{ var: '' }, 0] }] }, true],
    [{ none: [[1, 2], { '>': [{ var: '' }, 5] }] }, true],
    [{ some: [[1, 2], { '>': [{ var: '' }, 1] }] }, true],
    [{ map: [[1, 2], { '*': [{ var: '' }, 2] }] }, [2, 4]],
    [{ filter: [[1, 2], { '>': [{ var: '' }, 1] }] }, [2]],
    [{ map: ['x', 1] }, []],
    [{ var: ['nobody', 'otherwise'] }, 'otherwise'],
    [{ var: 'list.1' }, 'b'],
    [{ var: 'constructor' }, null],
    [{ var: '__proto__.x' }, null],
    [{ mystery: [1] }, null],
    [{}, null],
    [{ a: 1, b: 2 }, null],
    [
      [1, { '+': [1, 1] }],
      [1, 2],
    ],
    ['plain', 'plain'],
  ])('%j', (logic, expected) => {
    expect(evaluate(logic, { list: ['a', 'b'] })).toEqual(expected);
  });

  test('agrees with Form.io’s own evaluator on generated expressions', () => {
    const leaf = fc.oneof(
      fc.integer({ min: -3, max: 3 }),
      fc.boolean(),
      fc.constantFrom<JsonValue>({ var: 'a' }, { var: 'b' }),
    );
    const binary = fc.constantFrom(
      '==',
      '===',
      '!=',
      '!==',
      '<',
      '<=',
      '>',
      '>=',
      '+',
      '-',
      '*',
      'min',
      'max',
      'and',
      'or',
    );
    const { expression } = fc.letrec<{ expression: JsonValue }>((tie) => ({
      expression: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc
          .tuple(binary, tie('expression'), tie('expression'))
          .map(([operator, left, right]) => ({ [operator]: [left, right] })),
        tie('expression').map((inner) => ({ '!': [inner] })),
        fc.tuple(tie('expression'), tie('expression'), tie('expression')).map((parts) => ({ if: parts })),
      ),
    }));
    const theirs = jsonLogic.apply;
    if (typeof theirs !== 'function') throw new Error('Form.io’s JSON Logic is gone');
    let compared = 0;
    fc.assert(
      fc.property(expression, fc.integer({ min: -2, max: 2 }), (logic, a) => {
        const expected = theirs(logic, { a, b: 2 });
        if (typeof expected === 'number' && !Number.isFinite(expected)) return;
        compared += 1;
        expect(evaluate(logic, { a, b: 2 })).toEqual(expected === 0 ? 0 : (expected ?? null));
      }),
      { numRuns: 3000, seed: 20260403 },
    );
    expect(compared).toBeGreaterThan(1000);
  });

  test('stops when the budget is spent', () => {
    const budget = { steps: 50 };
    expect(evaluateLogic({ map: [Array.from({ length: 100 }, () => 1), { var: '' }] }, {}, budget)).toBeNull();
    expect(budget.steps).toBeLessThan(0);
    expect(LOGIC_OPERATORS).toContain('reduce');
  });

  test('names the variables it reads', () => {
    expect(
      logicVariables({
        '+': [
          { var: 'data.a' },
          { reduce: [{ var: 'data.g' }, { var: 'current.x' }, { var: 'row.b' }] },
          { map: [{ var: ['data.h', 1] }, { var: 'x' }] },
          { var: { var: 'c' } },
          { var: [] },
        ],
      }),
    ).toEqual(['data.a', 'data.g', 'row.b', 'data.h', undefined, '']);
  });
});

describe('composing', () => {
  const library: FormLibrary = {
    lists: {
      L1: {
        name: 'L1',
        options: [
          { value: 'a', label: 'Ala' },
          { value: 'b', label: 'Basia' },
        ],
      },
      L9: { name: 'L9', options: [{ value: '1', label: 'Słabo' }] },
    },
    parts: {
      person: {
        components: [
          component({ type: 'textfield', key: 'first', properties: { id: 'first' } }),
          {
            type: 'container',
            key: 'home',
            label: 'Dom',
            components: [
              { type: 'textfield', key: 'city', label: 'Miasto' },
              component({ type: 'textfield', key: 'zip', properties: { id: 'home.zip' } }),
            ],
          },
        ],
      },
    },
    listTranslations: { en: { L1: { a: 'Alice' }, L9: { '1': 'Weak' } } },
    partTranslations: { en: { person: { first: { label: 'First name' } } } },
  };
  const source = definitionOf([
    component({
      type: 'radio',
      key: 'r',
      properties: { list: 'L1' },
      values: [
        { value: 'c', label: 'Celina' },
        { value: 'a', label: 'Anna' },
      ],
    }),
    component({ type: 'select', key: 's', properties: { list: 'L1' } }),
    component({ type: 'selectboxes', key: 'm', properties: { list: 'L1' } }),
    component({ type: 'survey', key: 'q', properties: { list: 'L1 L9' } }),
    component({
      type: 'container',
      key: 'e',
      rows: 5,
      validate: { required: true },
      properties: { list: 'L1', each: 'textarea', level: 'special', prefill: 'referral:deficits diagnosis:needs' },
    }),
    component({
      type: 'container',
      key: 'p',
      properties: { part: 'person' },
      components: [component({ type: 'textfield', key: 'own' })],
    }),
    component({
      type: 'datagrid',
      key: 'g',
      disableAddingRemovingRows: true,
      components: [component({ type: 'select', key: 'row', disabled: true, properties: { list: 'L1' } })],
    }),
    component({
      type: 'columns',
      key: 'k',
      columns: [
        {
          components: [
            component({ type: 'radio', key: 'x', properties: { list: 'nobody' } }),
            component({ type: 'time', key: 't' }),
          ],
        },
      ],
    }),
    component({ type: 'textfield', key: 'text', properties: { list: 'L1' } }),
  ]);
  const composed = compose(source, library);
  const [r, s, m, q, e, p, g, k, text] = composed.components;

  test('fills lists, own options after the shared ones', () => {
    expect(r?.values?.map(({ label }) => label)).toEqual(['Basia', 'Celina', 'Anna']);
    expect(s).toMatchObject({
      dataSrc: 'values',
      dataType: 'string',
      data: { values: [{ value: 'a' }, { value: 'b' }] },
    });
    expect(m?.values).toHaveLength(2);
    expect(q).toMatchObject({ questions: [{ value: 'a' }, { value: 'b' }], values: [{ value: '1' }] });
    expect(k?.columns?.[0]?.components[0]?.values).toBeUndefined();
    expect(text?.values).toBeUndefined();
  });

  test('makes text areas, parts with ids of their place, and fixed rows', () => {
    expect(e?.components).toMatchObject([
      {
        type: 'textarea',
        key: 'a',
        rows: 5,
        validate: { required: true },
        properties: { id: 'T1.e.a', level: 'special', prefill: 'referral:deficits.a diagnosis:needs.a' },
      },
      { key: 'b' },
    ]);
    expect(e).not.toHaveProperty('validate');
    expect(p?.components?.map((child) => child.properties?.id)).toEqual(['T1.p.first', 'T1.p.home', 'T1.own']);
    expect(p?.components?.[1]?.components?.map((child) => child.properties?.id)).toEqual([
      'T1.p.home.city',
      'T1.p.home.zip',
    ]);
    expect(g?.defaultValue).toEqual([{ row: 'a' }, { row: 'b' }]);
    expect(k?.columns?.[0]?.components[1]?.dataFormat).toBe('HH:mm');
  });

  test('twice is the same as once', () => {
    expect(compose(composed, library)).toEqual(composed);
  });

  test('brings the translations of lists and parts, the form’s own before them', () => {
    const own = {
      title: 'Sample',
      fields: {
        'T1.r': { label: 'Who', options: { b: 'Barbara' } },
        'T1.q': { questions: { b: 'Bea' } },
        'T1.e': { options: { b: 'B.' } },
      },
    };
    const { title, fields } = composeTranslation(composed, own, library, 'en');
    expect(title).toBe('Sample');
    expect(fields['T1.r']).toEqual({ label: 'Who', options: { a: 'Alice', b: 'Barbara' } });
    expect(fields['T1.q']).toEqual({ options: { '1': 'Weak' }, questions: { a: 'Alice', b: 'Bea' } });
    expect(fields['T1.p.first']).toEqual({ label: 'First name' });
    expect([fields['T1.e.a'], fields['T1.e.b']]).toEqual([{ label: 'Alice' }, { label: 'B.' }]);
    expect(composeTranslation(composed, { fields: {} }, library, 'uk').fields).toEqual({});
  });

  test('the completeness report names what is missing', () => {
    const small = definitionOf([
      component({ type: 'radio', key: 'r', description: 'Opis', values: [{ value: 'a', label: 'A' }] }),
      component({ type: 'content', key: 'c', html: '<p>x</p>' }),
      component({ type: 'columns', key: 'k', columns: [{ components: [component({ type: 'hidden', key: 'h' })] }] }),
      component({ type: 'fieldset', key: 'f', legend: 'F', components: [component({ type: 'textfield', key: 'x' })] }),
    ]);
    expect(reportTranslation(small, undefined)).toEqual({
      wanted: 7,
      present: 0,
      gaps: [
        { stableId: '', text: 'title' },
        { stableId: 'T1.r', text: 'label' },
        { stableId: 'T1.r', text: 'description' },
        { stableId: 'T1.r', text: 'options', values: ['a'] },
        { stableId: 'T1.c', text: 'content' },
        { stableId: 'T1.f', text: 'label' },
        { stableId: 'T1.x', text: 'label' },
      ],
    });
    const whole = {
      title: 'S',
      fields: {
        'T1.r': { label: 'R', description: 'D', options: { a: 'A' } },
        'T1.c': { content: 'x' },
        'T1.f': { legend: 'F' },
        'T1.x': { label: 'X' },
      },
    };
    expect(reportTranslation(small, whole)).toEqual({ wanted: 7, present: 7, gaps: [] });
  });
});
