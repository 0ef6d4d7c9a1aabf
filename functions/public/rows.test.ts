import { describe, expect, it } from 'vitest';
import { buildWorld, CLUB, Visit, type World } from '../../test/pages/world.ts';
import type { Draft } from '../domain/documents/document.ts';
import type { SubjectId } from '../domain/ids.ts';
import { issueLink } from '../use-cases/links/issue-link.ts';

/** A person at a form of their own, whatever form it is. */
async function filling(
  slug: string,
): Promise<{ world: World; visit: Visit; answers: () => Promise<Draft['answers']> }> {
  const world = await buildWorld();
  const version = await world.ports.forms.current(slug, CLUB.regionId);
  const draft: Draft = {
    draftId: 'draft1',
    form: { slug, scope: 'national', number: version?.number ?? 0 },
    purpose: { kind: 'self-referral', id: CLUB.organisationId },
    answers: {},
    subjectId: 'subject1' as SubjectId,
    page: 0,
    savedAt: world.ports.now(),
    expiresAt: '2026-12-31T00:00:00.000Z' as Draft['expiresAt'],
    version: 1,
  };
  const issued = issueLink(world.ports, {
    kind: 'personal',
    target: { kind: 'draft', draftId: 'draft1' },
    validFor: 'P14D',
    createdBy: 'test',
  });
  await world.store.commit([
    { put: 'draft', record: draft },
    { put: 'link', record: issued.record },
  ]);
  const visit = new Visit(world);
  await visit.go(new URL(issued.url).pathname, {});
  return {
    world,
    visit,
    answers: async () => (await world.store.read('draft', { draftId: 'draft1' }))?.answers ?? {},
  };
}

/** Page on which a field stands, by walking the form's pages. */
async function pageWith(visit: Visit, text: string): Promise<{ address: string; page: string }> {
  for (let at = 1; at < 12; at += 1) {
    const response = await visit.get(`/f/strona/${at}`);
    const page = response.status === 200 ? await response.text() : '';
    if (page.includes(text)) return { address: `/f/strona/${at}`, page };
  }
  throw new Error(`no page has ${text}`);
}

const members = (answers: Draft['answers']): readonly Record<string, unknown>[] =>
  (answers.householdMembers ?? []) as readonly Record<string, unknown>[];

describe('repeated groups by POST alone', () => {
  it('adds rows, keeps what was typed, removes the right one', async () => {
    const { visit, answers } = await filling('recruitment-survey');
    const { address } = await pageWith(visit, 'name="householdMembers[]"');
    const marker = 'householdMembers[]';
    const first = await visit.go(address, {
      [marker]: ['', '0'],
      'householdMembers[0].relation': 'córka',
      'householdMembers[0].age': '7',
      command: 'add:householdMembers',
    });
    expect(first).toBe(`${address}#householdMembers-end`);
    const page = await (await visit.get(address)).text();
    expect(page).toContain('name="householdMembers[1].relation"');
    expect(page).toContain('value="córka"');
    await visit.go(address, {
      [marker]: ['', '0', '1'],
      'householdMembers[0].relation': 'córka',
      'householdMembers[0].age': '7',
      'householdMembers[1].relation': 'matka',
      'householdMembers[1].age': '71',
      command: 'remove:householdMembers:0',
    });
    expect(members(await answers()).map((row) => row.relation)).toEqual(['matka']);
  });

  it('points at the row that is wrong', async () => {
    const { visit } = await filling('recruitment-survey');
    const { address } = await pageWith(visit, 'name="householdMembers[]"');
    const response = await visit.post(address, {
      'householdMembers[]': ['', '0', '1'],
      'householdMembers[0].relation': 'córka',
      'householdMembers[0].age': '7',
      'householdMembers[1].relation': 'matka',
      'householdMembers[1].age': 'dużo',
      command: 'next',
    });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('href="#householdMembers-1-age"');
  });

  it('gives long entries a page each, and comes back to the list', async () => {
    const { visit, answers } = await filling('individual-action-plan');
    const { address, page } = await pageWith(visit, 'value="add:');
    const path = /value="add:([^"]+)"/.exec(page)?.[1] ?? '';
    expect(await visit.go(address, { command: `add:${path}` })).toContain(`#${path}-end`);
    const list = await (await visit.get(address)).text();
    expect(list).toContain(`value="open:${path}:0"`);
    const row = await visit.go(address, { command: `open:${path}:0` });
    expect(row).toMatch(/^\/f\/wpis\?strona=\d+&grupa=[\w.]+&wiersz=1$/);
    const entry = await (await visit.get(row)).text();
    const field = new RegExp(`name="(${path}\\[0\\]\\.\\w+)"`).exec(entry)?.[1] ?? '';
    expect(field).not.toBe('');
    expect((await visit.post(row, { command: 'next' })).status).toBe(422);
    await visit.go(row, { [field]: 'Nauczę się pisać CV.', command: 'save' });
    expect(JSON.stringify(await answers())).toContain('Nauczę się pisać CV.');
  });

  it('refuses rows and pages that are not there', async () => {
    const { visit } = await filling('recruitment-survey');
    for (const address of ['/f/strona/99', '/f/strona/0', '/f/wpis?strona=99&grupa=x&wiersz=1']) {
      expect((await visit.get(address)).status).toBe(404);
    }
    expect((await visit.get('/f/wpis?strona=1&grupa=__proto__&wiersz=1')).status).toBeLessThan(500);
    expect((await visit.get('/f/wpis?strona=1')).status).toBe(422);
  });

  it('keeps nothing that no field of the form knows', async () => {
    const { visit, answers } = await filling('recruitment-survey');
    await visit.go('/f/strona/1', { unknown: 'x', 'householdMembers[0].unknown': 'x', 'a.b.c': 'x', command: 'save' });
    const json = await visit.postJson('/f/strona/1', { answers: { unknown: { deep: true }, livesAlone: 'yes' } });
    expect(json.status).toBe(200);
    expect(JSON.stringify(await answers())).not.toContain('unknown');
    expect((await answers()).livesAlone).toBe('yes');
  });
});
