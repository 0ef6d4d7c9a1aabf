import * as forms from '../../../functions/domain/forms/index.ts';

/** What is under attack; a planted bug replaces one of them. */
export type Subject = Pick<
  typeof forms,
  | 'lint'
  | 'lintSentence'
  | 'importForeign'
  | 'loadForm'
  | 'emptyAnswers'
  | 'checkAnswers'
  | 'readPosted'
  | 'viewPage'
  | 'viewSummary'
  | 'exportRow'
  | 'errorSentence'
  | 'applyOverlay'
  | 'contentHash'
>;

export const product: Subject = forms;

const burn = (milliseconds: number): void => {
  const end = process.threadCpuUsage().user + milliseconds * 1000;
  while (process.threadCpuUsage().user < end);
};

/** One bug of each kind that the run must find; it has to name the kind that is written here. */
export const PLANTED: Readonly<Record<string, { readonly finds: string; readonly subject: Subject }>> = {
  'throws at a NUL character': {
    finds: 'threw',
    subject: {
      ...product,
      checkAnswers: (form, raw, options) => {
        if (JSON.stringify(raw).includes('\\u0000')) throw new Error('planted');
        return product.checkAnswers(form, raw, options);
      },
    },
  },
  'takes 150 ms over a long text': {
    finds: 'hung',
    subject: {
      ...product,
      lint: (definition, options) => {
        if (JSON.stringify(definition)?.includes('aaaaaaaaaaaaaaaaaaaa')) burn(150);
        return product.lint(definition, options);
      },
    },
  },
  'merges answers into a prototype': {
    finds: 'polluted',
    subject: {
      ...product,
      checkAnswers: (form, raw, options) => {
        if (Object.keys(raw as object).includes('__proto__')) Object.assign(Object.prototype, { polluted: true });
        return product.checkAnswers(form, raw, options);
      },
    },
  },
  'refuses without saying where': {
    finds: 'malformed',
    subject: {
      ...product,
      checkAnswers: (form, raw, options) => {
        const checked = product.checkAnswers(form, raw, options);
        return {
          ...checked,
          errors: checked.errors.map(({ code, params }) => ({ code, ...(params && { params }), pointer: 'somewhere' })),
        };
      },
    },
  },
  'keeps what nobody asked for': {
    finds: 'kept',
    subject: {
      ...product,
      checkAnswers: (form, raw, options) => {
        const checked = product.checkAnswers(form, raw, options);
        const strange = Object.keys(raw as object).includes('rest') ? { rest: 'x' } : {};
        return { ...checked, answers: { ...checked.answers, ...strange } };
      },
    },
  },
};
