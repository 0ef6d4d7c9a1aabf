import type { Finding } from '../runtime.ts';

/** One thing that the import did; `pointer` leads into the foreign file. */
export interface ImportEntry {
  readonly pointer: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What became of a foreign form: nothing is lost without an entry. */
export interface ImportReport {
  /** Components taken over. */
  readonly kept: readonly ImportEntry[];
  /** Written in another way that means the same here. */
  readonly changed: readonly ImportEntry[];
  /** Code, foreign sources and field types that have no place here. */
  readonly refused: readonly ImportEntry[];
  /** Settings that the run-time doesn't know. */
  readonly dropped: readonly ImportEntry[];
}

export type Outcome = keyof ImportReport;

/** Takes notes while a form is imported. */
export interface Notes {
  note(outcome: Outcome, pointer: string, code: string, params?: Finding['params']): void;
}

/** An empty notebook and the report that it fills. */
export function takeNotes(): { readonly notes: Notes; readonly report: ImportReport } {
  const report = { kept: [], changed: [], refused: [], dropped: [] } as Record<Outcome, ImportEntry[]>;
  return {
    report,
    notes: { note: (outcome, pointer, code, params = {}) => report[outcome].push({ pointer, code, params }) },
  };
}
