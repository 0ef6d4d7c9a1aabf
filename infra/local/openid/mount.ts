/** Headers that belong to one connection and are not passed on. */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'host',
  'content-length',
]);

const MAX_BODY_BYTES = 64_000;

function passed(headers: Headers): Headers {
  const kept = new Headers();
  headers.forEach((value, name) => {
    if (!HOP_BY_HOP.has(name) && name !== 'set-cookie') kept.append(name, value);
  });
  for (const cookie of headers.getSetCookie()) kept.append('set-cookie', cookie);
  return kept;
}

/**
 * Hands requests under `/oidc` to the provider's process on loopback, so that sign-in lives on the public origin (another port would be
 * blocked by `form-action 'self'`). Redirects are passed on, never followed. Answers 502 when the provider does not answer.
 */
export function mountProvider(port: number): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url);
    const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
    const body = hasBody ? await request.arrayBuffer() : undefined;
    if (body !== undefined && body.byteLength > MAX_BODY_BYTES) return new Response(null, { status: 413 });
    try {
      const answer = await fetch(`http://127.0.0.1:${port}${url.pathname}${url.search}`, {
        method: request.method,
        headers: passed(request.headers),
        redirect: 'manual',
        ...(body === undefined ? {} : { body }),
      });
      const headers = passed(answer.headers);
      headers.delete('content-encoding');
      return new Response(answer.body, { status: answer.status, headers });
    } catch {
      return new Response('Usługa logowania nie odpowiada. Spróbuj za chwilę.', {
        status: 502,
        headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
      });
    }
  };
}
