import { readsChain } from '../../domain/audit/chains.ts';
import type { Actor } from '../../domain/directory/directory.ts';
import type { Level } from '../../domain/forms/definition.ts';
import { ok, type Result } from '../../domain/result.ts';
import { byOf } from '../acting.ts';
import type { Ports } from '../ports.ts';
import { commitWithTrail } from './trail.ts';

/**
 * Writes down that somebody saw special data (or exported a document) before it is shown; when it can't be written, it is not shown.
 * Call it from every use case that opens a document of level `special` for a person other than the participant.
 */
export const recordRead = (
  ports: Pick<Ports, 'store' | 'now'>,
  actor: Actor,
  read: {
    readonly caseId: string;
    readonly document: string;
    readonly documentId: string;
    readonly how: 'special-data-read' | 'document-exported' | 'content-opened' | 'package-viewed';
    /** A code or a reference, never free text about a person. */
    readonly reason?: string;
  },
): Promise<Result<void>> =>
  commitWithTrail(ports, readsChain(read.caseId), [
    {
      type: read.how,
      at: ports.now(),
      by: byOf(actor),
      data: {
        document: read.document,
        documentId: read.documentId,
        ...(read.reason === undefined ? {} : { reason: read.reason }),
      },
    },
  ]);

/** As `recordRead`, for a document that is about to be shown: nothing is written when nobody sees special data. */
export async function recordSeen(
  ports: Pick<Ports, 'store' | 'now'>,
  actor: Actor,
  seen: {
    readonly caseId: string;
    readonly document: string;
    readonly documentId: string;
    /** Level of the form, and how far the reader sees. */
    readonly formLevel: string | undefined;
    readonly level: Level;
    readonly how: 'special-data-read' | 'document-exported';
  },
): Promise<Result<void>> {
  const { formLevel, level, ...read } = seen;
  return formLevel === 'special' && level === 'special' ? recordRead(ports, actor, read) : ok(undefined);
}
