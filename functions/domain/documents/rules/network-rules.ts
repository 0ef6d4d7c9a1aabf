import type { Rule } from './rule.ts';

/** Rules of the network's and research documents (catalogue B and C). */
export const networkRules: readonly Rule[] = [];
