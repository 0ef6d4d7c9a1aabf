import { describe, expect, it } from 'vitest';
import { readExamples } from '../../forms/read-forms.ts';
import { buildWorld, CLUB, Visit, type World } from '../../test/pages/world.ts';
import type { Campaign } from '../domain/campaigns/campaign.ts';
import type { CampaignId, CaseId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import { issueLink } from '../use-cases/links/issue-link.ts';

async function openCampaign(promise: Campaign['promise'] = 'open'): Promise<{ world: World; campaign: Campaign }> {
  const world = await buildWorld();
  const version = await world.ports.forms.current('institution-survey', CLUB.regionId);
  const campaign: Campaign = {
    campaignId: 'ankieta1' as CampaignId,
    caseId: 'sprawa1' as CaseId,
    form: { slug: 'institution-survey', scope: 'national', number: version?.number ?? 0 },
    title: 'Ankieta dla instytucji 2026',
    promise,
    organisationId: CLUB.organisationId,
    regionId: CLUB.regionId,
    status: 'open',
    closesAt: '2026-04-10T08:00:00.000Z' as Instant,
    extended: false,
    version: 1,
  };
  await world.store.commit([{ put: 'campaign', record: campaign }]);
  return { world, campaign };
}

const hidden = (page: string, name: string): string => {
  const value = new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';
  return value.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
};

/** The example's answers as form fields, by name. */
function fieldsOf(answers: object, prefix = ''): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {};
  for (const [key, value] of Object.entries(answers)) {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if (typeof value !== 'object' || value === null) fields[name] = String(value);
    else if (Object.values(value).every((one) => typeof one === 'boolean'))
      fields[name] = Object.keys(value).filter((one) => (value as Record<string, boolean>)[one]);
    else Object.assign(fields, fieldsOf(value, name));
  }
  return fields;
}

const FULL = readExamples('institution-survey').find((example) => example.name === 'full')?.answers ?? {};

/** Walks the pages by POST alone, as a browser without a script would, and stops at the check page. */
async function walk(visit: Visit, address: string, invitation = ''): Promise<string> {
  let page = await (await visit.post(address, { invitation })).text();
  for (let steps = 0; steps < 60 && !page.includes('value="send"'); steps += 1) {
    const response = await visit.post(address, {
      ...fieldsOf(FULL),
      carried: hidden(page, 'carried'),
      at: hidden(page, 'at'),
      invitation: hidden(page, 'invitation'),
      command: 'next',
    });
    page = await response.text();
    if (response.status !== 200)
      throw new Error(`${response.status} ${page.slice(page.indexOf('<main'), page.indexOf('<main') + 2500)}`);
  }
  return page;
}

describe('an anonymous survey', () => {
  it('is answered page by page without any draft, session or tie', async () => {
    const { world, campaign } = await openCampaign();
    const visit = new Visit(world);
    expect(await (await visit.get('/a/ankieta1')).text()).toContain('Nie zapisujemy adresu komputera');
    const check = await walk(visit, '/a/ankieta1');
    expect(visit.cookies.size).toBe(0);
    expect(await visit.go('/a/ankieta1', { carried: hidden(check, 'carried'), command: 'send' })).toBe(
      '/a/ankieta1/dziekujemy',
    );
    const { items } = await world.ports.anonymous.read(campaign.campaignId);
    expect(items).toEqual([FULL]);
    expect([...visit.cookies]).toEqual([['rdone-ankieta1', '1']]);
    expect(await (await visit.get('/a/ankieta1')).text()).toContain('wysłano już odpowiedź');
  });

  it('keeps typed answers and shows the errors of the page', async () => {
    const { world } = await openCampaign();
    const visit = new Visit(world);
    const first = await (await visit.post('/a/ankieta1', {})).text();
    const response = await visit.post('/a/ankieta1', { at: hidden(first, 'at'), carried: '', command: 'next' });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('Popraw poniższe');
  });

  it('refuses carried answers that nobody could have typed', async () => {
    const { world } = await openCampaign();
    for (const carried of ['[1]', '{"__proto__":{"a":1}}', '{', `${'['.repeat(200)}${']'.repeat(200)}`]) {
      expect((await new Visit(world).post('/a/ankieta1', { carried, at: '0', command: 'next' })).status).toBe(400);
    }
  });

  it('takes all answers at once as JSON, checked the same', async () => {
    const { world } = await openCampaign();
    expect((await new Visit(world).postJson('/a/ankieta1', { answers: FULL })).status).toBe(200);
    const wrong = await new Visit(world).postJson('/a/ankieta1', { answers: {} });
    expect(wrong.status).toBe(422);
    expect(await world.ports.anonymous.count('ankieta1')).toBe(1);
  });

  it('closes on time', async () => {
    const { world } = await openCampaign();
    world.advance(8 * 86_400_000);
    const response = await new Visit(world).get('/a/ankieta1');
    expect([response.status, (await response.text()).includes('Ta ankieta jest zamknięta')]).toEqual([410, true]);
    expect((await new Visit(world).postJson('/a/ankieta1', { answers: FULL })).status).toBe(410);
  });

  it('prints on paper with a QR code', async () => {
    const { world } = await openCampaign();
    const page = await (await new Visit(world).get('/a/ankieta1/druk')).text();
    expect(page).toContain('<svg');
    expect(page).toContain('http://localhost:3000/a/ankieta1');
    expect(page).toContain('rf-paper__options');
  });

  it('takes one answer per invitation and lets nobody in without one', async () => {
    const { world, campaign } = await openCampaign('invited');
    expect((await new Visit(world).postJson('/a/ankieta1', { answers: FULL })).status).toBe(404);
    const issued = issueLink(world.ports, {
      kind: 'one-time',
      target: { kind: 'campaign', campaignId: campaign.campaignId },
      validFor: 'P7D',
      createdBy: 'test',
    });
    await world.store.commit([{ put: 'link', record: issued.record }]);
    const visit = new Visit(world);
    const address = await visit.go(new URL(issued.url).pathname, {});
    const intro = await (await visit.get(address)).text();
    const check = await walk(visit, '/a/ankieta1', hidden(intro, 'invitation'));
    const sent = { carried: hidden(check, 'carried'), invitation: hidden(check, 'invitation'), command: 'send' };
    expect(await visit.go('/a/ankieta1', sent)).toBe('/a/ankieta1/dziekujemy');
    expect((await visit.post('/a/ankieta1', sent)).status).toBe(410);
    expect(await world.ports.anonymous.count(campaign.campaignId)).toBe(1);
    expect(visit.cookies.size).toBe(0);
  });

  it('takes an invitation by its code from paper too', async () => {
    const { world, campaign } = await openCampaign('invited');
    const issued = issueLink(world.ports, {
      kind: 'one-time',
      target: { kind: 'campaign', campaignId: campaign.campaignId },
      validFor: 'P7D',
      createdBy: 'test',
    });
    await world.store.commit([{ put: 'link', record: issued.record }]);
    const visit = new Visit(world);
    const address = await visit.go('/kod', { code: issued.code });
    expect([address.startsWith('/a/ankieta1?zaproszenie='), visit.cookies.size]).toEqual([true, 0]);
    const invitation = hidden(await (await visit.get(address)).text(), 'invitation');
    expect((await visit.postJson('/a/ankieta1', { answers: FULL, invitation })).status).toBe(200);
    expect((await visit.postJson('/a/ankieta1', { answers: FULL, invitation })).status).toBe(410);
  });

  it('does not spend an invitation on answers that are not accepted', async () => {
    const { world, campaign } = await openCampaign('invited');
    const issued = issueLink(world.ports, {
      kind: 'one-time',
      target: { kind: 'campaign', campaignId: campaign.campaignId },
      validFor: 'P7D',
      createdBy: 'test',
    });
    await world.store.commit([{ put: 'link', record: issued.record }]);
    const invitation = new URL(issued.url).pathname.slice(3);
    expect((await new Visit(world).postJson('/a/ankieta1', { answers: {}, invitation })).status).toBe(422);
    expect((await new Visit(world).postJson('/a/ankieta1', { answers: FULL, invitation })).status).toBe(200);
  });
});
