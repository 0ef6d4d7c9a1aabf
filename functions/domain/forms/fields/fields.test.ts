import { describe, expect, test } from 'vitest';
import { check, component, TODAY, verdict } from '../../../../test/builders/forms.ts';
import type { LocalDate } from '../../time.ts';
import type { StoredFile } from '../answers.ts';
import type { Component, JsonValue } from '../definition.ts';
import { asIsoDate, asTime, daysIn, resolveBound } from './dates.ts';
import { asBytes, fitsPattern } from './file.ts';
import { isPesel } from './rules.ts';
import { isStrokePath } from './signature.ts';

const OPTIONS = [
  { value: 'alfa', label: 'Alfa' },
  { value: 'beta', label: 'Beta' },
];
const field = (given: Partial<Component> & Pick<Component, 'type'>): Component => component({ key: 'f', ...given });

/** The stored answer of one field, or the codes that refused it. */
function answerOf(
  given: Partial<Component> & Pick<Component, 'type'>,
  raw: JsonValue,
  options = {},
): JsonValue | undefined | string[] {
  const { answers, errors } = check([field(given)], { f: raw }, options);
  return errors.length > 0 ? errors.map(({ code }) => code) : answers.f;
}

describe('texts', () => {
  test.each([
    ['textfield', '  Anna\u0000  ', 'Anna'],
    ['textfield', 'a\r\nb\tc', 'a b c'],
    ['textfield', 'z\u0307', 'ż'],
    ['textfield', '\ud800x', '\ufffdx'],
    ['textfield', '   ', undefined],
    ['textfield', 5, ['not-text']],
    ['textfield', { a: 1 }, ['not-text']],
    ['textarea', 'a  \r\nb\rc\n\n', 'a\nb\nc'],
    ['textarea', ['x'], ['not-text']],
    ['email', ' anna@example.org ', 'anna@example.org'],
    ['email', 'anna', ['not-an-email']],
    ['email', 5, ['not-text']],
    ['email', '', undefined],
    ['phoneNumber', '+48  601 234 567', '+48 601 234 567'],
    ['phoneNumber', '22 123 45 67 w. 12', '22 123 45 67 w. 12'],
    ['phoneNumber', '12345', ['not-a-phone']],
    ['phoneNumber', '601 234 567 w. abc', ['not-a-phone']],
    ['phoneNumber', '1'.repeat(16), ['not-a-phone']],
    ['phoneNumber', null, undefined],
    ['phoneNumber', {}, ['not-text']],
    ['url', 'example.org/a', 'https://example.org/a'],
    ['url', 'https://user:pass@example.org', ['not-a-url']],
    ['url', 'javascript:alert(1)', ['not-a-url']],
    ['url', 'https://[', ['not-a-url']],
    ['url', 7, ['not-text']],
    ['url', ' ', undefined],
  ] as const)('%s %j', (type, raw, expected) => {
    expect(answerOf({ type }, raw as JsonValue)).toEqual(expected);
  });

  test('lengths are capped where the definition sets no limit', () => {
    expect(answerOf({ type: 'textfield' }, 'a'.repeat(501))).toEqual(['too-long']);
    expect(answerOf({ type: 'textarea' }, 'a'.repeat(10_001))).toEqual(['too-long']);
    expect(answerOf({ type: 'textarea', validate: { maxLength: 50_000 } }, 'a'.repeat(10_001))).toEqual(['too-long']);
    expect(answerOf({ type: 'textfield', validate: { maxLength: 600 } }, 'a'.repeat(600))).toBe('a'.repeat(600));
  });

  test('a pattern that can’t be compiled lets nothing through', () => {
    expect(answerOf({ type: 'textfield', validate: { pattern: '(?=a)a' } }, 'a')).toEqual(['pattern']);
  });

  test.each([
    ['44051401359', true],
    ['02070803628', true],
    ['44051401358', false],
    ['4405140135', false],
    ['44131401359', false],
    ['00000000000', false],
    ['44054401352', false],
  ])('PESEL %s: %s', (text, right) => {
    expect(isPesel(text)).toBe(right);
  });

  test('named rules: PESEL and postcode', () => {
    expect(answerOf({ type: 'textfield', properties: { rule: 'pesel' } }, '44051401358')).toEqual(['not-a-pesel']);
    expect(answerOf({ type: 'textfield', properties: { rule: 'pesel' } }, '44051401359')).toBe('44051401359');
    expect(answerOf({ type: 'textfield', properties: { rule: 'postcode' } }, '31001')).toEqual(['not-a-postcode']);
    expect(answerOf({ type: 'textfield', properties: { rule: 'postcode' } }, '31-001')).toBe('31-001');
    expect(answerOf({ type: 'textfield', properties: { rule: 'another' } }, 'x')).toBe('x');
  });
});

describe('numbers', () => {
  test.each([
    ['number', '1 234,50', 1234.5],
    ['number', '1\u00a0234.5', 1234.5],
    ['number', '−3', -3],
    ['number', '-0', 0],
    ['number', 12, 12],
    ['number', '', undefined],
    ['number', ' ', undefined],
    ['number', '1.234,50', ['not-a-number']],
    ['number', '12abc', ['not-a-number']],
    ['number', true, ['not-a-number']],
    ['number', '1e5', ['not-a-number']],
    ['currency', '1 234,50', 1234.5],
    ['currency', '1234.5 zł', 1234.5],
    ['currency', '10 PLN', 10],
    ['currency', 'abc', ['not-an-amount']],
    ['currency', '1,234', ['too-many-decimals']],
  ] as const)('%s %j', (type, raw, expected) => {
    expect(answerOf({ type }, raw as JsonValue)).toEqual(expected);
  });

  test('no infinity gets in', () => {
    expect(answerOf({ type: 'number' }, Number.POSITIVE_INFINITY)).toEqual(['not-a-number']);
  });

  test('decimal places, also in scientific notation', () => {
    expect(answerOf({ type: 'number', decimalLimit: 0 }, 1.5)).toEqual(['too-many-decimals']);
    expect(answerOf({ type: 'number', decimalLimit: 2 }, 1e-7)).toEqual(['too-many-decimals']);
    expect(answerOf({ type: 'number' }, 1e21)).toBe(1e21);
  });
});

describe('choices', () => {
  const choice = (type: Component['type']): Partial<Component> & Pick<Component, 'type'> => ({
    type,
    ...(type === 'select' ? { data: { values: OPTIONS } } : { values: OPTIONS }),
  });
  test.each([
    ['radio', 'alfa', 'alfa'],
    ['radio', 'omega', ['not-an-option']],
    ['radio', { a: 1 }, ['not-an-option']],
    ['radio', '', undefined],
    ['select', ' beta ', 'beta'],
    ['select', ['alfa'], ['not-an-option']],
    ['checkbox', 'on', true],
    ['checkbox', 'false', false],
    ['checkbox', '', undefined],
    ['checkbox', 'maybe', ['not-yes-or-no']],
    ['selectboxes', ['alfa'], { alfa: true, beta: false }],
    ['selectboxes', { alfa: true, beta: '' }, { alfa: true, beta: false }],
    ['selectboxes', { alfa: false }, undefined],
    ['selectboxes', '', undefined],
    ['selectboxes', 'alfa', ['not-an-option']],
    ['selectboxes', ['omega'], ['not-an-option']],
    ['selectboxes', [{ a: 1 }], ['not-an-option']],
    ['selectboxes', { alfa: 'yes' }, ['not-an-option']],
  ] as const)('%s %j', (type, raw, expected) => {
    expect(answerOf(choice(type), raw as JsonValue)).toEqual(expected);
  });

  test('a value that looks like a number is still its option', () => {
    expect(answerOf({ type: 'radio', values: [{ value: '1', label: 'Jeden' }] }, 1)).toBe('1');
  });

  test('a consent must be ticked, not only answered', () => {
    expect(answerOf({ type: 'checkbox', validate: { required: true } }, false)).toEqual(['required']);
    expect(answerOf({ type: 'checkbox', validate: { required: true } }, true)).toBe(true);
  });

  test('boxes ticked: not too few, not too many', () => {
    const boxes = { type: 'selectboxes', values: OPTIONS } as const;
    expect(answerOf({ ...boxes, validate: { minSelectedCount: 2 } }, ['alfa'])).toEqual(['too-few-choices']);
    expect(answerOf({ ...boxes, validate: { maxSelectedCount: 1 } }, ['alfa', 'beta'])).toEqual(['too-many-choices']);
  });

  test('several choices of a list: each once, all known, not too many', () => {
    const several = { type: 'select', multiple: true, data: { values: OPTIONS } } as const;
    expect(answerOf(several, ['alfa', 'alfa', 'beta', ''])).toEqual(['alfa', 'beta']);
    expect(answerOf(several, 'alfa')).toEqual(['alfa']);
    expect(answerOf(several, [])).toBeUndefined();
    expect(answerOf(several, ['omega'])).toEqual(['not-an-option']);
    expect(
      answerOf(
        several,
        Array.from({ length: 201 }, () => 'alfa'),
      ),
    ).toEqual(['too-many-choices']);
  });

  test('a register’s options count when they are passed in, else a reference must look like one', () => {
    const ref = { type: 'select', dataSrc: 'resource', properties: { id: 'T1.f', register: 'people' } } as const;
    const registers = { people: [{ value: 'p1', label: 'Anna' }] };
    expect(answerOf(ref, 'p1', { registers })).toBe('p1');
    expect(answerOf(ref, 'p2', { registers })).toEqual(['not-an-option']);
    expect(answerOf(ref, 'p2')).toBe('p2');
    expect(answerOf(ref, '<script>')).toEqual(['not-an-option']);
  });

  test('a matrix: rows by question, required means every row', () => {
    const matrix = { type: 'survey', questions: OPTIONS, values: OPTIONS } as const;
    expect(answerOf(matrix, { alfa: 'beta', stranger: 'x' })).toEqual({ alfa: 'beta' });
    expect(answerOf(matrix, { alfa: 5 })).toEqual(['not-an-option']);
    expect(answerOf(matrix, { alfa: { a: 1 } })).toEqual(['not-an-option']);
    expect(answerOf(matrix, 'alfa')).toEqual(['not-an-option']);
    expect(answerOf(matrix, '')).toBeUndefined();
    const { errors } = verdict([field({ ...matrix, validate: { required: true } })], { f: { alfa: 'alfa' } });
    expect(errors).toEqual(['/f/beta required']);
  });
});

describe('dates and times', () => {
  const date = { type: 'datetime', enableTime: false } as const;
  const moment = { type: 'datetime' } as const;
  test.each([
    [date, '2026-02-28', '2026-02-28'],
    [date, '2026-02-29', ['not-a-date']],
    [date, '2024-02-29T00:00:00+01:00', '2024-02-29'],
    [date, '3.04.2026', '2026-04-03'],
    [date, '3/4/0026', ['not-a-date']],
    [date, { day: '3', month: '4', year: '2026' }, '2026-04-03'],
    [date, { day: '3', month: 'marca', year: '2026' }, '2026-03-03'],
    [date, { day: '3', month: 'V', year: '2026' }, '2026-05-03'],
    [date, { day: '3', month: 'smarch', year: '2026' }, ['not-a-date']],
    [date, { day: 3, month: 4, year: 2026 }, '2026-04-03'],
    [date, { day: '3', month: '', year: '' }, ['date-part-missing']],
    [date, { day: '', month: '', year: '' }, undefined],
    [date, { day: 'x', month: '4', year: '2026' }, ['not-a-date']],
    [date, '', undefined],
    [date, 'jutro', ['not-a-date']],
    [date, 5, ['not-a-date']],
    [moment, '2026-04-03T09:30', '2026-04-03T09:30'],
    [moment, '2026-04-03T09:30:00.000Z', '2026-04-03T09:30'],
    [moment, '3.04.2026 9:30', '2026-04-03T09:30'],
    [moment, '2026-04-03', ['not-a-time']],
    [moment, { day: '3', month: '4', year: '2026', time: '9.30' }, '2026-04-03T09:30'],
    [moment, { day: '3', month: '4', year: '2026', time: '25:00' }, ['not-a-time']],
    [{ type: 'time' }, '0930', '09:30'],
    [{ type: 'time' }, ' ', undefined],
    [{ type: 'time' }, '24:00', ['not-a-time']],
    [{ type: 'time' }, 930, ['not-a-time']],
    [{ type: 'day' }, '02/29/2024', '02/29/2024'],
    [{ type: 'day' }, '02/29/2023', ['not-a-date']],
    [{ type: 'day' }, '02/29/0000', '02/29/0000'],
    [{ type: 'day' }, '00/00/2020', '00/00/2020'],
    [{ type: 'day' }, '00/00/0000', undefined],
    [{ type: 'day' }, '2020', ['not-a-date']],
    [{ type: 'day' }, '', undefined],
    [{ type: 'day' }, 5, ['not-a-date']],
    [{ type: 'day' }, { day: '3', month: '4', year: '2026' }, '04/03/2026'],
    [{ type: 'day', dayFirst: true }, '31/12/2020', '31/12/2020'],
    [{ type: 'day', fields: { day: { hide: true } } }, '12/2020', '12/2020'],
    [{ type: 'day', fields: { year: { required: true } } }, '12/01/0000', ['date-part-missing']],
    [{ type: 'day', validate: { required: true } }, '00/00/2020', ['date-part-missing']],
    [{ type: 'day', validate: { required: true } }, '04/03/2026', '04/03/2026'],
  ] as const)('%j %j', (given, raw, expected) => {
    expect(answerOf(given, raw as JsonValue)).toEqual(expected);
  });

  test('bounds may be days or relative to today', () => {
    const bounded = (minDate: string, maxDate: string): Partial<Component> & Pick<Component, 'type'> => ({
      ...date,
      properties: { id: 'T1.f', minDate, maxDate },
    });
    expect(answerOf(bounded('today', 'today+14d'), '2026-04-03')).toBe('2026-04-03');
    expect(answerOf(bounded('today', 'today+14d'), '2026-04-02')).toEqual(['too-early']);
    expect(answerOf(bounded('today', 'today+14d'), '2026-04-18')).toEqual(['too-late']);
    expect(answerOf({ ...date, datePicker: { minDate: '2026-01-01', maxDate: null } }, '2025-12-31')).toEqual([
      'too-early',
    ]);
    expect(answerOf({ type: 'day', minDate: '2026-01-01' }, '12/31/2025')).toEqual(['too-early']);
    expect(answerOf({ type: 'day', maxDate: '2026-01-01' }, '12/31/2026')).toEqual(['too-late']);
    expect(answerOf({ type: 'day', maxDate: '2026-01-01' }, '00/00/2027')).toBe('00/00/2027');
  });

  test.each([
    ['today', '2026-04-03'],
    ['today-6m', '2025-10-03'],
    ['today+1y', '2027-04-03'],
    ['today+28d', '2026-05-01'],
    ['2026-01-02T10:00', '2026-01-02'],
    ['tomorrow', undefined],
    [undefined, undefined],
  ])('the bound %s is %s', (bound, day) => {
    expect(resolveBound(bound, TODAY)).toBe(day);
  });

  test('months of different length', () => {
    expect(resolveBound('today+1m', '2026-01-31' as LocalDate)).toBe('2026-02-28');
    expect([daysIn(2024, 2), daysIn(1900, 2), daysIn(2000, 2), daysIn(2026, 13)]).toEqual([29, 28, 29, 0]);
    expect([asIsoDate('2026-13-01'), asIsoDate('x'), asTime('9:5'), asTime('9:05')]).toEqual([
      undefined,
      undefined,
      undefined,
      '09:05',
    ]);
  });
});

const stored = (given: Partial<StoredFile> = {}): StoredFile => ({
  id: 'id1',
  name: 'skan.pdf',
  size: 1000,
  type: 'application/pdf',
  sha256: 'abc',
  state: 'checked',
  ...given,
});

describe('files', () => {
  const files = [
    stored(),
    stored({ id: 'id2', name: 'zdjęcie.jpg', type: 'image/jpeg' }),
    stored({ id: 'bad', state: 'refused' }),
  ];
  const pdf = { type: 'file', storage: 'reintegra', filePattern: '.pdf', multiple: true } as const;

  test('the answer names a file, the server says what it is', () => {
    const forged = { id: 'id1', name: 'evil.exe', size: 1, type: 'text/html', sha256: 'x', state: 'kept' };
    expect(answerOf(pdf, [forged], { files })).toEqual([stored()]);
    expect(answerOf(pdf, 'id1', { files })).toEqual([stored()]);
    expect(answerOf(pdf, ['id1', 'id1'], { files })).toEqual([stored()]);
  });

  test.each([
    ['a file that nobody uploaded', ['id9'], ['unknown-file']],
    ['a number', [5], ['not-a-file']],
    ['an object without id', [{ name: 'x' }], ['unknown-file']],
    ['a file of a wrong kind', ['id2'], ['file-type']],
    ['a file that did not pass the check', ['bad'], ['file-refused']],
    ['far too many', Array.from({ length: 101 }, () => 'id1'), ['too-many-files']],
    ['nothing', [], undefined],
  ])('%s', (_name, raw, expected) => {
    expect(answerOf(pdf, raw as JsonValue, { files })).toEqual(expected);
  });

  test('one file unless several are allowed, sizes within limits', () => {
    expect(answerOf({ type: 'file' }, ['id1', 'id2'], { files })).toEqual(['too-many-files']);
    expect(answerOf({ type: 'file', fileMaxSize: '500B' }, 'id1', { files })).toEqual(['file-too-large']);
    expect(answerOf({ type: 'file', fileMinSize: '2KB' }, 'id1', { files })).toEqual(['file-too-small']);
    expect(
      answerOf({ type: 'file', multiple: true, properties: { id: 'T1.f', maxFiles: '1' } }, ['id1', 'id2'], { files }),
    ).toEqual(['too-many-files']);
  });

  test('sizes and kinds as Form.io writes them', () => {
    expect(['5MB', '300 kb', '1GB', '10', undefined].map(asBytes)).toEqual([
      5_000_000,
      300_000,
      1_000_000_000,
      undefined,
      undefined,
    ]);
    expect(
      ['*', 'image/*', '*.JPG', 'application/pdf', ''].map((pattern) =>
        fitsPattern({ name: 'a.jpg', type: 'image/jpeg' }, pattern),
      ),
    ).toEqual([true, true, true, false, true]);
  });
});

describe('signatures', () => {
  const files = [stored()];
  test.each([
    [
      { kind: 'drawn', path: 'M1 1 L2 2' },
      { kind: 'drawn', path: 'M1 1 L2 2' },
    ],
    [{ kind: 'drawn', path: 'M1 1 L2 2"><svg onload=x>' }, ['not-a-signature']],
    [{ kind: 'drawn', path: '' }, undefined],
    [
      { kind: 'typed', name: ' Anna Nowak ' },
      { kind: 'typed', name: 'Anna Nowak' },
    ],
    [{ kind: 'typed', name: 'x'.repeat(121) }, ['not-a-signature']],
    [{ kind: 'typed' }, undefined],
    [
      { kind: 'file', file: 'id1' },
      { kind: 'file', file: stored() },
    ],
    [{ kind: 'file', file: 'id9' }, ['unknown-file']],
    [{ kind: 'file', file: '' }, undefined],
    [{ kind: 'stamp' }, ['not-a-signature']],
    [{ kind: '' }, undefined],
    ['', undefined],
    ['data:image/png;base64,AAAA', ['not-a-signature']],
  ] as const)('%j', (raw, expected) => {
    expect(answerOf({ type: 'signature' }, raw as JsonValue, { files })).toEqual(expected);
  });

  test('a refused file is no signature; a sign-off is no answer', () => {
    const refused = [stored({ state: 'refused' })];
    expect(answerOf({ type: 'signature' }, { kind: 'file', file: 'id1' }, { files: refused })).toEqual([
      'file-refused',
    ]);
    const signOff = field({ type: 'signature', validate: { required: true }, properties: { signOff: 'participant' } });
    expect(check([signOff], { f: { kind: 'typed', name: 'Anna' } })).toEqual({ answers: {}, errors: [] });
  });

  test('a stroke path holds strokes and nothing else', () => {
    expect(['M0 0 L1 1', 'M0,0L10.5,3.25M4 4 L5 5'].map(isStrokePath)).toEqual([true, true]);
    expect(
      ['L1 1', 'M1 1', 'M1 1 C1 1 2 2 3 3', 'M99999 1 L1 1', `M1 1${' L1 1'.repeat(5000)}`, ''].map(isStrokePath),
    ).toEqual([false, false, false, false, false, false]);
  });
});
