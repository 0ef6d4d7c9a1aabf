import type { Actor } from '../domain/directory/directory.ts';
import type { Result } from '../domain/result.ts';
import type { Ports } from '../use-cases/ports.ts';
import type { May } from './access-check.ts';
import type { RateLimiter } from './rate-limits.ts';
import type { LinkSession } from './route.ts';

/** What surfaces are connected with in `functions/wiring.ts`; use cases of other rooms come in as functions. */
export interface Dependencies {
  readonly ports: Ports;
  /** Staff session's token (from the cookie) -> who acts now; `undefined` when it is unknown, expired or revoked. */
  readonly currentActor: (token: string) => Promise<Actor | undefined>;
  /** Link session's token -> the link behind it, live or spent; `gone` when it was revoked or has expired (`currentLink` of use-cases/links). */
  readonly currentLink: (token: string) => Promise<Result<LinkSession>>;
  readonly may: May;
  readonly limiter: RateLimiter;
  /** Address of the caller, after any trusted proxy; used as a keyed hash in memory only. */
  readonly addressOf: (request: Request, environment: unknown) => string;
  /** Built browser files: `main.js` -> `/assets/main-3F2A.js`. */
  readonly assets: Readonly<Record<string, string>>;
}
