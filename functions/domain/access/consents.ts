import type { Document } from '../documents/document.ts';
import type { SignOff } from '../sign-offs/sign-off.ts';
import type { LocalDate } from '../time.ts';
import type { AccessObject } from './verdict.ts';

/** What each ticked scope of a data-sharing consent (A14) opens. The general part of the card alone opens nothing: it can't be cut out yet. */
const OPENS: Readonly<Record<string, string>> = {
  ipd: 'individual-action-plan',
  advisoryDetailed: 'advisory-card',
  diagnosis: 'diagnostic-report',
  changeReport: 'change-report',
};

/** Slugs of the documents that a consent may release. */
export const RELEASABLE: readonly string[] = Object.values(OPENS);

type Consent = NonNullable<AccessObject['consents']>[number];

const isTicked = (scope: unknown, name: string): boolean =>
  typeof scope === 'object' && scope !== null && (scope as Record<string, unknown>)[name] === true;

/** Both people have signed this very content and neither signature was voided. */
const isSignedByBoth = (document: Document, signOffs: readonly SignOff[]): boolean =>
  ['participant', 'caseManager'].every((role) =>
    signOffs.some(
      (one) =>
        one.documentId === document.documentId &&
        one.role === role &&
        one.decision === 'signed' &&
        one.hash === document.hash &&
        one.voidedAt === undefined,
    ),
  );

/**
 * The organisations to which a document of a case is released today: by consents that participant and lead helper have both granted and
 * signed, that have not expired and were not withdrawn, and that name this document. One missing fact and nothing is released.
 */
export function consentsFor(
  slug: string,
  documents: readonly Document[],
  signOffs: readonly SignOff[],
  today: LocalDate,
): readonly Consent[] {
  return documents.flatMap((document): readonly Consent[] => {
    if (document.form.slug !== 'data-sharing-consent') return [];
    if (document.status !== 'signed' && document.status !== 'active') return [];
    const answers = document.answers ?? {};
    const { recipient, validTo, withdrawnAt } = answers;
    const areGranted = answers.participantDecision === 'grant' && answers.helperDecision === 'grant';
    const isValid = typeof validTo === 'string' && validTo.slice(0, 10) >= today && !withdrawnAt;
    const names = Object.entries(OPENS).some(([name, opened]) => opened === slug && isTicked(answers.scope, name));
    if (!areGranted || !isValid || !names || answers.benefitCheck !== 'yes') return [];
    if (typeof recipient !== 'string' || recipient === '' || !isSignedByBoth(document, signOffs)) return [];
    const special = answers.includesSpecial === 'yes' && answers.includesSpecialTick === true;
    return [{ organisationId: recipient, special }];
  });
}
