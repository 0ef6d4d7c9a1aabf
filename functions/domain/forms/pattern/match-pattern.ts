import { type Automaton, buildAutomaton } from './automaton.ts';
import { type CharSet, PatternProblem, parsePattern } from './parse-pattern.ts';

/** A compiled pattern: `source` as it was written. */
export interface Pattern {
  readonly source: string;
  /** True when the whole text matches. Time grows with the text's length times the pattern's, whatever both are. */
  readonly matches: (text: string) => boolean;
}

const holds = (set: CharSet, code: number): boolean => set.some(([from, to]) => code >= from && code <= to);

function run(automaton: Automaton, text: string): boolean {
  const { sets, follow, first, last } = automaton;
  if (text === '') return automaton.acceptsEmpty;
  let possible: Iterable<number> = first;
  let reached = new Set<number>();
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    reached = new Set();
    for (const state of possible) if (!reached.has(state) && holds(sets[state] ?? [], code)) reached.add(state);
    if (reached.size === 0) return false;
    const next = new Set<number>();
    for (const state of reached) for (const target of follow[state] ?? []) next.add(target);
    possible = next;
  }
  for (const state of reached) if (last.has(state)) return true;
  return false;
}

/** Compiles a pattern for a whole answer; undefined when it isn't one that can be matched in linear time. */
export function compilePattern(source: string): Pattern | undefined {
  try {
    const automaton = buildAutomaton(parsePattern(source));
    return { source, matches: (text) => run(automaton, text) };
  } catch (error) {
    if (!(error instanceof PatternProblem)) throw error;
    return undefined;
  }
}
