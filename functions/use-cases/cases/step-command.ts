import type { Case } from '../../domain/cases/case.ts';
import type { CaseId } from '../../domain/ids.ts';
import type { Result } from '../../domain/result.ts';
import type { Ports } from '../ports.ts';
import type { CaseChanges } from './case-changes.ts';

/** What a workflow sends when it does something itself (ADR 0005); ids and codes only. */
export interface ApplyStepInput {
  readonly caseId: CaseId;
  readonly process: string;
  /** `<process>/<State>` */
  readonly step: string;
  readonly command: string;
  readonly execution: string;
  readonly entered: string;
  /** True on the last state of a path. */
  readonly ends?: boolean;
  readonly at?: string;
  readonly error?: string;
}

/** What the next state reads. */
export type StepOutput = Readonly<Record<string, string | number | boolean>>;

export type StepPorts = Pick<
  Ports,
  'store' | 'forms' | 'now' | 'newId' | 'randomBytes' | 'keyedHash' | 'baseUrl' | 'anonymous' | 'log'
>;

/** One command: adds its changes to the case's and gives the output. Applied again by a resumed process it must change nothing. */
export type StepCommand = (
  ports: StepPorts,
  changes: CaseChanges,
  input: ApplyStepInput,
) => Promise<Result<StepOutput>>;

/** The current document of a slug. */
export const documentOf = (ports: Pick<Ports, 'store'>, found: Case, slug: string) => {
  const documentId = found.documents[slug];
  return documentId === undefined ? undefined : ports.store.read('document', { caseId: found.caseId, documentId });
};
