import { SMALLEST_GROUP, suppressCounts } from '../aggregates/index.ts';
import type { Component, FormDefinition } from '../forms/definition.ts';

/** One answer option with how many chose it; `count` absent = too few to show. */
export interface ResultLine {
  readonly value: string;
  readonly label: string;
  readonly count?: number;
}

/** The results of one question. `asked` = answers in which the question was answered; absent when that itself is too few. */
export interface QuestionResult {
  readonly key: string;
  readonly stableId: string;
  readonly label: string;
  readonly kind: 'choices' | 'texts';
  readonly asked?: number;
  readonly lines: readonly ResultLine[];
  /** Open answers in an order without meaning; empty while there are fewer than the smallest group. */
  readonly texts: readonly string[];
}

type Answers = Readonly<Record<string, unknown>>;

/** The questions that results are shown for, in reading order. */
export function questionsOf(definition: FormDefinition): readonly Component[] {
  const flat = (components: readonly Component[]): readonly Component[] =>
    components.flatMap((component) => [
      component,
      ...flat(component.components ?? []),
      ...(component.columns ?? []).flatMap((cell) => flat(cell.components)),
    ]);
  return flat(definition.components).filter((component) => CHOICES.has(component.type) || TEXTS.has(component.type));
}

const CHOICES: ReadonlySet<string> = new Set(['radio', 'select', 'selectboxes']);
const TEXTS: ReadonlySet<string> = new Set(['textfield', 'textarea']);

/**
 * Results per question, as they may be shown when everybody knows how many answered the survey: those who left a question out are a group
 * like any other (a question asked only after a certain answer would else give that answer's count away). Texts are sorted by their own
 * letters: arrival order says who.
 */
export function campaignResults(
  definition: FormDefinition,
  answers: readonly Answers[],
  smallest: number = SMALLEST_GROUP,
): readonly QuestionResult[] {
  return questionsOf(definition).map((question) => {
    const given = answers.map((answer) => answer[question.key]).filter((value) => !isEmpty(value));
    const leftOut = answers.length - given.length;
    const base = {
      key: question.key,
      stableId: question.properties?.id ?? question.key,
      label: question.label ?? question.key,
    };
    const enough = given.length >= smallest;
    const asked = enough && (leftOut === 0 || leftOut >= smallest) ? { asked: given.length } : {};
    if (TEXTS.has(question.type)) {
      const texts = enough
        ? given.filter((value) => typeof value === 'string').sort((a, b) => a.localeCompare(b, 'pl'))
        : [];
      return { ...base, ...asked, kind: 'texts', lines: [], texts };
    }
    const options = question.values ?? question.data?.values ?? [];
    const counts = options.map(({ value }) => given.filter((answer) => chose(answer, value)).length);
    const isSeveral = question.type === 'selectboxes' || question.multiple === true;
    const shown = isSeveral
      ? suppressCounts(counts, { smallest, several: { answered: answers.length } })
      : suppressCounts(leftOut === 0 ? counts : [...counts, leftOut], { smallest });
    const lines = options.map((option, index): ResultLine => {
      const count = enough ? shown[index] : undefined;
      return { value: option.value, label: option.label, ...(count === undefined ? {} : { count }) };
    });
    // A total beside suppressed parts would give back what a single gap hides.
    const total = lines.some((line) => line.count === undefined) ? {} : asked;
    return { ...base, ...total, kind: 'choices', lines, texts: [] };
  });
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'object' && !Object.values(value).some(Boolean));

const chose = (answer: unknown, value: string): boolean =>
  typeof answer === 'object' && answer !== null
    ? (answer as Record<string, unknown>)[value] === true
    : answer === value;
