/** A cookie to set (`value`) or to remove (`value: null`). Always HttpOnly, Path=/, without a Domain. */
export interface CookieChange {
  readonly name: string;
  readonly value: string | null;
  readonly maxAgeSeconds?: number;
  readonly sameSite?: 'Lax' | 'Strict';
}

const prefixed = (name: string, secure: boolean): string => (secure ? `__Host-${name}` : name);

/** Name of the staff session's cookie. */
export const sessionCookieName = (secure: boolean): string => prefixed('rsession', secure);

/** Name of the link session's cookie. */
export const linkCookieName = (secure: boolean): string => prefixed('rlink', secure);

/** Name of the chosen language's cookie: one of three values, so it ties nobody to anything. */
export const LANGUAGE_COOKIE = 'rlang';

/** A `Set-Cookie` line. */
export function cookieLine(change: CookieChange, secure: boolean): string {
  const parts = [`${change.name}=${change.value ?? ''}`, 'Path=/', 'HttpOnly', `SameSite=${change.sameSite ?? 'Lax'}`];
  if (secure) parts.push('Secure');
  if (change.value === null) parts.push('Max-Age=0');
  else if (change.maxAgeSeconds !== undefined) parts.push(`Max-Age=${change.maxAgeSeconds}`);
  return parts.join('; ');
}

/** Cookies of a `Cookie` header; the first of a name wins, values are never decoded. */
export function readCookies(header: string | undefined): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at < 1) continue;
    const name = pair.slice(0, at).trim();
    if (!cookies.has(name)) cookies.set(name, pair.slice(at + 1).trim());
  }
  return cookies;
}
