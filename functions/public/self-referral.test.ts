import { describe, expect, it } from 'vitest';
import { buildWorld, CLUB, Visit, type World } from '../../test/pages/world.ts';
import { currentLink } from '../use-cases/links/current-link.ts';

const PERSON = {
  'participant.firstName': 'Anna',
  'participant.lastName': 'Nowak',
  'participant.birthDate.day': '3',
  'participant.birthDate.month': '4',
  'participant.birthDate.year': '1980',
  'participant.residence': 'Lublin',
  command: 'next',
};

const PAGES: readonly Readonly<Record<string, string>>[] = [
  PERSON,
  { reason: 'Chcę wrócić do pracy.', command: 'next' },
  { 'dimensionDeficits.resources': 'Brak środków na dojazd.', command: 'next' },
  { hasSocialContract: 'no', participantWill: 'Chcę spróbować.', command: 'next' },
];

async function begin(world: World): Promise<Visit> {
  const visit = new Visit(world);
  expect(await visit.go('/k/lub/zgloszenie', {})).toBe('/f');
  return visit;
}

async function fillAll(visit: Visit): Promise<void> {
  let address = '/f/strona/1';
  for (const fields of PAGES) address = await visit.go(address, fields);
  expect(address).toBe('/f/sprawdz');
}

describe('a person refers themselves', () => {
  it('goes from the club to a reference number, without a script', async () => {
    const world = await buildWorld();
    const visit = await begin(world);
    await fillAll(visit);
    const check = await (await visit.get('/f/sprawdz')).text();
    expect(check).toContain('3 kwietnia 1980');
    expect(check).toContain('Wyślij zgłoszenie');
    expect(await visit.go('/f/sprawdz', { 'signature.kind': 'typed', 'signature.name': 'Anna Nowak' })).toBe(
      '/f/gotowe',
    );
    const done = await (await visit.get('/f/gotowe')).text();
    expect(done).toMatch(/LUB\/2026\/0001/);
    const { items } = await world.store.list('cases-of-organisation', { organisationId: CLUB.organisationId });
    expect(items.map((found) => [found.reference, found.displayName])).toEqual([['LUB/2026/0001', 'Anna Nowak']]);
  });

  it('files once however often it is sent', async () => {
    const world = await buildWorld();
    const visit = await begin(world);
    await fillAll(visit);
    const signature = { 'signature.kind': 'typed', 'signature.name': 'Anna Nowak' };
    const twice = await Promise.all([visit.post('/f/sprawdz', signature), visit.post('/f/sprawdz', signature)]);
    expect(twice.map((response) => response.headers.get('location'))).toEqual(['/f/gotowe', '/f/gotowe']);
    expect((await visit.post('/f/sprawdz', signature)).headers.get('location')).toBe('/f/gotowe');
    const { items } = await world.store.list('cases-of-organisation', { organisationId: CLUB.organisationId });
    expect(items).toHaveLength(1);
  });

  it('keeps every error until it is mended and leads to the field', async () => {
    const world = await buildWorld();
    const visit = await begin(world);
    const response = await visit.post('/f/strona/1', {
      'participant.firstName': 'Anna',
      'participant.birthDate.day': '31',
      'participant.birthDate.month': '2',
      'participant.birthDate.year': '1980',
      command: 'next',
    });
    expect(response.status).toBe(422);
    const page = await response.text();
    expect(page).toContain('<title>Błąd: ');
    expect(page).toContain('href="#participant-lastName"');
    expect(page).toContain('href="#participant-birthDate-day"');
    expect(page).toContain('value="31"');
    expect(page).toContain('value="Anna"');
  });

  it('answers a JSON client with the problem instead of a page', async () => {
    const world = await buildWorld();
    const visit = await begin(world);
    const response = await visit.ask('/f/sprawdz', {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
    });
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(response.status).toBe(422);
    const problem = (await response.json()) as { code: string; errors: { pointer: string }[] };
    expect(problem.code).toBe('invalid-input');
    expect(problem.errors.map((error) => error.pointer)).toContain('/participant/firstName');
  });

  it('never asks who refers, and believes nobody who says otherwise', async () => {
    const world = await buildWorld();
    const visit = await begin(world);
    await visit.go('/f/strona/1', PERSON);
    const page = await (await visit.get('/f/strona/2')).text();
    expect(page).not.toContain('name="referralSource"');
    await visit.go('/f/strona/2', { reason: 'x', referralSource: 'ops', command: 'next' });
    const answers = (await (await visit.ask('/f/sprawdz', { headers: { accept: 'application/json' } })).json()) as {
      answers: Record<string, unknown>;
    };
    expect(answers.answers.referralSource).toBe('self');
  });

  it('saves as the person types and tells a second window that it is behind', async () => {
    const world = await buildWorld();
    const visit = await begin(world);
    const json = { accept: 'application/json' };
    const saved = await visit.ask('/f/strona/1', {
      method: 'POST',
      body: new URLSearchParams({ 'participant.firstName': 'Ewa', draft: '1', command: 'save' }),
      headers: json,
    });
    expect(await saved.json()).toMatchObject({ draftVersion: 2 });
    const behind = await visit.post('/f/strona/1', { ...PERSON, draft: '1' });
    expect(behind.status).toBe(409);
    const page = await behind.text();
    expect(page).toContain('na innym urządzeniu');
    expect(page).toContain('value="Anna"');
    expect(page).toContain('name="draft" value="2"');
  });

  it('comes back on another device with address and code, and not without', async () => {
    const world = await buildWorld();
    const visit = await begin(world);
    expect(await visit.go('/f/strona/1', { ...PERSON, command: 'later' })).toBe('/f/pozniej');
    const ticket = (await (await visit.postJson('/f/pozniej', {})).json()) as { url: string; code: string };
    const path = new URL(ticket.url).pathname;
    const other = new Visit(world);
    expect((await other.post(path, { code: 'AAAA-AAAA' })).status).toBe(422);
    expect(await other.go(path, { code: ticket.code.toLowerCase().replace('-', ' ') })).toBe('/f');
    expect(await (await other.get('/f/strona/1')).text()).toContain('value="Anna"');
    expect((await new Visit(world).post('/kod', { code: ticket.code })).status).toBe(422);
  });

  it('locks the return address after five wrong codes, for the right one too', async () => {
    const world = await buildWorld();
    const visit = await begin(world);
    await visit.go('/f/strona/1', { ...PERSON, command: 'later' });
    const ticket = (await (await visit.postJson('/f/pozniej', {})).json()) as { url: string; code: string };
    const path = new URL(ticket.url).pathname;
    const other = new Visit(world);
    const answers = [];
    for (let tries = 0; tries < 5; tries += 1) answers.push((await other.post(path, { code: 'AAAA-AAAA' })).status);
    expect(answers).toEqual([422, 422, 422, 422, 423]);
    expect((await other.post(path, { code: ticket.code })).status).toBe(423);
  });

  it('leaves nothing behind on a shared computer, and deletes when asked', async () => {
    const world = await buildWorld();
    const visit = await begin(world);
    await visit.go('/f/strona/1', PERSON);
    const token = visit.cookies.get('rlink') ?? '';
    expect(await visit.go('/f/zakoncz', { forget: 'yes' })).toBe('/zakonczono');
    expect(visit.cookies.has('rlink')).toBe(false);
    expect((await currentLink(world.ports, token)).ok).toBe(false);
    visit.cookies.set('rlink', token);
    expect((await visit.get('/f/strona/1')).status).toBe(401);
  });

  it('takes a file, looks at its content and keeps it with the answers', async () => {
    const world = await buildWorld();
    const visit = await begin(world);
    const upload = (name: string, content: string): Promise<Response> => {
      const body = new FormData();
      body.set('hasSocialContract', 'yes');
      body.set('command', 'stay');
      body.set('fullContract', new File([content], name, { type: 'application/pdf' }));
      return visit.ask('/f/strona/4', { method: 'POST', body });
    };
    expect((await upload('kontrakt.pdf', '%PDF-1.7 treść')).status).toBe(303);
    expect(await (await visit.get('/f/strona/4')).text()).toContain('kontrakt.pdf');
    expect([...world.files.values()].map((bytes) => bytes.byteLength)).toEqual([16]);
    expect((await upload('wirus.pdf', 'MZ to program')).status).toBe(303);
    expect(world.files.size).toBe(1);
    expect(await (await visit.get('/f/strona/4')).text()).toMatch(/wirus\.pdf[\s\S]*odrzucony/);
  });

  it('speaks Polish, English and Ukrainian', async () => {
    const world = await buildWorld();
    const visit = await begin(world);
    const title = async (path: string): Promise<string> =>
      /<h1[^>]*>([^<]*)/.exec(await (await visit.get(path)).text())?.[1] ?? '';
    const seen = [
      await title('/f/sprawdz'),
      await title('/f/sprawdz?lang=en'),
      await title('/f/sprawdz'),
      await title('/f/sprawdz?lang=uk'),
    ];
    expect(seen).toEqual(['Sprawdź odpowiedzi', 'Check your answers', 'Check your answers', 'Перевірте відповіді']);
  });
});
