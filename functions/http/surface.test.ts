import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { buildWorld, Visit, type World } from '../../test/pages/world.ts';
import type { Actor } from '../domain/directory/directory.ts';
import { fail, ok } from '../domain/result.ts';
import { instant } from '../domain/time.ts';
import { publicSurface } from '../public/app.ts';
import { openApi } from './openapi.ts';
import { type ProblemCode, statusOf } from './problem.ts';
import { memoryRateLimiter } from './rate-limits.ts';
import { defineRoute, type Route } from './route.ts';
import { contentSecurityPolicy } from './security-headers.ts';
import { surface } from './surface.ts';

const said = defineRoute({
  method: 'POST',
  path: '/proba',
  access: 'public',
  title: 'Echo',
  body: z.object({
    name: z.string().check(z.maxLength(5)),
    tag: z.optional(z.union([z.string(), z.array(z.string())])),
  }),
  handler: async ({ body }) => ok({ json: body }),
});
const broken = defineRoute({
  method: 'GET',
  path: '/proba/zepsute',
  access: 'public',
  title: 'Throws',
  handler: async () => {
    throw new RangeError('secret name of a person');
  },
});
const failing = defineRoute({
  method: 'GET',
  path: '/proba/blad/:code',
  access: 'public',
  title: 'Fails as told',
  handler: async ({ params }) => fail((params as { code: 'gone' }).code, { retryAfterSeconds: 7 }),
});
const staff = defineRoute({
  method: 'GET',
  path: '/desk/sprawa/:id',
  access: 'case.read',
  title: 'A case',
  object: async ({ params }) =>
    (params as { id: string }).id === 'none' ? undefined : { caseId: (params as { id: string }).id },
  handler: async ({ actor }) => ok({ json: { hello: actor.name } }),
});

const world = (more: object = {}): Promise<World> =>
  buildWorld({ surfaces: [surface('public', [said, broken, failing]), surface('desk', [staff])], more });

const ANNA = {
  name: 'Anna',
  personId: 'p1',
  role: 'caseManager',
  organisationId: 'o1',
  regionId: 'r1',
} as unknown as Actor;

describe('the door', () => {
  it('refuses a route that forgets its access, and two routes in one place', () => {
    expect(() => surface('x', [{ method: 'GET', path: '/x', title: 'x' } as unknown as Route])).toThrow('access');
    expect(() => surface('x', [said, said])).toThrow('twice');
  });

  it('takes the same body from a form and from JSON', async () => {
    const visit = new Visit(await world());
    const form = await visit.ask('/proba', {
      method: 'POST',
      body: 'name=Ala&tag=a&tag=b',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    const json = await visit.postJson('/proba', { name: 'Ala', tag: ['a', 'b'] });
    expect(await form.json()).toEqual(await json.json());
  });

  it('points at what is wrong in a body', async () => {
    const response = await new Visit(await world()).postJson('/proba', { name: 'Aleksandra' });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      code: 'invalid-input',
      errors: [{ pointer: '/name', code: 'too-big' }],
    });
  });

  it.each([
    ['prototype key in JSON', '{"name":"a","__proto__":{"x":1}}', 'application/json', 400, 'forbidden-key'],
    ['prototype key in a form', 'name=a&constructor.x=1', 'application/x-www-form-urlencoded', 400, 'forbidden-key'],
    ['depth', `${'['.repeat(5000)}${']'.repeat(5000)}`, 'application/json', 400, 'too-deep'],
    ['count', `[${'1,'.repeat(6000)}1]`, 'application/json', 400, 'too-many-values'],
    ['many form fields', 'a=1&'.repeat(6000), 'application/x-www-form-urlencoded', 400, 'too-many-values'],
    ['broken JSON', '{"name":', 'application/json', 400, 'malformed'],
    ['bytes that are no text', '\xff\xfe{', 'application/json', 400, 'malformed'],
    ['unknown type', '<a/>', 'text/xml', 400, 'malformed'],
    ['size', `{"name":"${'a'.repeat(600_000)}"}`, 'application/json', 413, undefined],
  ])('refuses a body by its %s', async (_, body, type, status, reason) => {
    const bytes = body.startsWith('\xff') ? Buffer.from(body, 'latin1') : body;
    const response = await new Visit(await world()).ask('/proba', {
      method: 'POST',
      body: bytes,
      headers: { 'content-type': type, accept: 'application/json' },
    });
    expect([response.status, ((await response.json()) as { reason?: string }).reason]).toEqual([status, reason]);
  });

  it('refuses a body that grows beyond its limit without saying so before', async () => {
    const stream = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(100_000)),
    });
    const { app } = await world();
    const response = await app.request('/proba', {
      method: 'POST',
      body: stream,
      duplex: 'half',
      headers: { 'content-type': 'application/json' },
    } as RequestInit);
    expect(response.status).toBe(413);
  });

  it.each([
    ['cross-site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['same-site (another subdomain)', { 'sec-fetch-site': 'same-site' }, 403],
    ['foreign origin without fetch metadata', { origin: 'https://evil.example' }, 403],
    ['own page', { 'sec-fetch-site': 'same-origin', origin: 'null' }, 200],
    ['own origin in an old browser', { origin: 'http://localhost:3000' }, 200],
    ['old browser under no-referrer', { origin: 'null' }, 200],
  ])('treats a post from %s as it should', async (_, headers, status) => {
    const response = await new Visit(await world(), headers).post('/proba', { name: 'Ala' });
    expect(response.status).toBe(status);
  });

  it('hides what broke and names the request', async () => {
    const here = await world();
    const response = await new Visit(here).ask('/proba/zepsute', { headers: { accept: 'application/json' } });
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toContain('secret');
    expect(here.logged.join()).toContain('RangeError');
    expect(here.logged.join()).not.toContain('secret');
    expect(here.logged.join()).toContain(response.headers.get('x-request-id') ?? 'none');
  });

  it('has a page and a problem for every failure code', async () => {
    const here = await world();
    const codes: readonly ProblemCode[] = [
      'invalid-input',
      'not-found',
      'forbidden',
      'conflict',
      'already-done',
      'wrong-state',
      'gone',
      'locked',
      'too-many',
      'too-large',
      'separation-of-duties',
      'blocked-by-rule',
      'unavailable',
    ];
    for (const code of codes) {
      const page = await new Visit(here).get(`/proba/blad/${code}`);
      expect(page.status).toBe(statusOf({ code }));
      expect(page.headers.get('content-type')).toContain('text/html');
      expect(page.headers.get('retry-after')).toBe('7');
      const problem = await new Visit(here).ask(`/proba/blad/${code}`, { headers: { accept: 'application/json' } });
      expect(await problem.json()).toMatchObject({
        code,
        status: statusOf({ code }),
        type: `http://localhost:3000/problems/${code}`,
      });
    }
  });

  it('writes the strict headers on every answer, errors too', async () => {
    const here = await world();
    for (const path of ['/proba/zepsute', '/nie-ma', '/proba/blad/gone']) {
      const { headers } = await new Visit(here).get(path);
      expect(headers.get('content-security-policy')).toBe(contentSecurityPolicy());
      expect(headers.get('content-security-policy')).not.toMatch(/unsafe|http/);
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-robots-tag')).toContain('noindex');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('strict-transport-security')).toBeNull();
    }
  });

  it('answers 405 where the address is right and the method is not', async () => {
    const here = await world();
    expect((await here.app.request('/proba', { method: 'DELETE' })).status).toBe(405);
  });

  it('sends staff without a session to sign in and back, and JSON clients a 401', async () => {
    const here = await world();
    const page = await new Visit(here).get('/desk/sprawa/1?x=1');
    expect([page.status, page.headers.get('location')]).toEqual([
      303,
      '/konto/zaloguj?powrot=%2Fdesk%2Fsprawa%2F1%3Fx%3D1',
    ]);
    expect((await new Visit(here).ask('/desk/sprawa/1', { headers: { accept: 'application/json' } })).status).toBe(401);
  });

  it('asks the access table, and answers 404 for what may not be known', async () => {
    const verdicts = {
      yes: { allowed: true },
      no: { allowed: false, hidden: false, reason: { rule: 'unlisted' } },
      hidden: { allowed: false, hidden: true, reason: { rule: 'unlisted' } },
    };
    const here = await world({
      currentActor: async () => ANNA,
      may: (_: Actor, action: string, object: { caseId: keyof typeof verdicts }) =>
        action === 'case.read' ? verdicts[object.caseId] : verdicts.no,
    });
    const visit = new Visit(here);
    visit.cookies.set('rsession', 'x');
    const statuses = [];
    for (const id of ['yes', 'no', 'hidden', 'none']) statuses.push((await visit.get(`/desk/sprawa/${id}`)).status);
    expect(statuses).toEqual([200, 403, 404, 404]);
  });

  it('slows an address down with 429 and says how long to wait, then lets it in again', () => {
    const limiter = memoryRateLimiter();
    const rate = { burst: 2, perMinute: 60 };
    const at = Date.parse('2026-04-03T08:00:00Z');
    const waits = [0, 0, 0, 500, 1100].map((later) => limiter.take('a', rate, instant(at + later)));
    expect(waits).toEqual([0, 0, 1, 1, 0]);
    expect(limiter.take('b', rate, instant(at))).toBe(0);
  });

  it('stops one address that asks too much, and nobody else', async () => {
    let address = '198.51.100.7';
    const here = await buildWorld({ limited: true, more: { addressOf: () => address } });
    const statuses = [];
    for (let asked = 0; asked < 125; asked += 1) statuses.push((await here.app.request('/kod')).status);
    expect(statuses.slice(0, 120)).toEqual(Array(120).fill(200));
    const stopped = await here.app.request('/kod');
    expect([stopped.status, Number(stopped.headers.get('retry-after')) > 0]).toEqual([429, true]);
    expect(await stopped.text()).toContain('Odczekaj chwilę');
    address = '198.51.100.8';
    expect((await here.app.request('/kod')).status).toBe(200);
    expect(here.logged.join()).not.toContain('198.51.100');
  });

  it('describes every route in OpenAPI, with who may call it', async () => {
    const document = openApi([publicSurface, surface('desk', [staff])], 'http://localhost', '1') as {
      paths: Record<string, Record<string, { 'x-access': string }>>;
    };
    expect(document.paths['/desk/sprawa/{id}']?.get?.['x-access']).toBe('case.read');
    const count = Object.values(document.paths).flatMap(Object.keys).length;
    expect(count).toBe(publicSurface.routes.length + 1);
    const served = await (await buildWorld()).app.request('/openapi.json');
    expect(await served.json()).toMatchObject({ openapi: '3.1.0' });
  });

  it('does without a library of its own for HEAD: GET runs, nothing is sent', async () => {
    const here = await buildWorld();
    const response = await here.app.request('/kod', { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(here.app).toBeInstanceOf(Hono);
  });
});
