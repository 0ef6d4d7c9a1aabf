import type { Result } from '../result.ts';

/** Turns a complete HTML page into a tagged PDF (A4, fonts embedded). */
export interface Printer {
  print(html: string): Promise<Result<Uint8Array>>;
}

/** Renders a precompiled template (`documents/referral`, `mails/task-opened.pl`, `pages/desk/inbox`) with a plain model. */
export interface Templates {
  has(name: string): boolean;
  render(name: string, model: object): string;
}
