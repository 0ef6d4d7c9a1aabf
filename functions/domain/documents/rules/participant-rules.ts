import type { Rule } from './rule.ts';

/** Rules of the participant's documents (catalogue A). */
export const participantRules: readonly Rule[] = [];
