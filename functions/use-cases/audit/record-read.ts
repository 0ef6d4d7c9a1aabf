import { readsChain } from '../../domain/audit/chains.ts';
import type { Actor } from '../../domain/directory/directory.ts';
import type { Result } from '../../domain/result.ts';
import type { Ports } from '../ports.ts';
import { commitWithTrail } from './trail.ts';

/** The actor as events name them: ids only, both people of a substitution. */
export const byOf = (actor: Pick<Actor, 'personId' | 'role' | 'substitutes'>) => ({
  who: actor.personId,
  role: actor.role,
  ...(actor.substitutes === undefined ? {} : { substitutes: actor.substitutes }),
});

/**
 * Writes down that somebody saw special data (or exported a document) before it is shown; when it can't be written, it is not shown.
 * Call it from every use case that opens a document of level `special` for a person other than the participant.
 */
export const recordRead = (
  ports: Pick<Ports, 'store' | 'now'>,
  actor: Pick<Actor, 'personId' | 'role' | 'substitutes'>,
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
