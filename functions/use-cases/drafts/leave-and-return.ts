import type { Draft } from '../../domain/documents/document.ts';
import type { Link } from '../../domain/links/link.ts';
import { linkTarget } from '../../domain/links/link-target.ts';
import { ok, type Result } from '../../domain/result.ts';
import { type Instant, instant } from '../../domain/time.ts';
import { issueLink } from '../links/issue-link.ts';
import { revocation } from '../links/revoke-link.ts';
import type { Ports } from '../ports.ts';

/** Address and code for coming back; both are needed, and both are shown once. */
export interface ReturnTicket {
  readonly url: string;
  readonly code: string;
  readonly expiresAt: Instant;
}

/**
 * Issues a resume link with its code for a stored draft. Earlier resume links of the draft end, so that a lost note opens nothing.
 * The link ends with the draft.
 */
export async function issueReturnTicket(
  ports: Pick<Ports, 'store' | 'now' | 'randomBytes' | 'keyedHash' | 'baseUrl'>,
  draft: Draft,
  target: Link['target'],
  createdBy: string,
): Promise<Result<ReturnTicket>> {
  const now = ports.now();
  const older = await resumeLinksOf(ports, target);
  const { record, url, code } = issueLink(ports, {
    kind: 'resume',
    target,
    validFor: 'P14D',
    createdBy,
  });
  const expiresAt = draft.expiresAt < record.expiresAt ? draft.expiresAt : record.expiresAt;
  const written = await ports.store.commit([
    { put: 'link', record: { ...record, expiresAt } },
    ...older.filter((link) => link.revokedAt === undefined).map((link) => revocation(link, now)),
  ]);
  return written.ok ? ok({ url, code, expiresAt }) : written;
}

const resumeLinksOf = async (ports: Pick<Ports, 'store'>, target: Link['target']): Promise<readonly Link[]> => {
  const { items } = await ports.store.list('links-of-target', { target: linkTarget(target) }, { limit: 50 });
  return items.filter((link) => link.kind === 'resume');
};

/** Days of life that a draft without a task has. */
const DRAFT_DAYS = 14;

export const draftExpiry = (now: Instant): Instant => instant(Date.parse(now) + DRAFT_DAYS * 86_400_000);
