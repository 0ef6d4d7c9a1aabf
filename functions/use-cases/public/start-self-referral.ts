import type { Draft } from '../../domain/documents/document.ts';
import { emptyAnswers, loadForm } from '../../domain/forms/index.ts';
import type { OrganisationId, SubjectId } from '../../domain/ids.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { draftExpiry } from '../drafts/leave-and-return.ts';
import { linkSession } from '../links/exchange-link.ts';
import { issueLink } from '../links/issue-link.ts';
import { newSecret } from '../links/secrets.ts';
import type { Ports } from '../ports.ts';

/** Slug of the document with which a person asks to join (A1). */
const SELF_REFERRAL = 'referral';

/**
 * A person begins their own referral on a club's page: a draft of their own, a narrow session for it, nothing else. The session's link
 * is never shown; coming back on another device takes a return ticket.
 */
export async function startSelfReferral(
  ports: Pick<Ports, 'store' | 'forms' | 'now' | 'newId' | 'randomBytes' | 'keyedHash' | 'baseUrl'>,
  input: { readonly organisationId: string },
): Promise<Result<{ readonly token: string }>> {
  const club = await ports.store.read('organisation', { organisationId: input.organisationId as OrganisationId });
  if (club === undefined || club.kind !== 'kis') return fail('not-found');
  const version = await ports.forms.current(SELF_REFERRAL, club.regionId);
  if (version === undefined) return fail('unavailable');
  const now = ports.now();
  const draft: Draft = {
    draftId: ports.newId(),
    form: { slug: version.slug, scope: version.scope, number: version.number },
    purpose: { kind: 'self-referral', id: club.organisationId },
    answers: { ...emptyAnswers(loadForm(version, 'pl')), referralSource: 'self' },
    subjectId: ports.newId() as SubjectId,
    page: 0,
    savedAt: now,
    expiresAt: draftExpiry(now),
    version: 1,
  };
  const { record } = issueLink(ports, {
    kind: 'personal',
    target: { kind: 'draft', draftId: draft.draftId },
    validFor: 'PT12H',
    createdBy: 'participant',
  });
  const token = newSecret(ports.randomBytes);
  const written = await ports.store.commit([
    { put: 'draft', record: draft },
    { put: 'link', record },
    { put: 'session', record: linkSession(token, record, now) },
  ]);
  return written.ok ? ok({ token }) : written;
}
