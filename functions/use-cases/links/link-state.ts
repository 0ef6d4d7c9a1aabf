import type { Link } from '../../domain/links/link.ts';
import type { Instant } from '../../domain/time.ts';

/** Wrong codes after which a link locks for good. */
export const MAX_WRONG_CODES = 5;

/** Where a link stands; only a live one opens anything. */
export type LinkState = 'live' | 'revoked' | 'expired' | 'spent' | 'locked';

export function linkState(link: Link, now: Instant): LinkState {
  if (link.revokedAt !== undefined) return 'revoked';
  if (link.expiresAt <= now) return 'expired';
  if (link.spentAt !== undefined) return 'spent';
  return link.wrongCodes >= MAX_WRONG_CODES ? 'locked' : 'live';
}
