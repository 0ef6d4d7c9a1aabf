import { type Context, Hono } from 'hono';
import { type $ZodType, safeParseAsync } from 'zod/v4/core';
import type { AccessObject, Verdict } from '../domain/access/verdict.ts';
import type { Actor } from '../domain/directory/directory.ts';
import { type FieldError, fail, ok, type Result } from '../domain/result.ts';
import { allowedOrFailure } from './access-check.ts';
import { answer, type Visit } from './answer.ts';
import { objectOf, readBody, STANDARD_LIMITS } from './body.ts';
import { LANGUAGE_COOKIE, linkCookieName, readCookies, sessionCookieName } from './cookies.ts';
import type { Dependencies } from './dependencies.ts';
import { chooseLanguage, isLanguage, messagesOf } from './messages.ts';
import { prefersJson } from './negotiate.ts';
import { isForgedAcrossSites } from './origin-check.ts';
import { DOOR_RATES } from './rate-limits.ts';
import { type Exchange, type LinkSession, type Reply, type Route, refuseUnfinished } from './route.ts';

/** A named list of routes, not yet connected to anything. */
export interface Surface {
  readonly name: string;
  readonly routes: readonly Route[];
  connect(dependencies: Dependencies): Hono;
}

/** Makes a surface; throws when a route forgets its access or two routes claim the same place. */
export function surface(name: string, routes: readonly Route[]): Surface {
  const seen = new Set<string>();
  for (const route of routes) {
    refuseUnfinished(route);
    const place = `${route.method} ${route.path}`;
    if (seen.has(place)) throw new Error(`${name}: ${place} is declared twice`);
    seen.add(place);
  }
  return {
    name,
    routes,
    connect(dependencies) {
      const app = new Hono();
      for (const route of routes) {
        app.on(route.method, route.path, (context) => handle(context, route, name, dependencies));
      }
      for (const path of new Set(routes.map((route) => route.path))) {
        app.all(path, (context) => {
          const visit = openVisit(context, name, dependencies);
          return answer(visit, { code: 'method-not-allowed' });
        });
      }
      return app;
    },
  };
}

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** Facts of a request that hold before anybody has looked at who is calling. */
export function openVisit(context: Context, surfaceName: string, dependencies: Dependencies): Visit {
  const request = context.req.raw;
  const address = dependencies.addressOf(request, context.env);
  const url = new URL(request.url);
  const cookies = readCookies(request.headers.get('cookie') ?? undefined);
  const asked = url.searchParams.get('lang') ?? undefined;
  const offersLanguages = surfaceName === 'public';
  return {
    dependencies,
    request,
    url,
    cookies,
    requestId: dependencies.ports.newId(),
    secure: dependencies.ports.baseUrl.startsWith('https:'),
    offersLanguages,
    language: offersLanguages
      ? chooseLanguage(asked, cookies.get(LANGUAGE_COOKIE), request.headers.get('accept-language') ?? undefined)
      : 'pl',
    choseLanguage: offersLanguages && isLanguage(asked) ? asked : undefined,
    wantsJson: prefersJson(
      request.headers.get('accept') ?? undefined,
      request.headers.get('content-type') ?? undefined,
    ),
    addressHash: dependencies.ports.keyedHash(`address ${address}`),
    sharesAddress: LOOPBACK.test(address),
    actor: undefined,
  };
}

async function handle(
  context: Context,
  route: Route,
  surfaceName: string,
  dependencies: Dependencies,
): Promise<Response> {
  const visit = openVisit(context, surfaceName, dependencies);
  const known: { actor?: Actor } = {};
  try {
    const result = await serve(context, route, visit, known);
    return answer({ ...visit, actor: known.actor }, result.ok ? result.value : result.failure, route);
  } catch (error) {
    dependencies.ports.log('unexpected', {
      requestId: visit.requestId,
      route: `${route.method} ${route.path}`,
      error: error instanceof Error ? error.name : 'unknown',
    });
    // A read of a store that is away throws, named as the failure it is: try again, nothing is broken.
    const isAway = error instanceof Error && error.name === 'unavailable';
    return answer(
      { ...visit, actor: known.actor },
      isAway ? { code: 'unavailable', retryAfterSeconds: 5 } : { code: 'unexpected' },
      route,
    );
  }
}

async function serve(context: Context, route: Route, visit: Visit, known: { actor?: Actor }): Promise<Result<Reply>> {
  const { dependencies, request, secure } = visit;
  const { ports } = dependencies;
  const now = ports.now();
  const changes = route.method !== 'GET';
  const wait = Math.max(
    dependencies.limiter.take('total', DOOR_RATES.total, now),
    visit.sharesAddress ? 0 : dependencies.limiter.take(`address ${visit.addressHash}`, DOOR_RATES.address, now),
    changes && !visit.sharesAddress
      ? dependencies.limiter.take(`changes ${visit.addressHash}`, DOOR_RATES.addressChanges, now)
      : 0,
  );
  if (wait > 0) return fail('too-many', { retryAfterSeconds: wait });
  if (changes && isForgedAcrossSites(request.headers, ownOrigins(visit)))
    return fail('forbidden', { reason: 'cross-site' });

  const sessionToken = visit.cookies.get(sessionCookieName(secure));
  const actor = sessionToken === undefined ? undefined : await dependencies.currentActor(sessionToken);
  if (actor !== undefined) known.actor = actor;
  let link: LinkSession | undefined;
  if (route.access === 'link' || route.access === 'public') {
    const found = await linkOf(visit);
    if (found.ok) link = found.value;
    if (route.access === 'link') {
      if (!found.ok) return found;
      if (found.value.link.spentAt !== undefined && route.afterSpending !== true)
        return fail('gone', { reason: 'link-spent' });
      const linkWait = dependencies.limiter.take(`link ${found.value.link.linkHash}`, DOOR_RATES.link, now);
      if (linkWait > 0) return fail('too-many', { retryAfterSeconds: linkWait });
    }
  } else if (actor === undefined) return fail('not-signed-in');

  const params = await parsed(route.params, context.req.param());
  if (!params.ok) return fail('not-found');
  const query = await parsed(route.query, Object.fromEntries(visit.url.searchParams));
  if (!query.ok) return query;
  const exchange: Exchange = {
    actor: actor as Actor,
    link,
    params: params.value,
    query: query.value,
    body: undefined,
    posted: { kind: 'none' },
    ports,
    language: visit.language,
    messages: messagesOf(visit.language),
    requestId: visit.requestId,
    now,
    url: visit.url,
    wantsJson: visit.wantsJson,
    addressHash: visit.addressHash,
    secure,
    mayAlso: (action, object) => actor !== undefined && dependencies.may(actor, action, object).allowed,
    verdict: undefined,
    limit: (bucket, rate) => dependencies.limiter.take(bucket, rate, now),
    cookie: (name) => visit.cookies.get(name),
  };
  const verdict = await askAccess(route, exchange, dependencies);
  if (!verdict.ok) return verdict;
  const granted: Exchange = { ...exchange, verdict: verdict.value };
  if (!changes) return route.handler(granted);
  const posted = await readBody(request, { ...STANDARD_LIMITS, ...route.limits });
  if (!posted.ok) return posted;
  const body = await parsed(route.body, objectOf(posted.value));
  if (!body.ok) return body;
  return route.handler({ ...granted, posted: posted.value, body: body.value });
}

async function linkOf(visit: Visit): Promise<Result<LinkSession>> {
  const token = visit.cookies.get(linkCookieName(visit.secure));
  return token === undefined
    ? fail('not-signed-in', { reason: 'link-session-missing' })
    : visit.dependencies.currentLink(token);
}

async function askAccess(
  route: Route,
  exchange: Exchange,
  dependencies: Dependencies,
): Promise<Result<Verdict | undefined>> {
  if (route.access === 'public' || route.access === 'link') return ok(undefined);
  const actor = exchange.actor as Actor;
  const object = route.object === undefined ? ownObject(actor) : await route.object(exchange);
  if (object === undefined) return fail('not-found');
  const verdict = dependencies.may(actor, route.access, object);
  if (!verdict.allowed) {
    const { personId, role } = actor;
    const { rule } = verdict.reason;
    dependencies.ports.log('access-denied', {
      requestId: exchange.requestId,
      personId,
      role,
      action: route.access,
      rule,
    });
  }
  return allowedOrFailure(verdict);
}

const ownObject = (actor: Actor): AccessObject => ({
  organisationId: actor.organisationId,
  regionId: actor.regionId,
  personId: actor.personId,
  ...(actor.networkId === undefined ? {} : { networkId: actor.networkId }),
});

const ownOrigins = (visit: Visit): readonly string[] => [
  visit.url.origin,
  new URL(visit.dependencies.ports.baseUrl).origin,
];

async function parsed(schema: $ZodType | undefined, value: unknown): Promise<Result<unknown>> {
  if (schema === undefined) return ok(value);
  const outcome = await safeParseAsync(schema, value);
  if (outcome.success) return ok(outcome.data);
  const errors: readonly FieldError[] = outcome.error.issues.map((issue) => ({
    pointer: issue.path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    code: issue.code.replaceAll('_', '-'),
  }));
  return fail('invalid-input', { errors });
}
