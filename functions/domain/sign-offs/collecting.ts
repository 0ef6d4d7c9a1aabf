import type { Document } from '../documents/document.ts';
import type { Instant } from '../time.ts';
import type { SignOff } from './sign-off.ts';

/** Whether a sign-off stands: a signature under exactly this content that nothing has voided. */
export const stands = (signOff: SignOff, document: Pick<Document, 'hash'>): boolean =>
  signOff.decision === 'signed' && signOff.voidedAt === undefined && signOff.hash === document.hash;

/** Roles that have signed this content. */
export const signedBy = (signOffs: readonly SignOff[], document: Pick<Document, 'hash'>): readonly string[] =>
  signOffs.filter((signOff) => stands(signOff, document)).map(({ role }) => role);

/** Roles whose signature is still missing under this content, in the order of the paper. */
export const missingRoles = (
  roles: readonly string[],
  signOffs: readonly SignOff[],
  document: Pick<Document, 'hash'>,
): readonly string[] => {
  const signed = new Set(signedBy(signOffs, document));
  return roles.filter((role) => !signed.has(role));
};

/** The sign-offs that a change of content voids, as they are stored afterwards: every standing one that was bound to another content. */
export const voidedBy = (signOffs: readonly SignOff[], newHash: string, at: Instant): readonly SignOff[] =>
  signOffs
    .filter((signOff) => signOff.voidedAt === undefined && signOff.hash !== newHash)
    .map((signOff) => ({ ...signOff, voidedAt: at, version: signOff.version + 1 }));
