import type * as z from 'zod/v4/core';
import type { Action } from '../domain/access/actions.ts';
import type { AccessObject, Verdict } from '../domain/access/verdict.ts';
import type { Actor } from '../domain/directory/directory.ts';
import type { Link } from '../domain/links/link.ts';
import type { Failure, Result } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import type { Ports } from '../use-cases/ports.ts';
import type { PostedBody } from './body.ts';
import type { CookieChange } from './cookies.ts';
import type { Language, Messages } from './messages.ts';
import type { Rate } from './rate-limits.ts';

/** Who may call a route: everybody (`public`), the holder of a live link session (`link`), or an actor to whom the access table grants the named action. */
export type Access = 'public' | 'link' | Action;

/** A live link session: the capability that the person's cookie stands for. */
export interface LinkSession {
  readonly link: Link;
  readonly sessionHash: string;
}

/** What a handler gets: everything checked, nothing ambient. */
export interface Exchange<A extends Access = Access, P = unknown, Q = unknown, B = unknown> {
  readonly actor: A extends 'public' | 'link' ? Actor | undefined : Actor;
  readonly link: A extends 'link' ? LinkSession : LinkSession | undefined;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** The body as it came: form entries in order (files as bytes) or JSON, already limited; for forms whose fields no schema knows. */
  readonly posted: PostedBody;
  readonly ports: Ports;
  readonly language: Language;
  readonly messages: Messages;
  readonly requestId: string;
  readonly now: Instant;
  /** Path and query as asked for. */
  readonly url: URL;
  /** True when the client asked for JSON. */
  readonly wantsJson: boolean;
  /** Asks the access table about another action or object; nobody signed in is denied. For buttons and lists: the route's own action is already checked. */
  readonly mayAlso: (action: Action, object: AccessObject) => boolean;
  /** The verdict on the route's own action: `view` says which part of the object it covers. Absent on public and link routes. */
  readonly verdict: Verdict | undefined;
  /** Takes one try out of a bucket of one's own; the seconds to wait, 0 when granted. */
  readonly limit: (bucket: string, rate: Rate) => number;
  /** Keyed hash of the caller's address, for limits only; never stored. */
  readonly addressHash: string;
  /** True on https: cookies then carry the `__Host-` prefix. */
  readonly secure: boolean;
  /** Values of the request's cookies by name. */
  readonly cookie: (name: string) => string | undefined;
}

/** A page, a redirect (303), a file, or JSON alone. */
export type Reply =
  | PageReply
  | { readonly redirect: string; readonly json?: unknown; readonly cookies?: readonly CookieChange[] }
  | {
      readonly file: {
        readonly name: string;
        readonly type: string;
        readonly bytes: Uint8Array | string;
        /** Shown by the browser instead of saved; only for what we made ourselves (our SVG, our PDF). */
        readonly inline?: boolean;
      };
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly json: unknown; readonly status?: number; readonly cookies?: readonly CookieChange[] };

export interface PageReply {
  /** Template under `templates/pages/`: `desk/inbox`. */
  readonly page: string;
  /** What stands in the browser's tab, without the product's name. */
  readonly title: string;
  /** Plain data for the template; `t` (messages) and `language` are added. */
  readonly model: object;
  /** What a JSON client gets instead of the model. */
  readonly json?: unknown;
  /** The page shows these errors: status and „Błąd:” in the title follow from it, JSON clients get the problem. */
  readonly failure?: Failure;
  readonly status?: number;
  readonly cookies?: readonly CookieChange[];
  /** Names of further browser scripts in the assets map. */
  readonly scripts?: readonly string[];
  readonly styles?: readonly string[];
  /** `bare`: without header, footer and navigation (print, previews in a frame of our own). `wide`: no two-thirds column. */
  readonly layout?: 'standard' | 'wide' | 'bare';
}

/** Limits of a body before anything parses it. */
export interface BodyLimits {
  readonly bytes: number;
  readonly depth: number;
  /** Form entries, or JSON values. */
  readonly count: number;
}

/** A route is data plus one handler; `surface` makes it answer. */
export interface RouteDeclaration<A extends Access, P extends z.$ZodType, Q extends z.$ZodType, B extends z.$ZodType> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Hono path: `/desk/sprawa/:caseId`. */
  readonly path: string;
  readonly access: A;
  /** One English line for OpenAPI and the access matrix. */
  readonly title: string;
  readonly params?: P;
  readonly query?: Q;
  /** Of a form post or of JSON alike (repeated names become arrays); leave out when the handler reads `posted` itself. */
  readonly body?: B;
  /** What the action is asked about; `undefined` answers 404. Without it the object is the actor's own organisation, region and person. */
  readonly object?: (exchange: Exchange<A, z.output<P>, z.output<Q>, unknown>) => Promise<AccessObject | undefined>;
  readonly limits?: Partial<BodyLimits>;
  /** On a link route: answers also when the link has just been spent (the confirmation page). */
  readonly afterSpending?: boolean;
  /** Additions to the content security policy, by directive (`{ 'img-src': "'self' data:" }`). */
  readonly csp?: Readonly<Record<string, string>>;
  readonly handler: (exchange: Exchange<A, z.output<P>, z.output<Q>, z.output<B>>) => Promise<Result<Reply>>;
}

/** A declared route with its types forgotten, so that many stand in one list. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly access: Access;
  readonly title: string;
  readonly params?: z.$ZodType;
  readonly query?: z.$ZodType;
  readonly body?: z.$ZodType;
  readonly limits?: Partial<BodyLimits>;
  readonly afterSpending?: boolean;
  readonly csp?: Readonly<Record<string, string>>;
  object?(exchange: Exchange): Promise<AccessObject | undefined>;
  handler(exchange: Exchange): Promise<Result<Reply>>;
}

/** Declares a route; throws when the declaration forgets who may call it. */
export function defineRoute<
  const A extends Access,
  P extends z.$ZodType = z.$ZodType<Record<string, string>>,
  Q extends z.$ZodType = z.$ZodType<Record<string, string>>,
  B extends z.$ZodType = z.$ZodType<unknown>,
>(declaration: RouteDeclaration<A, P, Q, B>): Route {
  refuseUnfinished(declaration);
  return declaration as unknown as Route;
}

/** Throws when a route lacks what no route may lack: a bug of ours, found when the surface is built. */
export function refuseUnfinished(route: Partial<Pick<Route, 'access' | 'path' | 'method' | 'title'>>): void {
  const name = `${route.method ?? '?'} ${route.path ?? '?'}`;
  if (typeof route.access !== 'string') throw new Error(`${name}: a route needs an access declaration`);
  if (typeof route.path !== 'string' || !route.path.startsWith('/')) throw new Error(`${name}: a route needs a path`);
  if (typeof route.title !== 'string' || route.title === '') throw new Error(`${name}: a route needs a title`);
}
