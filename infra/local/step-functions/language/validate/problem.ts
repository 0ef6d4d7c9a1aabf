/** One thing wrong with a definition: `path` is a JSON pointer into it, `code` AWS's class of problem, `reason` a sentence. */
export interface Problem {
  readonly severity: 'ERROR' | 'WARNING';
  readonly code: string;
  readonly rule: string;
  readonly reason: string;
  readonly path: string;
}
