import type { Json } from '../../infra/local/step-functions/core/model.ts';

/** What one Lambda call of a recorded run answered, in the order of the calls. */
export interface RecordedAnswer {
  readonly state: string;
  readonly returns?: Json;
  readonly fails?: { readonly error?: string; readonly cause?: Json };
  readonly silent?: boolean;
}

export interface RecordedEvent {
  readonly id: number | readonly number[];
  readonly previousEventId: number;
  readonly type: string;
  readonly [details: string]: unknown;
}

/** One run recorded on AWS, as a case file holds it. */
export interface CaseFile {
  readonly id: string;
  readonly area: string;
  readonly queryLanguage: string;
  /** `dd-mm-yyyy, hh:mm:ss` */
  readonly recorded: string;
  readonly definition: Json;
  readonly input: Json;
  readonly answers?: readonly RecordedAnswer[];
  readonly expected: {
    readonly status: string;
    readonly order: 'ordered' | 'unordered';
    readonly history: readonly RecordedEvent[];
  };
}

/** Recordings older than December 2024 lack fields that AWS has added since. */
export const isOldRecording = (recorded: string): boolean => {
  const [, day, month, year] = /^(\d\d)-(\d\d)-(\d{4})/.exec(recorded) ?? [];
  return `${year}-${month}-${day}` < '2024-12-01';
};
