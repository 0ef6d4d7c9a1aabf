import type { LocalDate } from '../time.ts';
import type { RawAnswers } from './answers.ts';
import type { Form } from './form.ts';
import { parseAnswers } from './parse-answers.ts';
import type { ViewOptions } from './runtime.ts';
import { settle } from './settle.ts';
import { isHidden, type Settled } from './settled.ts';

/** The id of the HTML element of an answer: `goals-0-goal` for `goals[0].goal`. */
export const htmlId = (path: string): string =>
  path
    .replace(/\]?[.[]|\]/g, '-')
    .replace(/-+$/, '')
    .replace(/--+/g, '-');

/** Settles answers as they are stored or typed, for showing them: the server's own values count as they stand. */
export function settleForView(form: Form, raw: RawAnswers, registers: ViewOptions['registers']): Settled {
  const context = { today: '1970-01-01' as LocalDate, files: new Map(), trustFiles: true, registers: registers ?? {} };
  const { answers, problems } = parseAnswers(form, raw, raw, context, true);
  return settle(form, answers, problems, context);
}

/** Wizard pages that are shown for these answers, in order. */
export const shownPages = (form: Form, settled: Settled): Form['pages'] =>
  form.pages.filter((page) => page.panel === undefined || !(page.panel.retired || isHidden(settled, page.panel, '')));
