import { createHmac } from 'node:crypto';
import type { Hono } from 'hono';
import { memoryAnonymousAnswers } from '../../functions/adapters/anonymous/memory.ts';
import { qrCodes } from '../../functions/adapters/qr/qr-codes.ts';
import { type MemoryStore, memoryStore } from '../../functions/adapters/table/memory.ts';
import { may } from '../../functions/domain/access/index.ts';
import type { Organisation, Region } from '../../functions/domain/directory/directory.ts';
import { idMaker, type OrganisationId, type RegionId } from '../../functions/domain/ids.ts';
import { ok } from '../../functions/domain/result.ts';
import { type Instant, instant } from '../../functions/domain/time.ts';
import { application } from '../../functions/http/application.ts';
import type { Dependencies } from '../../functions/http/dependencies.ts';
import { memoryRateLimiter, type RateLimiter } from '../../functions/http/rate-limits.ts';
import type { Surface } from '../../functions/http/surface.ts';
import { publicSurface } from '../../functions/public/app.ts';
import { formLibrary } from '../../functions/use-cases/definitions/form-library.ts';
import { publishShipped } from '../../functions/use-cases/definitions/publish-shipped.ts';
import { currentLink } from '../../functions/use-cases/links/current-link.ts';
import type { Ports } from '../../functions/use-cases/ports.ts';
import { shippedForms } from '../../infra/build/forms.ts';
import { diskTemplates } from './disk-templates.ts';

/** Everything behind the public door, in memory, on a clock that only moves when told. */
export interface World {
  readonly app: Hono;
  readonly ports: Ports;
  readonly store: MemoryStore;
  readonly logged: string[];
  readonly files: Map<string, Uint8Array>;
  advance(milliseconds: number): void;
}

const REGION: Region = { regionId: 'lubelskie' as RegionId, name: 'lubelskie', version: 1 };
export const CLUB: Organisation = {
  organisationId: 'kis-lublin' as OrganisationId,
  kind: 'kis',
  name: 'Klub Integracji Społecznej „Wspólny Stół” w Lublinie',
  stakeholderType: 'A',
  regionId: REGION.regionId,
  address: 'ul. Krótka 3, 20-001 Lublin',
  phone: '81 555 01 02',
  email: 'kontakt@wspolny-stol.example',
  code: 'LUB',
  closingDays: [],
  timers: {},
  version: 1,
};

const unlimited: RateLimiter = { take: () => 0 };

export interface WorldOptions {
  readonly surfaces?: readonly Surface[];
  readonly assets?: Readonly<Record<string, string>>;
  /** Real limits instead of none. */
  readonly limited?: boolean;
  readonly more?: Partial<Dependencies>;
  readonly baseUrl?: string;
}

/** Builds a world with one club and every shipped form published. */
export async function buildWorld(options: WorldOptions = {}): Promise<World> {
  let moment = Date.parse('2026-04-03T08:00:00.000Z');
  let seed = 1;
  // mulberry32: the same bytes in every run, and no short cycle that would repeat ids
  const randomByte = (): number => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed >>> 16) & 255;
  };
  const bytes = (count: number): Uint8Array => Uint8Array.from({ length: count }, randomByte);
  const now = (): Instant => instant(moment);
  const store = memoryStore({ now });
  const logged: string[] = [];
  const files = new Map<string, Uint8Array>();
  const unused = (): never => {
    throw new Error('this port has no part in public pages');
  };
  const ports: Ports = {
    store,
    now,
    newId: idMaker(bytes),
    randomBytes: bytes,
    keyedHash: (text) => createHmac('sha256', 'a key for tests').update(text).digest('base64url'),
    workflows: { start: unused, succeed: unused, failTask: unused, stop: unused },
    forms: formLibrary(store),
    templates: diskTemplates(),
    mailer: { send: unused },
    schedule: { arm: unused, disarm: unused },
    files: {
      put: async (fileId, content) => {
        files.set(fileId, content);
        return ok(undefined);
      },
      get: unused,
      remove: async (fileId) => {
        files.delete(fileId);
        return ok(undefined);
      },
    },
    scanner: { scan: async (content) => (Buffer.from(content).includes('EICAR') ? 'infected' : 'clean') },
    printer: { print: unused },
    charts: { svg: unused } as unknown as Ports['charts'],
    qrCodes,
    anonymous: memoryAnonymousAnswers(),
    keys: {} as Ports['keys'],
    identity: {} as Ports['identity'],
    baseUrl: options.baseUrl ?? 'http://localhost:3000',
    log: (event, ids) => logged.push(`${event} ${JSON.stringify(ids)}`),
  };
  const put = await store.commit([
    { put: 'region', record: REGION },
    { put: 'organisation', record: CLUB },
  ]);
  if (!put.ok) throw new Error('the world could not begin');
  await publishShipped(ports, (await shippedForms()) as Parameters<typeof publishShipped>[1]);
  const dependencies: Dependencies = {
    ports,
    currentActor: async () => undefined,
    currentLink: (token) => currentLink(ports, token),
    may,
    limiter: options.limited === true ? memoryRateLimiter() : unlimited,
    addressOf: () => '192.0.2.1',
    assets: options.assets ?? { 'main.css': '/assets/main.css', 'main.js': '/assets/main.js' },
    ...options.more,
  };
  return {
    app: application(options.surfaces ?? [publicSurface], dependencies),
    ports,
    store,
    logged,
    files,
    advance: (milliseconds) => {
      moment += milliseconds;
    },
  };
}

/** A browser without a screen: keeps cookies, follows redirects when told. */
export class Visit {
  readonly cookies = new Map<string, string>();
  readonly #app: Hono;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(world: Pick<World, 'app'>, headers: Readonly<Record<string, string>> = {}) {
    this.#app = world.app;
    this.#headers = headers;
  }

  async ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers({ ...this.#headers, ...(init.headers as Record<string, string> | undefined) });
    if (this.cookies.size > 0)
      headers.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await this.#app.request(path, { ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }

  get(path: string): Promise<Response> {
    return this.ask(path);
  }

  post(path: string, fields: Readonly<Record<string, string | readonly string[]>>): Promise<Response> {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) {
      for (const one of typeof value === 'string' ? [value] : value) body.append(name, one);
    }
    return this.ask(path, { method: 'POST', body });
  }

  postJson(path: string, json: unknown): Promise<Response> {
    return this.ask(path, {
      method: 'POST',
      body: JSON.stringify(json),
      headers: { 'content-type': 'application/json', accept: 'application/json' },
    });
  }

  /** Posts and gives the address that the answer leads to; throws with the page when it leads nowhere. */
  async go(path: string, fields: Readonly<Record<string, string | readonly string[]>>): Promise<string> {
    const response = await this.post(path, fields);
    const location = response.headers.get('location');
    if (response.status !== 303 || location === null) {
      throw new Error(`POST ${path}: ${response.status}\n${(await response.text()).slice(0, 4000)}`);
    }
    return location;
  }
}
