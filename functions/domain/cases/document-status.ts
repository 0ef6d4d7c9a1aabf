import type { DocumentStatus } from '../documents/document.ts';

/** Where a document may go from each status (documents.md, section 0); an immutable one changes only by a new document. */
export const DOCUMENT_TRANSITIONS = {
  draft: ['submitted', 'signed', 'withdrawn', 'expired'],
  submitted: ['returned', 'approved', 'signed', 'refused', 'withdrawn', 'expired', 'active'],
  returned: ['draft', 'submitted', 'withdrawn', 'expired'],
  approved: ['returned', 'signed', 'active', 'refused', 'closed', 'withdrawn', 'expired'],
  signed: ['active', 'superseded', 'closed', 'withdrawn'],
  active: ['superseded', 'closed', 'withdrawn', 'expired'],
  superseded: [],
  closed: [],
  refused: [],
  withdrawn: [],
  expired: [],
} satisfies Record<DocumentStatus, readonly DocumentStatus[]>;

/** Whether a document may go from one status to the other; staying is always allowed. */
export const mayBecome = (from: DocumentStatus, to: DocumentStatus): boolean =>
  from === to || (DOCUMENT_TRANSITIONS[from] as readonly DocumentStatus[]).includes(to);

/** Whether the content may still be edited in place. */
export const isOpenContent = (status: DocumentStatus): boolean =>
  status === 'draft' || status === 'submitted' || status === 'returned' || status === 'approved';
