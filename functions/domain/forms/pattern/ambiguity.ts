import { type Automaton, buildAutomaton, isNullable } from './automaton.ts';
import { type CharSet, type PatternNode, PatternProblem, parsePattern } from './parse-pattern.ts';

/** What a backtracking engine would make of a pattern. */
export type PatternVerdict = 'sound' | 'backtracks' | 'not-understood' | 'too-complicated';

/** Loop-free ways through a pattern that a backtracking engine may try one after another. */
const PATH_CAP = 10_000;
/** Steps that one judgement, or all of one form, may take (well under 100 ms). */
const WORK_CAP = 150_000;

class TooMuchWork extends Error {}

/** Steps that judgements may still take. */
export interface Work {
  left: number;
}

/**
 * Judges a pattern for tools that match by backtracking (ours doesn't): `sound` means that on no text more than a bounded
 * number of ways has to be tried per character. Errs on the side of refusing.
 *
 * Exponential work needs a loop that can be walked in two ways over one text; quadratic and worse needs two loops that can
 * follow each other over one text. Both are looked for in the product of the automaton with itself. Counted repeats are looked
 * at twice, as loops and written out: the pattern is sound when either view is.
 */
export function judgePattern(source: string, work: Work = { left: WORK_CAP }): PatternVerdict {
  try {
    charge(work, source.length);
    const tree = parsePattern(source);
    if (repeatsNothing(tree)) return 'backtracks';
    const loops = build(asLoops(tree), work);
    const written = build(tree, work);
    const views = [loops, ...(countPaths(written, work) <= PATH_CAP ? [written] : [])];
    return views.some((view) => !isAmbiguous(view, work)) ? 'sound' : 'backtracks';
  } catch (error) {
    if (error instanceof TooMuchWork) return 'too-complicated';
    if (!(error instanceof PatternProblem)) throw error;
    return error.message === 'too-long' ? 'too-complicated' : 'not-understood';
  }
}

function charge(work: Work, steps: number): void {
  work.left -= steps;
  if (work.left < 0) throw new TooMuchWork();
}

function build(tree: PatternNode, work: Work): Automaton {
  const automaton = buildAutomaton(tree);
  charge(work, automaton.follow.reduce((sum, next) => sum + next.length + 1, 0) * 4);
  return automaton;
}

/** True when something that may be empty is repeated, `(a*)*` or `(a?){50}`: each copy may be taken or left. */
function repeatsNothing(node: PatternNode): boolean {
  if (node.kind === 'set') return false;
  if (node.kind !== 'repeat') return node.items.some(repeatsNothing);
  return (node.max > 1 && isNullable(node.item)) || repeatsNothing(node.item);
}

/** Counted repeats as loops: `x{2,9}` reads like `x+`, which allows every way that the count allows. */
function asLoops(node: PatternNode): PatternNode {
  if (node.kind === 'set') return node;
  if (node.kind !== 'repeat') return { ...node, items: node.items.map(asLoops) };
  const item = asLoops(node.item);
  return node.max > 1
    ? { kind: 'repeat', item, min: Math.min(node.min, 1), max: Number.POSITIVE_INFINITY }
    : { ...node, item };
}

/** Each state's characters as a set of alphabet atoms (bits): two states share a character when their bits meet. */
function atomsOf(sets: readonly CharSet[]): readonly bigint[] {
  const starts = [...new Set(sets.flatMap((set) => set.flatMap(([from, to]) => [from, to + 1])))].sort((a, b) => a - b);
  return sets.map((set) =>
    starts.reduce(
      (bits, start, at) => (set.some(([from, to]) => start >= from && start <= to) ? bits | (1n << BigInt(at)) : bits),
      0n,
    ),
  );
}

/** Component numbers of states that lie on a common loop; -1 for states on none. */
function loopsOf({ follow }: Pick<Automaton, 'follow'>, work: Work): readonly number[] {
  const looping = withinLoops(follow, work);
  const inside = (state: number): readonly number[] => (follow[state] ?? []).filter((next) => looping.has(next));
  const reach = new Map([...looping].map((state) => [state, reachable([state], inside, work)]));
  return follow.map((_, state) => {
    const ahead = reach.get(state);
    return ahead?.has(state) ? Math.min(...[...ahead].filter((other) => reach.get(other)?.has(state))) : -1;
  });
}

/** States that can't be peeled off from the ends: all that lie on loops, and those between loops. */
function withinLoops(follow: Automaton['follow'], work: Work): ReadonlySet<number> {
  const left = new Set(follow.keys());
  for (let before = -1; before !== left.size; ) {
    before = left.size;
    charge(work, left.size * 4);
    const entered = new Set([...left].flatMap((state) => (follow[state] ?? []).filter((next) => left.has(next))));
    for (const state of [...left].reverse()) {
      const goesOn = (follow[state] ?? []).some((next) => left.has(next));
      if (!goesOn || !entered.has(state)) left.delete(state);
    }
  }
  return left;
}

/** Everything that can be reached in one step or more. */
function reachable(from: readonly number[], next: (state: number) => Iterable<number>, work: Work): Set<number> {
  const seen = new Set<number>();
  const stack = [...from];
  for (let state = stack.pop(); state !== undefined; state = stack.pop()) {
    for (const target of next(state)) {
      charge(work, 1);
      if (seen.has(target)) continue;
      seen.add(target);
      stack.push(target);
    }
  }
  return seen;
}

function isAmbiguous(automaton: Automaton, work: Work): boolean {
  if (automaton.doubleStep) return true;
  const atoms = atomsOf(automaton.sets);
  const loops = loopsOf(automaton, work);
  return hasDoubleLoop(automaton, atoms, loops, work) || hasLoopPair(automaton, atoms, loops, work);
}

/** A loop walked in two ways over one text: from (q,q) to two different states and back. */
function hasDoubleLoop({ follow }: Automaton, atoms: readonly bigint[], loops: readonly number[], work: Work): boolean {
  const size = follow.length;
  function* next(pair: number): Generator<number> {
    const [left, right] = [Math.floor(pair / size), pair % size];
    for (const a of follow[left] ?? [])
      for (const b of follow[right] ?? [])
        if (loops[a] === loops[left] && loops[b] === loops[right] && ((atoms[a] ?? 0n) & (atoms[b] ?? 0n)) !== 0n)
          yield a * size + b;
  }
  for (const [state, loop] of loops.entries()) {
    if (loop < 0) continue;
    const home = state * size + state;
    const away = [...reachable([home], next, work)].filter((pair) => Math.floor(pair / size) !== pair % size);
    if (away.some((pair) => reachable([pair], next, work).has(home))) return true;
  }
  return false;
}

/** Two loops that can follow each other over one text: p stays at p, goes from p to q, and stays at q, all over the same characters. */
function hasLoopPair({ follow }: Automaton, atoms: readonly bigint[], loops: readonly number[], work: Work): boolean {
  const size = follow.length;
  const looping = loops.flatMap((loop, state) => (loop < 0 ? [] : [state]));
  function* next(triple: number): Generator<number> {
    const [x, y, z] = [Math.floor(triple / (size * size)), Math.floor(triple / size) % size, triple % size];
    for (const a of follow[x] ?? []) {
      if (loops[a] !== loops[x]) continue;
      for (const c of follow[z] ?? []) {
        const shared = (atoms[a] ?? 0n) & (atoms[c] ?? 0n);
        if (loops[c] !== loops[z] || shared === 0n) continue;
        for (const b of follow[y] ?? []) if ((shared & (atoms[b] ?? 0n)) !== 0n) yield (a * size + b) * size + c;
      }
    }
  }
  return looping.some((p) => {
    const ahead = reachable([p], (state) => follow[state] ?? [], work);
    return looping.some(
      (q) =>
        q !== p && ahead.has(q) && reachable([(p * size + p) * size + q], next, work).has((p * size + q) * size + q),
    );
  });
}

/** Ways through the pattern when loops count once; stops counting above the cap. */
function countPaths({ follow, first, last }: Automaton, work: Work): number {
  const loops = loopsOf({ follow }, work);
  const counts = new Map<number, number>();
  const visiting = new Set<number>();
  const count = (state: number): number => {
    const known = counts.get(state);
    if (known !== undefined) return known;
    if (visiting.has(state)) return 0;
    visiting.add(state);
    const onward = (follow[state] ?? []).filter((next) => loops[next] !== loops[state] || loops[state] === -1);
    const total = onward.reduce((sum, next) => Math.min(sum + count(next), PATH_CAP + 1), last.has(state) ? 1 : 0);
    visiting.delete(state);
    counts.set(state, total);
    return total;
  };
  return first.reduce((sum, state) => Math.min(sum + count(state), PATH_CAP + 1), 1);
}

/** Judges the patterns of one form: each once, all within one budget, so that many of them can't add up to a hang. */
export function patternJudge(): (source: string) => PatternVerdict {
  const work: Work = { left: WORK_CAP };
  const known = new Map<string, PatternVerdict>();
  return (source) => {
    const verdict = known.get(source) ?? judgePattern(source, work);
    known.set(source, verdict);
    return verdict;
  };
}
