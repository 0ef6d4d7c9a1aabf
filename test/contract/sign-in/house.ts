import { createHmac, randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { account } from '../../../functions/account/routes.ts';
import { openidIdentity } from '../../../functions/adapters/identity/openid.ts';
import { memoryKeyStore } from '../../../functions/adapters/keys/memory.ts';
import { memoryStore } from '../../../functions/adapters/table/memory.ts';
import { sealed } from '../../../functions/adapters/table/sealed.ts';
import { may } from '../../../functions/domain/access/index.ts';
import type { Membership, Organisation, Person } from '../../../functions/domain/directory/directory.ts';
import type { RoleCode } from '../../../functions/domain/directory/roles.ts';
import { idMaker } from '../../../functions/domain/ids.ts';
import { fail, ok } from '../../../functions/domain/result.ts';
import { instant } from '../../../functions/domain/time.ts';
import { application } from '../../../functions/http/application.ts';
import type { Dependencies } from '../../../functions/http/dependencies.ts';
import { memoryRateLimiter } from '../../../functions/http/rate-limits.ts';
import type { Surface } from '../../../functions/http/surface.ts';
import { currentActor } from '../../../functions/use-cases/account/current-actor.ts';
import type { Ports } from '../../../functions/use-cases/ports.ts';
import type { SignInMode } from '../../../infra/local/openid/interactions.ts';
import { mountProvider } from '../../../infra/local/openid/mount.ts';
import { CLIENT_ID, startProvider } from '../../../infra/local/openid/start-provider.ts';
import { diskTemplates } from '../../pages/disk-templates.ts';

/** A house with the account surface and the embedded provider under one origin, driven without a network in front. */
export async function openHouse(
  mode: SignInMode,
  surfaces: readonly Surface[] = [account],
  baseUrl = 'https://klub.example',
) {
  let milliseconds = Date.now();
  const now = () => instant(milliseconds);
  const keys = memoryKeyStore();
  const table = memoryStore({ now });
  const store = sealed(table, keys);
  const bytes = new Map<string, Uint8Array>();
  const newId = idMaker((count) => randomBytes(count));
  const templates = diskTemplates();
  const codes: { email: string; code: string }[] = [];
  const clientSecret = randomBytes(16).toString('hex');
  const provider = await startProvider({
    issuer: `${baseUrl}/oidc`,
    clientSecret,
    file: ':memory:',
    mode,
    store,
    now,
    templates,
    assets: { 'main.css': '/assets/main.css' },
    sendCode: async (_personId, email, code) => {
      codes.push({ email, code });
    },
  });
  const identity = openidIdentity({
    issuer: `${baseUrl}/oidc`,
    clientId: CLIENT_ID,
    clientSecret,
    redirectUrl: `${baseUrl}/konto/powrot`,
    afterSignOutUrl: `${baseUrl}/konto/wylogowano`,
    internalIssuer: `http://127.0.0.1:${provider.port}/oidc`,
  });
  const secret = randomBytes(32);
  const logged: string[] = [];
  const ports = {
    store,
    now,
    newId,
    randomBytes: (count: number) => randomBytes(count),
    keyedHash: (text: string) => createHmac('sha256', secret).update(text).digest('base64url'),
    identity,
    templates,
    keys,
    forms: { version: async () => undefined, current: async () => undefined },
    files: {
      put: async (id: string, content: Uint8Array) => ok(void bytes.set(id, content)),
      get: async (id: string) => {
        const found = bytes.get(id);
        return found === undefined ? fail('not-found') : ok(found);
      },
      remove: async (id: string) => ok(void bytes.delete(id)),
    },
    baseUrl,
    log: (event: string, ids: object) => void logged.push(JSON.stringify({ event, ...ids })),
  } as unknown as Ports;
  const dependencies: Dependencies = {
    ports,
    currentActor: async (token) => {
      const found = await currentActor(ports, token, now());
      return found.ok ? found.value?.actor : undefined;
    },
    currentLink: async () => fail('gone'),
    may,
    limiter: memoryRateLimiter(),
    addressOf: (request) => request.headers.get('x-address') ?? '203.0.113.7',
    assets: { 'main.css': '/assets/main.css' },
  };
  const app = new Hono();
  const toProvider = mountProvider(provider.port);
  app.all('/oidc/*', (context) => toProvider(context.req.raw));
  app.route('/', application(surfaces, dependencies));

  return {
    store,
    table,
    bytes,
    keys,
    ports,
    app,
    codes,
    logged,
    baseUrl,
    pass: (ms: number) => {
      milliseconds += ms;
    },
    async organisation(organisationId: string, more: Partial<Organisation> = {}) {
      const region = { regionId: 'lubelskie', name: 'lubelskie', version: 1 } as never;
      await store.commit([
        { replace: 'region', record: region },
        {
          put: 'organisation',
          record: {
            organisationId,
            kind: 'kis',
            name: `Klub ${organisationId}`,
            stakeholderType: 'A',
            regionId: 'lubelskie',
            networkId: 'net-1',
            code: 'LUB',
            closingDays: [],
            timers: {},
            version: 1,
            ...more,
          } as Organisation,
        },
      ]);
    },
    async person(
      personId: string,
      name: string,
      roles: readonly (readonly [RoleCode, string, Partial<Membership>?])[],
    ) {
      const person = { personId, name, email: `${personId}@klub.example`, active: true, version: 1 } as Person;
      await store.commit([
        { put: 'person', record: person },
        ...roles.map(
          ([role, organisationId, more]) =>
            ({
              put: 'membership',
              record: {
                membershipId: `${personId}-${role}`,
                personId,
                organisationId,
                role,
                from: '2026-01-01',
                version: 1,
                ...more,
              } as Membership,
            }) as const,
        ),
      ]);
    },
    stop: () => provider.stop(),
  };
}

export type House = Awaited<ReturnType<typeof openHouse>>;

/** A browser that keeps cookies and follows redirects inside the house. */
export function browser(house: House) {
  const jar = new Map<string, string>();
  const address = `203.0.113.${randomBytes(3).toString('hex')}`;
  const send = async (path: string, form?: Record<string, string> | URLSearchParams): Promise<Response> => {
    const url = new URL(path, house.baseUrl);
    const headers = new Headers({
      'x-address': address,
      cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
      accept: 'text/html',
    });
    if (form !== undefined) {
      headers.set('content-type', 'application/x-www-form-urlencoded');
      headers.set('sec-fetch-site', 'same-origin');
    }
    const response = await house.app.fetch(
      new Request(url, {
        method: form === undefined ? 'GET' : 'POST',
        headers,
        redirect: 'manual',
        ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
      }),
    );
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  };
  const visited: string[] = [];
  const follow = async (response: Response): Promise<{ path: string; status: number; text: string }> => {
    let at = response;
    let path = '';
    for (let hop = 0; hop < 12 && at.headers.get('location') !== null; hop += 1) {
      const target = new URL(at.headers.get('location') ?? '', house.baseUrl);
      if (target.origin !== house.baseUrl) throw new Error(`left the house: ${target.origin}`);
      path = target.pathname + target.search;
      visited.push(target.pathname);
      at = await send(path);
    }
    return { path, status: at.status, text: await at.text() };
  };
  return {
    jar,
    visited,
    send,
    get: async (path: string) => {
      const page = await follow(await send(path));
      return page.path === '' ? { ...page, path } : page;
    },
    post: async (path: string, form: Record<string, string>) => follow(await send(path, form)),
    /** Signs in as a demo person. */
    async signIn(personId: string, returnTo = '') {
      const ask = await this.get(`/konto/zaloguj/dalej?powrot=${encodeURIComponent(returnTo)}`);
      const action = /action="([^"]+)"/.exec(ask.text)?.[1] ?? '';
      return this.post(action, { osoba: personId });
    },
  };
}
