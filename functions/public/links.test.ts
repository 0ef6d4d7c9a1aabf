import { describe, expect, it } from 'vitest';
import { buildWorld, CLUB, Visit, type World } from '../../test/pages/world.ts';
import type { Draft } from '../domain/documents/document.ts';
import type { SubjectId } from '../domain/ids.ts';
import type { Link, LinkKind } from '../domain/links/link.ts';
import { issueLink } from '../use-cases/links/issue-link.ts';
import { revokeLink } from '../use-cases/links/revoke-link.ts';

async function issue(world: World, kind: LinkKind, target?: Link['target']): Promise<ReturnType<typeof issueLink>> {
  const version = await world.ports.forms.current('referral', CLUB.regionId);
  const draft: Draft = {
    draftId: world.ports.newId(),
    form: { slug: 'referral', scope: 'national', number: version?.number ?? 0 },
    purpose: { kind: 'self-referral', id: CLUB.organisationId },
    answers: { referralSource: 'self' },
    subjectId: world.ports.newId() as SubjectId,
    page: 0,
    savedAt: world.ports.now(),
    expiresAt: '2026-12-31T00:00:00.000Z' as Draft['expiresAt'],
    version: 1,
  };
  const issued = issueLink(world.ports, {
    kind,
    target: target ?? { kind: 'draft', draftId: draft.draftId },
    validFor: 'P14D',
    createdBy: 'test',
  });
  const written = await world.store.commit([
    { put: 'draft', record: draft },
    { put: 'link', record: issued.record },
  ]);
  expect(written.ok).toBe(true);
  return issued;
}

const readLink = (world: World, issued: { readonly record: Link }): Promise<Link | undefined> =>
  world.store.read('link', { linkHash: issued.record.linkHash });

const pathOf = (issued: { readonly url: string }): string => new URL(issued.url).pathname;

describe('links', () => {
  it('stand in the table only as hashes', async () => {
    const world = await buildWorld();
    const issued = await issue(world, 'personal');
    const stored = JSON.stringify(await readLink(world, issued));
    expect(stored).not.toContain(pathOf(issued).slice(3));
    expect(stored).not.toContain(issued.code.replace('-', ''));
  });

  it('survive 10,000 visits of mail scanners and previews: nothing spent, nothing counted, no session made', {
    timeout: 60_000,
  }, async () => {
    const world = await buildWorld();
    const kinds: readonly LinkKind[] = ['personal', 'one-time', 'co-sign', 'resume'];
    const all = await Promise.all(kinds.map((kind) => issue(world, kind)));
    const before = JSON.stringify(await Promise.all(all.map((issued) => readLink(world, issued))));
    const ways: readonly RequestInit[] = [
      { method: 'GET' },
      { method: 'HEAD' },
      { method: 'GET', headers: { purpose: 'prefetch', 'sec-purpose': 'prefetch;prerender' } },
      { method: 'GET', headers: { 'user-agent': 'SafeLinks scanner' } },
    ];
    let visits = 0;
    while (visits < 10_000) {
      const issued = all[visits % all.length];
      const way = ways[Math.floor(visits / all.length) % ways.length];
      if (issued === undefined) throw new Error('no link');
      const response = await world.app.request(pathOf(issued), way ?? {});
      if (response.status !== 200 || response.headers.getSetCookie().length > 0)
        throw new Error(`visit ${visits}: ${response.status}`);
      visits += 1;
    }
    expect(JSON.stringify(await Promise.all(all.map((issued) => readLink(world, issued))))).toBe(before);
    // The measure would notice: one person's POST changes what was compared.
    const [first] = all;
    if (first === undefined) throw new Error('no link');
    expect(await new Visit(world).go(pathOf(first), {})).toBe('/f');
    expect(JSON.stringify(await Promise.all(all.map((issued) => readLink(world, issued))))).not.toBe(before);
    console.log(`scanners: ${visits} visits, 0 links spent`);
  });

  it('are not spent by opening, even by a script that posts; only finishing spends', async () => {
    const world = await buildWorld();
    const issued = await issue(world, 'one-time');
    for (let tries = 0; tries < 3; tries += 1) expect(await new Visit(world).go(pathOf(issued), {})).toBe('/f');
    const link = await readLink(world, issued);
    expect([link?.spentAt, link?.uses]).toEqual([undefined, 3]);
  });

  it('give a session that is narrow, hidden from scripts and short', async () => {
    const world = await buildWorld({ baseUrl: 'https://reintegra.example' });
    const issued = await issue(world, 'personal');
    const response = await new Visit(world).post(pathOf(issued), {});
    const [cookie] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-rlink=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=43200$/);
    expect(response.headers.get('location')).toBe('/f');
    expect(response.headers.get('strict-transport-security')).toContain('max-age=63072000');
  });

  it.each([
    ['expired', async (world: World) => world.advance(15 * 86_400_000), 'Ten odnośnik wygasł'],
    [
      'revoked',
      async (world: World, issued: { record: Link }) => revokeLink(world.ports, { linkHash: issued.record.linkHash }),
      'Ten odnośnik wycofano',
    ],
    [
      'spent',
      async (world: World, issued: { record: Link }) =>
        world.store.commit([{ put: 'link', record: { ...issued.record, spentAt: world.ports.now(), version: 2 } }]),
      'To już wysłano',
    ],
  ])('say in plain words that they are %s', async (_, end, words) => {
    const world = await buildWorld();
    const issued = await issue(world, 'personal');
    await end(world, issued);
    for (const response of [
      await new Visit(world).get(pathOf(issued)),
      await new Visit(world).post(pathOf(issued), {}),
    ]) {
      expect(response.status).toBe(410);
      expect(await response.text()).toContain(words);
    }
    const code = await new Visit(world).post('/kod', { code: issued.code });
    expect(code.status).toBe(410);
  });

  it('end running sessions at once when revoked', async () => {
    const world = await buildWorld();
    const issued = await issue(world, 'personal');
    const visit = new Visit(world);
    await visit.go(pathOf(issued), {});
    expect((await visit.get('/f')).status).toBe(200);
    await revokeLink(world.ports, { linkHash: issued.record.linkHash });
    expect((await visit.get('/f')).status).toBe(410);
  });

  it('refuse forged and mangled addresses alike', async () => {
    const world = await buildWorld();
    const issued = await issue(world, 'personal');
    for (const path of ['/l/x', `/l/${'A'.repeat(43)}`, `${pathOf(issued)}x`, '/l/..%2f..%2fetc']) {
      expect((await new Visit(world).get(path)).status).toBe(404);
    }
  });

  it('open by their code from paper, however it is typed, and slow guessing down', async () => {
    const world = await buildWorld({ limited: true });
    const issued = await issue(world, 'personal');
    expect(await new Visit(world).go('/kod', { code: ` ${issued.code.toLowerCase().replace('-', '')} ` })).toBe('/f');
    const answers = [];
    for (let tries = 0; tries < 12; tries += 1) answers.push(await new Visit(world).post('/kod', { code: 'AAAAAAAA' }));
    expect(answers.map((response) => response.status).slice(0, 9)).toEqual(Array(9).fill(422));
    expect(answers.at(-1)?.status).toBe(429);
    expect(Number(answers.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0);
    world.advance(61_000);
    expect((await new Visit(world).post('/kod', { code: 'AAAAAAAA' })).status).toBe(422);
  });

  it('never show their secret or code in a log line', async () => {
    const world = await buildWorld();
    const issued = await issue(world, 'personal');
    await new Visit(world).get(pathOf(issued));
    await new Visit(world).post('/kod', { code: issued.code });
    expect(world.logged.join('\n')).not.toContain(pathOf(issued).slice(3));
    expect(world.logged.join('\n')).not.toContain(issued.code);
  });
});
