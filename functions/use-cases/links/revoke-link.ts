import type { Link } from '../../domain/links/link.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Change } from '../../domain/store/store.ts';
import type { Instant } from '../../domain/time.ts';
import type { Ports } from '../ports.ts';

/** The change that takes a link back from now on, for the transaction of whoever has a reason to. */
export const revocation = (link: Link, now: Instant): Change => ({
  put: 'link',
  record: { ...link, revokedAt: now, version: link.version + 1 },
});

/** The change that spends a link when the act behind it is finished; open links are never spent. */
export const spending = (link: Link, now: Instant): readonly Change[] =>
  link.kind === 'open'
    ? []
    : [{ put: 'link', record: { ...link, spentAt: now, lastUsedAt: now, version: link.version + 1 } }];

/** Takes a link back; `already-done` when it was. Sessions made from it end with their next request. */
export async function revokeLink(
  ports: Pick<Ports, 'store' | 'now'>,
  input: { readonly linkHash: string },
): Promise<Result<void>> {
  const link = await ports.store.read('link', { linkHash: input.linkHash as Link['linkHash'] });
  if (link === undefined) return fail('not-found');
  if (link.revokedAt !== undefined) return fail('already-done');
  const written = await ports.store.commit([revocation(link, ports.now())]);
  return written.ok ? ok(undefined) : written;
}
