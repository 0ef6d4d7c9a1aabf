import fc from 'fast-check';
import type { Component, JsonValue } from '../../../functions/domain/forms/index.ts';
import { component } from '../../builders/forms.ts';

/** A field with one rule and an answer near the border between right and wrong. */
export interface Sample {
  readonly component: Component;
  readonly answer: JsonValue | undefined;
}

const letters = (min: number, max: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'abcdefgźżłó0123456789-'), minLength: min, maxLength: max });
const wordsOf = (min: number, max: number): fc.Arbitrary<string> =>
  fc.array(letters(1, 4), { minLength: min, maxLength: max }).map((words) => words.join(' '));
const OPTIONS = ['alfa', 'beta', 'gamma', 'delta'].map((value) => ({ value, label: value.toUpperCase() }));

const field = (given: Partial<Component> & Pick<Component, 'type'>): Component => component({ key: 'field', ...given });
const sample = (given: Partial<Component> & Pick<Component, 'type'>, answer: JsonValue | undefined): Sample => ({
  component: field(given),
  answer,
});

const TEXT_TYPES = ['textfield', 'textarea'] as const;
const NUMBER_TYPES = ['number', 'currency'] as const;
const amount = fc.integer({ min: -2000, max: 2000 }).map((cents) => cents / 100);

const PATTERNS: readonly (readonly [string, fc.Arbitrary<string>])[] = [
  ['[0-9]{2}-[0-9]{3}', fc.stringMatching(/^[0-9]{1,3}-[0-9]{2,4}$/)],
  ['^[A-Z]{1,3}[0-9]*$', fc.stringMatching(/^[A-Za]{1,4}[0-9]{0,3}$/)],
  ['(?:kis|cis)/[0-9]+', fc.stringMatching(/^[kci]is\/[0-9]{0,3}$/)],
  ['\\d{4}(?:/\\d{2})?', fc.stringMatching(/^\d{3,4}(\/\d{1,2})?$/)],
  ['[^ab]+c?', fc.stringMatching(/^[a-d]{1,6}$/)],
  ['(?:ab|a)(?:c|bcd)', fc.stringMatching(/^ab{0,2}c?d?$/)],
  ['\\w+@\\w+', fc.stringMatching(/^\w{0,3}@\w{0,3}$/)],
  ['x.y', fc.stringMatching(/^x[a-c\n]{0,2}y$/)],
];

const present = (answer: fc.Arbitrary<JsonValue>): fc.Arbitrary<JsonValue | undefined> =>
  fc.oneof(answer, fc.constantFrom<JsonValue | undefined>(undefined, ''));

const pad = (number: number): string => String(number).padStart(2, '0');

/** Samples by the name of the rule that they try. */
export const SAMPLES: Readonly<Record<string, fc.Arbitrary<Sample>>> = {
  'required text': fc
    .tuple(fc.constantFrom(...TEXT_TYPES), present(letters(1, 8)))
    .map(([type, answer]) => sample({ type, validate: { required: true } }, answer)),
  'required number': fc
    .tuple(fc.constantFrom(...NUMBER_TYPES), present(amount))
    .map(([type, answer]) => sample({ type, validate: { required: true } }, answer)),
  'required choice': present(fc.constantFrom('alfa', 'beta')).chain((answer) =>
    fc.constantFrom(
      sample({ type: 'radio', values: OPTIONS, validate: { required: true } }, answer),
      sample({ type: 'select', data: { values: OPTIONS }, validate: { required: true } }, answer),
    ),
  ),
  'required tick': fc
    .constantFrom<JsonValue | undefined>(true, false, undefined)
    .map((answer) => sample({ type: 'checkbox', validate: { required: true } }, answer)),
  'required ticks': fc
    .option(fc.tuple(fc.boolean(), fc.boolean()), { nil: undefined })
    .map((ticks) =>
      sample(
        { type: 'selectboxes', values: OPTIONS, validate: { required: true } },
        ticks && { alfa: ticks[0], beta: ticks[1], gamma: false, delta: false },
      ),
    ),
  'required date': fc
    .option(fc.date({ min: new Date('1950-01-01'), max: new Date('2050-01-01'), noInvalidDate: true }), {
      nil: undefined,
    })
    .map((date) =>
      sample(
        { type: 'datetime', enableTime: false, format: 'yyyy-MM-dd', validate: { required: true } },
        date?.toISOString().slice(0, 10),
      ),
    ),
  'shortest text': fc
    .tuple(fc.constantFrom(...TEXT_TYPES), fc.integer({ min: 1, max: 8 }), letters(1, 10))
    .map(([type, minLength, answer]) => sample({ type, validate: { minLength } }, answer)),
  'longest text': fc
    .tuple(fc.constantFrom(...TEXT_TYPES), fc.integer({ min: 1, max: 8 }), letters(1, 10))
    .map(([type, maxLength, answer]) => sample({ type, validate: { maxLength } }, answer)),
  'fewest words': fc
    .tuple(fc.integer({ min: 1, max: 5 }), wordsOf(1, 6))
    .map(([minWords, answer]) => sample({ type: 'textarea', validate: { minWords } }, answer)),
  'most words': fc
    .tuple(fc.integer({ min: 1, max: 5 }), wordsOf(1, 6))
    .map(([maxWords, answer]) => sample({ type: 'textarea', validate: { maxWords } }, answer)),
  pattern: fc
    .constantFrom(...PATTERNS)
    .chain(([pattern, texts]) => texts.map((answer) => sample({ type: 'textfield', validate: { pattern } }, answer)))
    .filter(({ answer }) => typeof answer === 'string' && answer !== '' && !answer.includes('\n')),
  lowest: fc
    .tuple(fc.constantFrom(...NUMBER_TYPES), fc.integer({ min: -10, max: 10 }), amount)
    .map(([type, min, answer]) => sample({ type, validate: { min } }, answer)),
  highest: fc
    .tuple(fc.constantFrom(...NUMBER_TYPES), fc.integer({ min: -10, max: 10 }), amount)
    .map(([type, max, answer]) => sample({ type, validate: { max } }, answer)),
  option: fc
    .tuple(fc.boolean(), fc.constantFrom('alfa', 'beta', 'omega', 'ALFA', 'alf'))
    .map(([isRadio, answer]) =>
      isRadio
        ? sample({ type: 'radio', values: OPTIONS, validate: { onlyAvailableItems: true } }, answer)
        : sample(
            { type: 'select', data: { values: OPTIONS }, dataSrc: 'values', validate: { onlyAvailableItems: true } },
            answer,
          ),
    ),
  'fewest ticks': fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()))
    .filter(([, ticks]) => ticks.some(Boolean))
    .map(([minSelectedCount, [alfa, beta, gamma]]) =>
      sample(
        { type: 'selectboxes', values: OPTIONS, validate: { minSelectedCount } },
        { alfa, beta, gamma, delta: false },
      ),
    ),
  'most ticks': fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()))
    .map(([maxSelectedCount, [alfa, beta, gamma]]) =>
      sample(
        { type: 'selectboxes', values: OPTIONS, validate: { maxSelectedCount } },
        { alfa, beta, gamma, delta: false },
      ),
    ),
  day: fc
    .tuple(
      fc.integer({ min: 1, max: 13 }),
      fc.integer({ min: 1, max: 32 }),
      fc.integer({ min: 1900, max: 2100 }),
      fc.boolean(),
    )
    .map(([month, day, year, dayFirst]) =>
      sample(
        { type: 'day', dayFirst, fields: { day: {}, month: {}, year: {} } },
        dayFirst ? `${pad(day)}/${pad(month)}/${year}` : `${pad(month)}/${pad(day)}/${year}`,
      ),
    ),
  time: fc
    .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 75 }))
    .map(([hours, minutes]) =>
      sample({ type: 'time', format: 'HH:mm', dataFormat: 'HH:mm' }, `${pad(hours)}:${pad(minutes)}`),
    ),
  email: fc
    .tuple(
      fc.stringMatching(/^[a-z0-9](?:[a-z0-9_-]{0,3}\.)?[a-z0-9]{0,3} ?$/),
      fc.constantFrom('@', '@', '@', '', '@@', ' @'),
      fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,3}[a-z0-9])?$/),
      fc.constantFrom('.pl', '.org.pl', '', '.', '.p'),
    )
    .map((parts) => sample({ type: 'email' }, parts.join(''))),
  url: fc
    .tuple(
      fc.constantFrom('https://', 'http://', 'javascript:', 'data:,', 'https:// '),
      fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/),
      fc.constantFrom('.pl', '.org.pl', '.gov.pl'),
      fc.constantFrom('', '/', '/strona', '/a?b=c', '/a b'),
    )
    .map((parts) => sample({ type: 'url' }, parts.join(''))),
};
