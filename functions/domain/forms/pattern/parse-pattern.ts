/** A set of UTF-16 code units as inclusive ranges, ascending. */
export type CharSet = readonly (readonly [number, number])[];

export type PatternNode =
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'sequence'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly item: PatternNode; readonly min: number; readonly max: number };

/** Why a pattern is not understood: look-around, back references and the like could not be matched in linear time. */
export class PatternProblem extends Error {}

const LAST = 0xffff;
const DIGIT: CharSet = [[48, 57]];
const WORD: CharSet = [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
];
const SPACE: CharSet = [
  9,
  10,
  11,
  12,
  13,
  32,
  160,
  0x1680,
  ...range(0x2000, 0x200a),
  0x2028,
  0x2029,
  0x202f,
  0x205f,
  0x3000,
  0xfeff,
].map((code): readonly [number, number] => [code, code]);
const NOT_LINE_END: CharSet = negate([10, 13, 0x2028, 0x2029].map((code): readonly [number, number] => [code, code]));
const CONTROL: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13, 0: 0 };
const MAX_LENGTH = 500;
const MAX_DEPTH = 20;

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

function merge(set: CharSet): CharSet {
  const merged: [number, number][] = [];
  for (const [from, to] of [...set].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

function negate(set: CharSet): CharSet {
  const gaps: [number, number][] = [];
  let from = 0;
  for (const [start, end] of merge(set)) {
    if (start > from) gaps.push([from, start - 1]);
    from = end + 1;
  }
  if (from <= LAST) gaps.push([from, LAST]);
  return gaps;
}

const CLASSES: Readonly<Record<string, CharSet>> = {
  d: DIGIT,
  D: negate(DIGIT),
  w: WORD,
  W: negate(WORD),
  s: SPACE,
  S: negate(SPACE),
};

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): PatternNode {
    if (this.#text.length > MAX_LENGTH) throw new PatternProblem('too-long');
    const node = this.#choice(0);
    if (this.#at < this.#text.length) throw new PatternProblem('unbalanced');
    return node;
  }

  #peek(): string | undefined {
    return this.#text[this.#at];
  }

  #take(expected: string): boolean {
    if (!this.#text.startsWith(expected, this.#at)) return false;
    this.#at += expected.length;
    return true;
  }

  #choice(depth: number): PatternNode {
    if (depth > MAX_DEPTH) throw new PatternProblem('too-deep');
    const items = [this.#sequence(depth)];
    while (this.#take('|')) items.push(this.#sequence(depth));
    return items.length === 1 && items[0] ? items[0] : { kind: 'choice', items };
  }

  #sequence(depth: number): PatternNode {
    // Anchors say nothing new at the ends, since the whole answer must match; elsewhere they are refused by #atom.
    if (depth === 0) this.#take('^');
    const items: PatternNode[] = [];
    for (let next = this.#peek(); next !== undefined && next !== '|' && next !== ')'; next = this.#peek()) {
      if (depth === 0 && next === '$' && [undefined, '|'].includes(this.#text[this.#at + 1])) {
        this.#at += 1;
        break;
      }
      items.push(this.#quantified(this.#atom(depth)));
    }
    return { kind: 'sequence', items };
  }

  #quantified(item: PatternNode): PatternNode {
    const bounds = this.#bounds();
    if (!bounds) return item;
    this.#take('?'); // lazy or greedy: the same answers match
    if (this.#bounds()) throw new PatternProblem('double-quantifier');
    return { kind: 'repeat', item, min: bounds[0], max: bounds[1] };
  }

  #bounds(): readonly [number, number] | undefined {
    if (this.#take('*')) return [0, Number.POSITIVE_INFINITY];
    if (this.#take('+')) return [1, Number.POSITIVE_INFINITY];
    if (this.#take('?')) return [0, 1];
    const counted = /^\{(\d{1,4})(,(\d{0,4}))?\}/.exec(this.#text.slice(this.#at, this.#at + 12));
    if (!counted) return undefined;
    this.#at += counted[0].length;
    const min = Number(counted[1]);
    const max = counted[2] === undefined ? min : counted[3] === '' ? Number.POSITIVE_INFINITY : Number(counted[3]);
    if (max < min) throw new PatternProblem('bounds');
    return [min, max];
  }

  #atom(depth: number): PatternNode {
    const char = this.#peek() ?? '';
    this.#at += 1;
    if (char === '(') return this.#group(depth);
    if (char === '[') return { kind: 'set', set: this.#charClass() };
    if (char === '.') return { kind: 'set', set: NOT_LINE_END };
    if (char === '\\') return { kind: 'set', set: this.#escape() };
    if ('^$*+?{}]'.includes(char)) throw new PatternProblem('unsupported');
    return { kind: 'set', set: single(char.charCodeAt(0)) };
  }

  #group(depth: number): PatternNode {
    if (!this.#take('?:') && this.#peek() === '?') throw new PatternProblem('unsupported');
    const inside = this.#choice(depth + 1);
    if (!this.#take(')')) throw new PatternProblem('unbalanced');
    return inside;
  }

  #charClass(): CharSet {
    const negated = this.#take('^');
    const sets: CharSet[] = [];
    while (!this.#take(']')) {
      const from = this.#classMember();
      const isRange = this.#peek() === '-' && this.#text[this.#at + 1] !== ']';
      if (!isRange) {
        sets.push(from);
        continue;
      }
      this.#at += 1;
      const [start, end] = [onlyCode(from), onlyCode(this.#classMember())];
      if (end < start) throw new PatternProblem('bounds');
      sets.push([[start, end]]);
    }
    return negated ? negate(sets.flat()) : merge(sets.flat());
  }

  #classMember(): CharSet {
    const char = this.#peek();
    if (char === undefined) throw new PatternProblem('unbalanced');
    this.#at += 1;
    return char === '\\' ? this.#escape() : single(char.charCodeAt(0));
  }

  #escape(): CharSet {
    const char = this.#peek();
    if (char === undefined) throw new PatternProblem('unbalanced');
    this.#at += 1;
    const known = CLASSES[char];
    if (known) return known;
    const control = CONTROL[char];
    if (control !== undefined && !/\d/.test(this.#peek() ?? '')) return single(control);
    if (char === 'x') return this.#code(2);
    if (char === 'u') return this.#code(4);
    if (/[A-Za-z0-9]/.test(char)) throw new PatternProblem('unsupported'); // \b, \1, \p, \k ...
    return single(char.charCodeAt(0));
  }

  #code(digits: number): CharSet {
    const hex = this.#text.slice(this.#at, this.#at + digits);
    if (hex.length !== digits || !/^[0-9a-fA-F]+$/.test(hex)) throw new PatternProblem('unsupported');
    this.#at += digits;
    return single(Number.parseInt(hex, 16));
  }
}

const single = (code: number): CharSet => [[code, code]];

function onlyCode(set: CharSet): number {
  const [first] = set;
  if (!first || set.length !== 1 || first[0] !== first[1]) throw new PatternProblem('unsupported');
  return first[0];
}

/** The tree of a regular expression that must match a whole answer; throws `PatternProblem` for what can't be matched in linear time. */
export const parsePattern = (pattern: string): PatternNode => new Reader(pattern).whole();
