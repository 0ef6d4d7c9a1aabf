import {
  COMPONENT_TYPES,
  CONDITION_OPERATORS,
  type Component,
  type JsonValue,
} from '../../../functions/domain/forms/index.ts';

/** Numbers in [0, 1) from a seed (mulberry32): a failing round replays. */
export type Random = () => number;

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const pick = <T>(random: Random, items: readonly T[]): T => {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined && items.length === 0) throw new Error('nothing to pick from');
  return item as T;
};

const upTo = (random: Random, most: number): number => Math.floor(random() * (most + 1));
const list = <T>(random: Random, most: number, make: () => T): T[] => Array.from({ length: upTo(random, most) }, make);

/** Texts that have broken parsers, patterns and pages before. */
const TEXTS: readonly string[] = [
  '', ' ', 'a', 'zażółć', '\u0000', '\ud800', '‮abc', 'a'.repeat(600), 'a'.repeat(20_000), '{{ data.x }}', '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>', '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '$&', '%s%n', '../../etc/passwd',
  '9999999999999999999999', '1e309', '-0', 'NaN', 'Infinity', '0x10', '1 234,50', '2026-02-31', '31/12/0000', '99:99', 'a@b', 'a@b.pl', 'https://[', 'javascript:alert(1)',
  'M0 0 L1 1', 'M0 0', 'L'.repeat(5000), 'data:image/png;base64,AAAA', '=cmd|x', '\r\n\r\n', 'true', 'null', '[object Object]', '0'.repeat(5000),
]; // biome-ignore format: a list

const PATTERNS: readonly string[] = [
  '(a+)+b', '(a|a)*c', '(a*)*', '(a?){50}a{50}', '(.*a){20}', '\\d+-\\d+', '[0-9]{2}-[0-9]{3}', '((((((((((a))))))))))', '(?=x)', '\\1', '[', '(', 'a{1000}{1000}', 'a{999,9999}',
  '(x+x+)+y', '\\w*\\w*\\w*$', '^(?:[a-z]|[a-z0-9])+$', '[^]', '[]', '.{0,9999}', '\\p{L}', '(?<n>a)', '(a|b|ab)*c', '\\u{1F600}', '|', '||||',
]; // biome-ignore format: a list

const LOGIC: readonly JsonValue[] = [
  { var: 'data.a' }, { var: '__proto__' }, { var: 'data.constructor.constructor' }, { var: ['row.b', 1] }, { _invokeMap: [1, 'constructor'] }, { '+': [1, { var: 'data.b' }] },
  { reduce: [{ var: 'data.g' }, { '+': [{ var: 'accumulator' }, { var: 'current.b' }] }, 0] }, { map: [{ var: 'data.g' }, { map: [{ var: 'data.g' }, { map: [{ var: 'data.g' }, 1] }] }] },
  { if: [] }, { and: [] }, { '/': [1, 0] }, { log: 'x' }, { method: ['x', 'constructor'] }, [], 'code()', { var: { var: 'data.a' } },
]; // biome-ignore format: a list

const NAMES = ['a', 'b', 'c', 'd', 'e', 'g', 'x-y', 'łąka', '__proto__', 'constructor', 'toString', 'a.b', '0', ''];
const CODE_KEYS = [
  'customConditional',
  'customDefaultValue',
  'calculateValue',
  'logic',
  'module',
  'serverOverride',
  'custom',
  'template',
  'onChange',
];

/** Any JSON at all, now and then deep or wide. */
export function hostileJson(random: Random, depth = 0): JsonValue {
  const kind = upTo(random, depth > 5 ? 5 : 9);
  if (kind === 6 && random() < 0.02) return nest(pick(random, [30, 500, 2000]));
  if (kind === 7 && random() < 0.02) return Array.from({ length: 3000 }, () => ({ a: 'b' }));
  if (kind >= 8)
    return Object.fromEntries(list(random, 4, () => [pick(random, NAMES), hostileJson(random, depth + 1)]));
  if (kind >= 6) return list(random, 4, () => hostileJson(random, depth + 1));
  if (kind === 5) return pick(random, [true, false, null]);
  if (kind === 4) return pick(random, [0, -0, 1, -1, 1.5, 1e21, 5e-324, 2 ** 53, 1e308, 12]);
  return pick(random, TEXTS);
}

function nest(levels: number): JsonValue {
  let deep: JsonValue = 'x';
  for (let level = 0; level < levels; level += 1) deep = level % 2 ? [deep] : { a: deep };
  return deep;
}

const options = (random: Random): { value: string; label: string }[] =>
  list(random, 5, () => ({ value: pick(random, NAMES), label: pick(random, ['Alfa', 'Beta', '<b>x</b>', '']) }));

let number = 0;

/** A component that is often sound, sometimes odd, sometimes an attack. */
export function hostileComponent(random: Random, depth = 0): Component {
  const type = pick(random, COMPONENT_TYPES);
  number += 1;
  const sound = random() < 0.8;
  const key = sound ? `f${number}` : pick(random, NAMES);
  const inside = depth < 3 ? list(random, 3, () => hostileComponent(random, depth + 1)) : [];
  const component: Record<string, unknown> = {
    type,
    key,
    input: true,
    label: 'Pole',
    title: 'Strona',
    legend: 'Część',
    properties: { id: `X.${number}` },
  };
  if (['datagrid', 'editgrid', 'container', 'fieldset', 'panel'].includes(type))
    component.components = inside.length > 0 ? inside : [textOf(number)];
  if (type === 'columns') component.columns = [{ components: inside.length > 0 ? inside : [textOf(number)] }];
  if (type === 'radio' || type === 'selectboxes' || type === 'survey')
    component.values = sound ? SOUND : options(random);
  if (type === 'survey') component.questions = sound ? SOUND : options(random);
  if (type === 'select') component.data = { values: sound ? SOUND : options(random) };
  if (type === 'file') component.storage = 'reintegra';
  if (type === 'content') component.html = sound ? '<p>Treść</p>' : pick(random, TEXTS);
  if (random() < 0.4) component.validate = hostileValidate(random, sound);
  if (random() < 0.3) component.conditional = hostileConditional(random, sound);
  if (random() < 0.15) component.calculateValue = pick(random, LOGIC);
  if (random() < 0.1) component.defaultValue = hostileJson(random);
  if (random() < 0.1) component.disabled = true;
  if (random() < 0.05) component.hidden = true;
  if (random() < 0.06)
    component[pick(random, CODE_KEYS)] = pick<unknown>(random, ['value = 1', { a: 1 }, [{ x: 1 }], '']);
  if (random() < 0.06)
    component[pick(random, ['unknown', 'attributes', 'addons', 'widget', 'properties', 'components', 'type'])] =
      hostileJson(random);
  return component as unknown as Component;
}

const SOUND = [
  { value: 'alfa', label: 'Alfa' },
  { value: 'beta', label: 'Beta' },
];
const textOf = (at: number): Component => ({
  type: 'textfield',
  key: `t${at}`,
  label: 'Tekst',
  properties: { id: `X.t${at}` },
});

function hostileValidate(random: Random, sound: boolean): unknown {
  if (!sound && random() < 0.3) return hostileJson(random);
  return {
    ...(random() < 0.5 && { required: true }),
    ...(random() < 0.3 && { minLength: upTo(random, 5) }),
    ...(random() < 0.3 && { maxLength: sound ? upTo(random, 50) : pick<unknown>(random, [-1, 1e9, 'x', null]) }),
    ...(random() < 0.3 && { min: upTo(random, 5) }),
    ...(random() < 0.3 && { pattern: pick(random, PATTERNS) }),
    ...(random() < 0.05 && { custom: 'valid = true' }),
  };
}

function hostileConditional(random: Random, sound: boolean): unknown {
  if (random() < 0.3) return { json: pick(random, LOGIC) };
  if (!sound) return hostileJson(random);
  return {
    show: pick<unknown>(random, [true, false, 'true', null]),
    conjunction: pick(random, ['all', 'any']),
    conditions: list(random, 3, () => ({
      component: pick(random, [...NAMES, `f${upTo(random, number)}`]),
      operator: pick<string>(random, [...CONDITION_OPERATORS, 'mystery']),
      value: pick<unknown>(random, ['alfa', 'x', 3, true, null]),
    })),
  };
}

/** A whole form of such components; now and then not a form at all. */
export function hostileDefinition(random: Random): unknown {
  number = 0;
  if (random() < 0.05) return hostileJson(random);
  const form: Record<string, unknown> = {
    title: 'Formularz',
    name: 'formularz',
    path: 'formularz',
    type: 'form',
    display: pick(random, ['form', 'wizard']),
    components: list(random, 7, () => hostileComponent(random)),
    properties: { slug: 'formularz', catalogue: 'X' },
  };
  if (random() < 0.1)
    form[pick(random, ['module', 'settings', 'components', 'title', 'display', 'properties', '__proto__'])] =
      hostileJson(random);
  // JSON.parse is how definitions arrive: it makes own properties even of `__proto__`.
  return random() < 0.3 ? JSON.parse(JSON.stringify(form).replace('"label"', '"__proto__"')) : form;
}

/** Answers that fit the keys of a form, and values that don't fit anything. */
export function hostileAnswers(random: Random, components: readonly Component[]): JsonValue {
  if (random() < 0.03) return hostileJson(random);
  const answers: Record<string, JsonValue> = {};
  for (const component of components) {
    const cells = Array.isArray(component.columns) ? component.columns.flatMap((cell) => cell.components) : [];
    const inside: readonly Component[] = Array.isArray(component.components) ? component.components : cells;
    if (['fieldset', 'panel', 'columns'].includes(component.type))
      Object.assign(answers, hostileAnswers(random, inside));
    else if (random() < 0.15) answers[component.key] = hostileJson(random);
    else if (component.type === 'container') answers[component.key] = hostileAnswers(random, inside);
    else if (component.type.endsWith('grid'))
      answers[component.key] = Array.from({ length: random() < 0.01 ? 900 : upTo(random, 4) }, () =>
        hostileAnswers(random, inside),
      );
    else answers[component.key] = fittingAnswer(random, component);
  }
  if (random() < 0.05)
    return JSON.parse(
      `{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"rest":${JSON.stringify(answers)}}`,
    );
  return answers;
}

function fittingAnswer(random: Random, component: Component): JsonValue {
  switch (component.type) {
    case 'number':
    case 'currency':
      return pick<JsonValue>(random, [1, 2.5, '1 234,50', 'abc', 1e21]);
    case 'selectboxes':
      return pick<JsonValue>(random, [{ alfa: true, beta: false }, ['alfa'], { omega: true }]);
    case 'survey':
      return { alfa: pick(random, ['alfa', 'omega']) };
    case 'checkbox':
      return pick<JsonValue>(random, [true, false, 'on']);
    case 'datetime':
    case 'day':
      return pick<JsonValue>(random, [
        '2026-04-03',
        '04/03/2026',
        { day: '3', month: 'kwi', year: '2026' },
        { day: '3' },
        '2026-04-03T09:30',
      ]);
    case 'file':
      return pick<JsonValue>(random, ['id1', [{ id: 'id1' }], [{ name: 'x', url: 'https://example.org' }]]);
    case 'signature':
      return pick<JsonValue>(random, [
        { kind: 'drawn', path: 'M1 1 L2 2' },
        { kind: 'typed', name: 'Jan' },
        'data:image/png,x',
        { kind: 'drawn', path: '"><svg onload=x>' },
      ]);
    default:
      return pick<JsonValue>(random, ['alfa', ...TEXTS]);
  }
}

/** Names and values of a posted body, many of them nobody's. */
export function hostileEntries(random: Random, components: readonly Component[]): [string, string][] {
  const names = components.flatMap(({ key, components: held }) => [
    key,
    `${key}[]`,
    `${key}[0]`,
    `${key}.day`,
    `${key}.kind`,
    ...(Array.isArray(held) ? held : []).flatMap((child: Component) => [
      `${key}[0].${child.key}`,
      `${key}[9999].${child.key}`,
      `${key}.${child.key}`,
    ]),
  ]);
  const odd = [
    'command',
    '__proto__[polluted]',
    'constructor.prototype.polluted',
    'a[b][c]',
    '[',
    ']]]',
    'a..b',
    `${'a['.repeat(200)}`,
    '',
  ];
  const commands = [
    ...names.flatMap((name) => [`add:${name}`, `remove:${name}:0`, `remove:${name}:9999`]),
    'add:',
    'remove::',
    'add:__proto__',
  ];
  return list(random, 40, () => [pick(random, [...names, ...odd]), pick(random, random() < 0.2 ? commands : TEXTS)]);
}
