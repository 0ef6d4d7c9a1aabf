import type { Link } from '../../domain/links/link.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Session } from '../../domain/store/outbox.ts';
import { type Instant, instant } from '../../domain/time.ts';
import type { Ports } from '../ports.ts';
import { linkState, MAX_WRONG_CODES } from './link-state.ts';
import { codeText, hashOfSecret, looksLikeSecret, newSecret, readCode } from './secrets.ts';

type ExchangePorts = Pick<Ports, 'store' | 'now' | 'randomBytes' | 'keyedHash'>;

/** Longest life of a link session; the link's own end comes first if it is sooner. */
export const LINK_SESSION_HOURS = 12;

/** A session that stands for one link; `token` goes into the cookie and is stored nowhere. */
export interface Exchanged {
  readonly token: string;
  readonly link: Link;
}

/** The link behind an address, for showing what it is; reads only. `gone` when it is over, `locked` after five wrong codes. */
export async function peekLink(ports: Pick<Ports, 'store' | 'now'>, secret: string): Promise<Result<Link>> {
  if (!looksLikeSecret(secret)) return fail('not-found', { reason: 'link-unknown' });
  const link = await ports.store.read('link', { linkHash: hashOfSecret(secret) });
  if (link === undefined) return fail('not-found', { reason: 'link-unknown' });
  return stateResult(link, ports.now());
}

function stateResult(link: Link, now: Instant): Result<Link> {
  const state = linkState(link, now);
  if (state === 'live') return ok(link);
  return state === 'locked' ? fail('locked') : fail('gone', { reason: `link-${state}` });
}

/**
 * A person's first POST: turns a link into a narrow session. A resume link also wants its code; five wrong ones lock it.
 * Opening spends nothing: that is for finishing.
 */
export async function exchangeLink(
  ports: ExchangePorts,
  input: { readonly secret: string; readonly code?: string },
): Promise<Result<Exchanged>> {
  const found = await peekLink(ports, input.secret);
  if (!found.ok) return found;
  if (found.value.kind !== 'resume') return openSession(ports, found.value);
  const code = readCode(input.code ?? '');
  if (code !== undefined && ports.keyedHash(codeText(code)) === found.value.codeHash)
    return openSession(ports, found.value);
  return noteWrongCode(ports, found.value);
}

/** Counts a wrong code on the link itself, so that the fifth locks it whoever tried. */
async function noteWrongCode(ports: ExchangePorts, link: Link): Promise<Result<never>> {
  const wrongCodes = link.wrongCodes + 1;
  const counted = await ports.store.commit([
    { put: 'link', record: { ...link, wrongCodes, version: link.version + 1 } },
  ]);
  if (!counted.ok) {
    if (counted.failure.code !== 'conflict') return counted;
    const current = await ports.store.read('link', { linkHash: link.linkHash });
    return current === undefined || current.version === link.version
      ? fail('unavailable')
      : noteWrongCode(ports, current);
  }
  if (wrongCodes >= MAX_WRONG_CODES) return fail('locked');
  return fail('invalid-input', {
    errors: [{ pointer: '/code', code: 'wrong-code', params: { left: MAX_WRONG_CODES - wrongCodes } }],
  });
}

/** The link behind a short code from paper; reads only. Guessing is slowed by the door's limits per address and in total. */
export async function peekCode(
  ports: Pick<ExchangePorts, 'store' | 'now' | 'keyedHash'>,
  typed: string,
): Promise<Result<Link>> {
  const wrong = fail('invalid-input', { errors: [{ pointer: '/code', code: 'unknown-code' }] });
  const code = readCode(typed);
  if (code === undefined) return wrong;
  const { items } = await ports.store.list('link-by-code', { codeHash: ports.keyedHash(codeText(code)) }, { limit: 1 });
  const link = items[0];
  if (link === undefined || link.kind === 'resume') return wrong; // a resume code alone opens nothing: it goes with its link
  return stateResult(link, ports.now());
}

/** A short code from paper becomes a session. */
export async function exchangeCode(ports: ExchangePorts, typed: string): Promise<Result<Exchanged>> {
  const found = await peekCode(ports, typed);
  return found.ok ? openSession(ports, found.value) : found;
}

/** A new session for a link, committed with the link's count of uses. */
async function openSession(ports: ExchangePorts, link: Link): Promise<Result<Exchanged>> {
  const now = ports.now();
  const token = newSecret(ports.randomBytes);
  const used: Link = { ...link, uses: link.uses + 1, lastUsedAt: now, version: link.version + 1 };
  const written = await ports.store.commit([
    { put: 'session', record: linkSession(token, link, now) },
    { put: 'link', record: used },
  ]);
  if (written.ok) return ok({ token, link: used });
  if (written.failure.code !== 'conflict') return written;
  const current = await ports.store.read('link', { linkHash: link.linkHash });
  if (current === undefined || current.version === link.version) return fail('unavailable');
  const state = stateResult(current, now);
  return state.ok ? openSession(ports, current) : state;
}

/** The record of a link session. */
export function linkSession(token: string, link: Pick<Link, 'linkHash' | 'expiresAt'>, now: Instant): Session {
  const latest = instant(Date.parse(now) + LINK_SESSION_HOURS * 3_600_000);
  return {
    sessionHash: hashOfSecret(token),
    kind: 'link',
    linkHash: link.linkHash,
    startedAt: now,
    seenAt: now,
    expiresAt: link.expiresAt < latest ? link.expiresAt : latest,
    version: 1,
  };
}
