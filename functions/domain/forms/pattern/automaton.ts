import { type CharSet, type PatternNode, PatternProblem } from './parse-pattern.ts';

/** A position automaton (Glushkov): a state per character of the pattern, no empty moves; so its size bounds the work. */
export interface Automaton {
  readonly sets: readonly CharSet[];
  readonly follow: readonly (readonly number[])[];
  readonly first: readonly number[];
  readonly last: ReadonlySet<number>;
  readonly acceptsEmpty: boolean;
  /** True when one step can be taken in two ways, as in `(a+)+`: within the inner loop, or by beginning the outer one anew. */
  readonly doubleStep: boolean;
}

interface Fragment {
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly nullable: boolean;
}

const EMPTY: Fragment = { first: [], last: [], nullable: true };
const MAX_POSITIONS = 600;

/** True when the part of a pattern can match nothing at all. */
export function isNullable(node: PatternNode): boolean {
  switch (node.kind) {
    case 'set':
      return false;
    case 'sequence':
      return node.items.every(isNullable);
    case 'choice':
      return node.items.some(isNullable);
    default:
      return node.min === 0 || isNullable(node.item);
  }
}

/** Builds the automaton; counted repeats are written out, so a pattern with too many positions is refused. */
export function buildAutomaton(root: PatternNode): Automaton {
  const sets: CharSet[] = [];
  const follow: Set<number>[] = [];
  let doubleStep = false;
  const link = (from: readonly number[], to: readonly number[]): void => {
    for (const state of from)
      for (const next of to) {
        doubleStep ||= follow[state]?.has(next) === true;
        follow[state]?.add(next);
      }
  };
  const join = (left: Fragment, right: Fragment): Fragment => {
    link(left.last, right.first);
    return {
      first: left.nullable ? [...left.first, ...right.first] : left.first,
      last: right.nullable ? [...left.last, ...right.last] : right.last,
      nullable: left.nullable && right.nullable,
    };
  };
  const build = (node: PatternNode): Fragment => {
    switch (node.kind) {
      case 'set': {
        if (sets.length >= MAX_POSITIONS) throw new PatternProblem('too-long');
        const state = sets.push(node.set) - 1;
        follow.push(new Set());
        return { first: [state], last: [state], nullable: false };
      }
      case 'sequence':
        return node.items.reduce((left, item) => join(left, build(item)), EMPTY);
      case 'choice': {
        const parts = node.items.map(build);
        return {
          first: parts.flatMap((part) => part.first),
          last: parts.flatMap((part) => part.last),
          nullable: parts.some((part) => part.nullable),
        };
      }
      default:
        return repeat(node.item, node.min, node.max);
    }
  };
  const repeat = (item: PatternNode, min: number, max: number): Fragment => {
    let whole = EMPTY;
    const required = max === Number.POSITIVE_INFINITY ? Math.max(min - 1, 0) : min;
    for (let count = 0; count < required; count += 1) whole = join(whole, build(item));
    if (max === Number.POSITIVE_INFINITY) {
      const loop = build(item);
      link(loop.last, loop.first);
      return join(whole, { ...loop, nullable: loop.nullable || min === 0 });
    }
    // Optional copies nest, (a(a)?)?, so that the moves between them stay linear in their number.
    let tail = EMPTY;
    for (let count = 0; count < max - min; count += 1) tail = { ...join(build(item), tail), nullable: true };
    return join(whole, tail);
  };
  const whole = build(root);
  return {
    sets,
    follow: follow.map((states) => [...states]),
    first: whole.first,
    last: new Set(whole.last),
    acceptsEmpty: whole.nullable,
    doubleStep,
  };
}
