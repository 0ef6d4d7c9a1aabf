import { createContext, Script } from 'node:vm';

/** How much one JSONata expression may take before it fails alone instead of holding up every other run; ours. */
export const expressionLimits = {
  milliseconds: 2_000,
  steps: 1_000_000,
  depth: 300,
  regexMilliseconds: 250,
  items: 200_000,
} as const;

const sandbox = createContext({ __proto__: null, expression: null, text: '' });
const execScript = new Script('expression.exec(text)');

/** A RegExp whose matching stops after a quarter of a second: a backtracking bomb is an error, not a halted engine. */
export class BoundedRegExp extends RegExp {
  override exec(text: string): RegExpExecArray | null {
    if (text.length < 17) return super.exec(text);
    const plain = new RegExp(this.source, this.flags);
    plain.lastIndex = this.lastIndex;
    Object.assign(sandbox, { expression: plain, text });
    try {
      const match = execScript.runInContext(sandbox, {
        timeout: expressionLimits.regexMilliseconds,
      }) as RegExpExecArray | null;
      this.lastIndex = plain.lastIndex;
      return match;
    } finally {
      Object.assign(sandbox, { expression: null, text: '' });
    }
  }
}
