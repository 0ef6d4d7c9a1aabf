import type { Link } from '../../domain/links/link.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Ports } from '../ports.ts';
import { linkState } from './link-state.ts';
import { hashOfSecret, looksLikeSecret } from './secrets.ts';

/**
 * The link behind a session's cookie. A link that was spent in the meantime is still given (its person may read the confirmation);
 * one that was revoked, has expired or is locked is `gone`. Reads only.
 */
export async function currentLink(
  ports: Pick<Ports, 'store' | 'now'>,
  token: string,
): Promise<Result<{ readonly link: Link; readonly sessionHash: string }>> {
  const missing = fail('not-signed-in', { reason: 'link-session-missing' });
  if (!looksLikeSecret(token)) return missing;
  const sessionHash = hashOfSecret(token);
  const session = await ports.store.read('session', { sessionHash });
  const now = ports.now();
  if (session === undefined || session.kind !== 'link' || session.linkHash === undefined || session.expiresAt <= now)
    return missing;
  const link = await ports.store.read('link', { linkHash: session.linkHash as Link['linkHash'] });
  if (link === undefined) return missing;
  const state = linkState(link, now);
  return state === 'live' || state === 'spent' ? ok({ link, sessionHash }) : fail('gone', { reason: `link-${state}` });
}

/** Ends a link session at once („zakończ i wyczyść”); the link itself stays as it was. */
export async function endLinkSession(ports: Pick<Ports, 'store'>, sessionHash: string): Promise<Result<void>> {
  return ports.store.commit([{ remove: 'session', key: { sessionHash } }]);
}
