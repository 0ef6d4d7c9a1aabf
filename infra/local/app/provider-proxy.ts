import type { Hono } from 'hono';

const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'content-length',
  'content-encoding',
  'host',
]);

const MAX_BODY_BYTES = 64 * 1024;

const passed = (headers: Headers): Headers => {
  const kept = new Headers();
  for (const [name, value] of headers) if (!HOP_BY_HOP.has(name)) kept.append(name, value);
  return kept;
};

/** Mounts the OpenID provider's own process under `/oidc`, because sign-in on another port would be blocked by `form-action 'self'`. */
export function proxyProvider(app: Hono, provider: string, baseUrl: string): void {
  const { host, protocol } = new URL(baseUrl);
  app.all('/oidc/*', async (context) => {
    const request = context.req.raw;
    const { pathname, search } = new URL(request.url);
    const body = request.method === 'GET' || request.method === 'HEAD' ? undefined : await request.arrayBuffer();
    if (body !== undefined && body.byteLength > MAX_BODY_BYTES) return context.text('Za duże żądanie.', 413);
    const headers = passed(request.headers);
    headers.set('accept-encoding', 'identity');
    headers.set('x-forwarded-host', host);
    headers.set('x-forwarded-proto', protocol.slice(0, -1));
    try {
      const answer = await fetch(`${provider}${pathname}${search}`, {
        method: request.method,
        headers,
        redirect: 'manual',
        ...(body === undefined ? {} : { body }),
      });
      return new Response(answer.body, { status: answer.status, headers: passed(answer.headers) });
    } catch {
      return context.text('Logowanie chwilowo nie działa. Spróbuj ponownie za chwilę.', 503);
    }
  });
}
