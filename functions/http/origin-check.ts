/**
 * Refuses a changing request that another site caused. `Sec-Fetch-Site` decides where the browser sends it; else `Origin`.
 * Our pages say `no-referrer`, for which older browsers send `Origin: null`: then the SameSite cookies alone carry no authority
 * across sites, so the request is let through.
 */
export function isForgedAcrossSites(headers: Headers, ownOrigins: readonly string[]): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site !== 'same-origin' && site !== 'none';
  const origin = headers.get('origin');
  if (origin === null || origin === 'null') return false;
  return !ownOrigins.includes(origin.toLowerCase());
}
