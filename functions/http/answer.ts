import type { Actor } from '../domain/directory/directory.ts';
import { type CookieChange, cookieLine, LANGUAGE_COOKIE } from './cookies.ts';
import type { Dependencies } from './dependencies.ts';
import { type Language, messagesOf } from './messages.ts';
import { type Problem, problemDocument, sentenceOf, statusOf } from './problem.ts';
import { type Frame, renderPage, renderProblem } from './render.ts';
import type { PageReply, Reply, Route } from './route.ts';
import { contentSecurityPolicy, securityHeaders } from './security-headers.ts';

/** Where staff sign in; `powrot` says where to return. */
const SIGN_IN_PATH = '/konto/zaloguj';

/** One request as the door sees it. */
export interface Visit {
  readonly dependencies: Dependencies;
  readonly request: Request;
  readonly url: URL;
  readonly cookies: ReadonlyMap<string, string>;
  readonly requestId: string;
  readonly secure: boolean;
  readonly offersLanguages: boolean;
  readonly language: Language;
  /** Set when this very request chose a language. */
  readonly choseLanguage: Language | undefined;
  readonly wantsJson: boolean;
  readonly addressHash: string;
  /** The caller is this machine itself or a proxy that nobody declared: limits per address would hit everybody at once, so only the total counts. */
  readonly sharesAddress: boolean;
  readonly actor: Actor | undefined;
}

const isReply = (outcome: Reply | Problem): outcome is Reply => !('code' in outcome);

/** Turns what a handler gave, or why it could not, into the response: the one place where headers and errors are written. */
export function answer(visit: Visit, outcome: Reply | Problem, route?: Pick<Route, 'csp'>): Response {
  const headers = new Headers(securityHeaders(visit.secure));
  headers.set('content-security-policy', contentSecurityPolicy(route?.csp));
  headers.set('x-request-id', visit.requestId);
  headers.set('vary', 'Accept, Accept-Language, Cookie');
  headers.set('content-language', visit.language);
  if (visit.choseLanguage !== undefined) {
    setCookies(
      headers,
      [{ name: LANGUAGE_COOKIE, value: visit.choseLanguage, maxAgeSeconds: 31_536_000 }],
      visit.secure,
    );
  }
  if (!isReply(outcome)) return problemResponse(visit, outcome, headers);
  if ('cookies' in outcome && outcome.cookies !== undefined) setCookies(headers, outcome.cookies, visit.secure);
  if ('page' in outcome) return pageResponse(visit, outcome, headers);
  if ('file' in outcome) {
    const { file } = outcome;
    headers.set('content-type', file.type);
    const name = encodeURIComponent(file.name);
    headers.set('content-disposition', `${file.inline === true ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`);
    for (const [header, value] of Object.entries(outcome.headers ?? {})) headers.set(header, value);
    return new Response(typeof file.bytes === 'string' ? file.bytes : new Uint8Array(file.bytes), { headers });
  }
  if ('redirect' in outcome) {
    if (visit.wantsJson) return json(outcome.json ?? { location: outcome.redirect }, 200, headers);
    headers.set('location', outcome.redirect);
    return new Response(null, { status: 303, headers });
  }
  return json(outcome.json, outcome.status ?? 200, headers);
}

function setCookies(headers: Headers, cookies: readonly CookieChange[], secure: boolean): void {
  for (const cookie of cookies) headers.append('set-cookie', cookieLine(cookie, secure));
}

function json(value: unknown, status: number, headers: Headers, type = 'application/json'): Response {
  headers.set('content-type', `${type}; charset=utf-8`);
  return new Response(JSON.stringify(value ?? null), { status, headers });
}

const frameOf = (visit: Visit): Frame => ({
  templates: visit.dependencies.ports.templates,
  assets: visit.dependencies.assets,
  language: visit.language,
  offersLanguages: visit.offersLanguages,
  actor: visit.actor,
  url: visit.url,
  requestId: visit.requestId,
});

function html(text: string, status: number, headers: Headers): Response {
  headers.set('content-type', 'text/html; charset=utf-8');
  return new Response(text, { status, headers });
}

function pageResponse(visit: Visit, reply: PageReply, headers: Headers): Response {
  if (visit.wantsJson) {
    return reply.failure === undefined
      ? json(reply.json ?? reply.model, reply.status ?? 200, headers)
      : problemResponse(visit, reply.failure, headers);
  }
  const status = reply.status ?? (reply.failure === undefined ? 200 : statusOf(reply.failure));
  return html(renderPage(frameOf(visit), reply), status, headers);
}

function problemResponse(visit: Visit, problem: Problem, headers: Headers): Response {
  const messages = messagesOf(visit.language);
  const status = statusOf(problem);
  if (problem.retryAfterSeconds !== undefined) headers.set('retry-after', String(problem.retryAfterSeconds));
  if (visit.wantsJson) {
    const document = problemDocument(problem, messages, visit.requestId, visit.dependencies.ports.baseUrl);
    return json(document, status, headers, 'application/problem+json');
  }
  if (problem.code === 'not-signed-in' && problem.reason === undefined && visit.request.method === 'GET') {
    headers.set('location', `${SIGN_IN_PATH}?powrot=${encodeURIComponent(visit.url.pathname + visit.url.search)}`);
    return new Response(null, { status: 303, headers });
  }
  try {
    return html(renderProblem(frameOf(visit), problem), status, headers);
  } catch (error) {
    visit.dependencies.ports.log('problem-page-failed', {
      requestId: visit.requestId,
      error: error instanceof Error ? error.name : 'unknown',
    });
    const { title, text } = sentenceOf(problem, messages);
    headers.set('content-type', 'text/plain; charset=utf-8');
    return new Response(`${title}\n\n${text}\n`, { status, headers });
  }
}
