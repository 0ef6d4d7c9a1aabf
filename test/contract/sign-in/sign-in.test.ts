import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../functions/domain/directory/directory.ts';
import { currentActor } from '../../../functions/use-cases/account/current-actor.ts';
import { completeSetup, prepareSetup } from '../../../functions/use-cases/account/setup.ts';
import { safeReturn } from '../../../functions/use-cases/account/sign-in.ts';
import { browser, type House, openHouse } from './house.ts';

const SESSION = '__Host-rsession';

describe('signing in with the embedded provider', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse('demo');
    await house.organisation('kis-1');
    await house.organisation('ops-1', { kind: 'ops', code: 'OPS', name: 'OPS w Lublinie' });
    await house.person('jan', 'Jan Kierownik', [['kisManager', 'kis-1']]);
    await house.person('ewa', 'Ewa Dwojga Ról', [
      ['caseManager', 'kis-1'],
      ['organisationAdmin', 'kis-1'],
    ]);
    await house.person('byly', 'Były Pracownik', [['caseManager', 'kis-1', { to: '2026-02-01' as never }]]);
  });
  afterAll(() => house.stop());

  it('shows the demo people of their institutions and signs the chosen one in, on one origin', async () => {
    const visitor = browser(house);
    const ask = await visitor.get('/konto/zaloguj/dalej?powrot=/desk');
    expect(ask.status).toBe(200);
    expect(ask.path).toMatch(/^\/oidc\/interaction\//);
    expect(ask.text).toContain('Jan Kierownik');
    expect(ask.text).toContain('kierownik KIS');
    expect(ask.text).not.toContain('Były Pracownik');
    const back = await visitor.signIn('jan', '/konto');
    expect(back).toMatchObject({ path: '/konto', status: 200 });
    expect(back.text).toContain('Jan Kierownik');
    expect(visitor.jar.get(SESSION)).toMatch(/^[\w-]{43}$/);
  });

  it('begins a sign-in without keeping anything and refuses a forged or expired return', async () => {
    const visitor = browser(house);
    const begun = await visitor.send('/konto/zaloguj/dalej');
    expect(begun.status).toBe(303);
    expect(new URL(begun.headers.get('location') ?? '').searchParams.get('code_challenge_method')).toBe('S256');
    const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state');
    expect((await visitor.get(`/konto/powrot?code=x&state=wrong`)).status).toBe(403);
    expect((await browser(house).get(`/konto/powrot?code=x&state=${state}`)).text).toContain(
      'Logowanie trwało za długo',
    );
    const late = browser(house);
    await late.send('/konto/zaloguj/dalej');
    house.pass(16 * 60_000);
    expect((await late.get('/konto/powrot?code=x&state=y')).text).toContain('Logowanie trwało za długo');
  });

  it('asks a person with several roles which one, and changes the token with the role', async () => {
    const visitor = browser(house);
    const choose = await visitor.signIn('ewa', '/konto');
    expect(choose.path).toBe('/konto/rola?powrot=%2Fkonto');
    expect(choose.text).toContain('case manager');
    const before = visitor.jar.get(SESSION) ?? '';
    expect((await visitor.get('/konto')).path).toBe('/konto/rola?powrot=%2Fkonto');
    expect((await visitor.post('/konto/rola', { powrot: '/konto' })).text).toContain('Wybierz rolę');
    expect((await visitor.post('/konto/rola', { rola: 'jan-kisManager' })).status).toBe(403);
    expect((await visitor.post('/konto/rola', { rola: 'ewa-caseManager', powrot: '/konto' })).path).toBe('/konto');
    const after = visitor.jar.get(SESSION) ?? '';
    expect(after).not.toBe(before);
    expect(await currentActor(house.ports, before, house.ports.now())).toEqual({ ok: true, value: undefined });
    expect(await currentActor(house.ports, after, house.ports.now())).toMatchObject({
      ok: true,
      value: {
        actor: { personId: 'ewa', role: 'caseManager', networkId: 'net-1', organisationKind: 'kis' },
        roles: [{}, {}],
      },
    });
  });

  it('tells a person without a role of today so', async () => {
    expect((await browser(house).signIn('byly')).text).toContain('Nie masz dziś żadnej roli');
  });

  it('ends idle sessions after half an hour and all after twelve hours', async () => {
    const visitor = browser(house);
    await visitor.signIn('jan', '/konto');
    house.pass(29 * 60_000);
    expect((await visitor.get('/konto')).path).toBe('/konto');
    house.pass(29 * 60_000);
    expect((await visitor.get('/konto')).path).toBe('/konto');
    house.pass(31 * 60_000);
    expect((await visitor.get('/konto')).path).toContain('/konto/zaloguj');
    await visitor.signIn('jan', '/konto');
    for (let half = 0; half < 26; half += 1) {
      house.pass(28 * 60_000);
      await visitor.get('/konto');
    }
    expect((await visitor.get('/konto')).path).toContain('/konto/zaloguj');
  });

  it('acts on an ended role and on a deactivated person at the next request', async () => {
    const visitor = browser(house);
    await house.person('ola', 'Ola Krótka', [['caseManager', 'kis-1']]);
    await visitor.signIn('ola', '/konto');
    expect((await visitor.get('/konto')).path).toBe('/konto');
    const membership = await house.store.read('membership', { membershipId: 'ola-caseManager' });
    if (membership === undefined) throw new Error('no membership');
    await house.store.commit([{ put: 'membership', record: { ...membership, to: '2026-01-02' as never, version: 2 } }]);
    expect((await visitor.get('/konto')).path).toContain('/konto/zaloguj');
    await house.store.commit([{ put: 'membership', record: { ...membership, version: 3 } }]);
    expect((await visitor.get('/konto')).path).toBe('/konto');
    const person = (await house.store.read('person', { personId: 'ola' as Person['personId'] })) as Person;
    await house.store.commit([{ put: 'person', record: { ...person, active: false, version: person.version + 1 } }]);
    expect((await visitor.get('/konto')).path).toContain('/konto/zaloguj');
  });

  it('signs out here, or everywhere', async () => {
    const [one, two] = [browser(house), browser(house)];
    await one.signIn('jan', '/konto');
    await two.signIn('jan', '/konto');
    const token = one.jar.get(SESSION) ?? '';
    expect((await one.post('/konto/wyloguj', {})).path).toBe('/konto/wylogowano');
    expect(one.jar.has(SESSION)).toBe(false);
    expect(await currentActor(house.ports, token, house.ports.now())).toEqual({ ok: true, value: undefined });
    await one.signIn('jan', '/konto');
    expect((await two.get('/konto')).text).toContain('ta przeglądarka');
    await one.post('/konto/wyloguj-wszedzie', {});
    expect((await two.get('/konto')).path).toContain('/konto/zaloguj');
  });

  it('ends the browser’s former session when somebody signs in', async () => {
    const visitor = browser(house);
    await visitor.signIn('jan', '/konto');
    const former = visitor.jar.get(SESSION) ?? '';
    await visitor.signIn('jan', '/konto');
    expect(visitor.jar.get(SESSION)).not.toBe(former);
    expect(await currentActor(house.ports, former, house.ports.now())).toEqual({ ok: true, value: undefined });
  });

  it('returns to paths of its own only', () => {
    expect(safeReturn('/desk?x=1')).toBe('/desk?x=1');
    for (const foreign of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      'javascript:alert(1)',
      '',
      '/a b',
      undefined,
      `/${'x'.repeat(600)}`,
    ]) {
      expect(safeReturn(foreign)).toBe('');
    }
  });

  it('writes no token, name or address into the log', async () => {
    const all = house.logged.join('\n');
    expect(all).toContain('signed-in');
    for (const secret of ['Jan', 'Kierownik', '@klub', '203.0.113']) expect(all).not.toContain(secret);
  });
});

describe('signing in by a code sent by mail', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse('code');
    await house.organisation('kis-1');
    await house.person('jan', 'Jan Kierownik', [['kisManager', 'kis-1']]);
  });
  afterAll(() => house.stop());

  const begin = async () => {
    const visitor = browser(house);
    const ask = await visitor.get('/konto/zaloguj/dalej?powrot=/konto');
    const action = /action="([^"]+)"/.exec(ask.text)?.[1] ?? '';
    return { visitor, action, text: ask.text };
  };

  it('sends a code to a known address and takes it once', async () => {
    const { visitor, action, text } = await begin();
    expect(text).not.toContain('Jan Kierownik');
    const wait = await visitor.post(action, { email: 'JAN@klub.example' });
    expect(wait.text).toContain('Wpisz kod');
    const { code } = house.codes.at(-1) ?? { code: '' };
    expect(code).toMatch(/^\d{6}$/);
    const wrong = await visitor.post(`${action}/kod`, { kod: code === '000000' ? '111111' : '000000' });
    expect(wrong.text).toContain('nieprawidłowy');
    expect((await visitor.post(`${action}/kod`, { kod: `${code.slice(0, 3)} ${code.slice(3)}` })).path).toBe('/konto');
  });

  it('answers alike for an unknown address, and locks after five wrong codes', async () => {
    const unknown = await begin();
    const sent = house.codes.length;
    const known = await begin();
    const blind = (page: string) => page.replaceAll(/interaction\/[\w-]+/g, '');
    const first = await unknown.visitor.post(unknown.action, { email: 'nikt@klub.example' });
    expect(house.codes).toHaveLength(sent);
    const second = await known.visitor.post(known.action, { email: 'jan@klub.example' });
    expect(blind(first.text)).toBe(blind(second.text));
    const { code } = house.codes.at(-1) ?? { code: '' };
    const other = code === '123456' ? '654321' : '123456';
    for (let attempt = 0; attempt < 5; attempt += 1) await known.visitor.post(`${known.action}/kod`, { kod: other });
    expect((await known.visitor.post(`${known.action}/kod`, { kod: code })).text).toContain('nieprawidłowy');
  });

  it('refuses an interaction of another browser', async () => {
    const { action } = await begin();
    expect((await browser(house).post(action, { email: 'jan@klub.example' })).text).toContain('Logowanie przerwane');
  });
});

describe('the first run of an empty home', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse('code');
  });
  afterAll(() => house.stop());

  const form = {
    adminName: 'Anna Pierwsza',
    adminEmail: 'anna@klub.example',
    region: 'lubelskie',
    clubName: 'KIS Testowo',
    clubCode: 'TES',
    clubAddress: '',
  };

  it('makes the first administrator, region, club and its people, once', async () => {
    const prepared = await prepareSetup(house.ports);
    if (!prepared.ok) throw new Error('no link');
    const path = new URL(prepared.value.url).pathname;
    const visitor = browser(house);
    expect((await visitor.get(path)).text).toContain('Pierwsze uruchomienie');
    expect((await visitor.get('/konto/start/forged')).status).toBe(404);
    const faulty = await visitor.post(path, { ...form, clubCode: 'zły', adminEmail: 'nie' });
    expect(faulty.status).toBe(422);
    expect(faulty.text).toContain('Podaj skrót');
    expect(faulty.text).toContain('value="Anna Pierwsza"');
    const people = new URLSearchParams(form);
    for (const [name, value] of [
      ['personName', ''],
      ['personEmail', ''],
      ['personRole', ''],
      ['personName', 'Piotr Drugi'],
      ['personEmail', 'piotr@klub.example'],
      ['personRole', 'kisManager'],
    ] as const)
      people.append(name, value);
    const done = await visitor.send(path, people);
    expect(done.headers.get('location')).toBe('/konto/rola');
    const roles = await visitor.get('/konto/rola');
    expect(roles.text).toContain('administrator systemu');
    expect((await visitor.get(path)).text).toContain('już nie działa');
    expect(await prepareSetup(house.ports)).toMatchObject({ ok: false });
    const again = await completeSetup(house.ports, path.split('/').at(-1) ?? '', { ...form, people: [] });
    expect(again).toMatchObject({ ok: false, failure: { code: 'gone' } });
    const piotr = await house.store.list('person-by-email', { email: 'piotr@klub.example' });
    expect(piotr.items).toHaveLength(1);
    const signIn = browser(house);
    const ask = await signIn.get('/konto/zaloguj/dalej');
    const action = /action="([^"]+)"/.exec(ask.text)?.[1] ?? '';
    await signIn.post(action, { email: 'piotr@klub.example' });
    expect((await signIn.post(`${action}/kod`, { kod: house.codes.at(-1)?.code ?? '' })).path).toBe('/desk');
  });

  it('ends an older link when a newer one is made, and any after a day', async () => {
    const empty = await openHouse('code');
    const first = await prepareSetup(empty.ports);
    const second = await prepareSetup(empty.ports);
    if (!first.ok || !second.ok) throw new Error('no link');
    const visitor = browser(empty);
    expect((await visitor.get(new URL(first.value.url).pathname)).status).toBe(404);
    empty.pass(25 * 3_600_000);
    expect((await visitor.get(new URL(second.value.url).pathname)).text).toContain('już nie działa');
    await empty.stop();
  });
});
