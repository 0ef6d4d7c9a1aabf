import type { Rule } from '../rules/rule.ts';
import { countComments } from './consultation-summary.ts';

/** The agreement is not approved while a comment of the consultation waits for its answer (B12, B13). */
export const noOpenComment: Rule = {
  name: 'no-open-comment',
  when: 'sign',
  check: (_answers, context) => {
    const { open } = countComments(context.earlier);
    return open > 0 ? [{ pointer: '/consultationSummary', code: 'no-open-comment', params: { open } }] : [];
  },
};
