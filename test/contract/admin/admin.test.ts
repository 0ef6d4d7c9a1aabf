import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account } from '../../../functions/account/routes.ts';
import { admin } from '../../../functions/admin/routes.ts';
import type { Case } from '../../../functions/domain/cases/case.ts';
import { appendEvent, EMPTY_HEAD } from '../../../functions/domain/cases/events.ts';
import type { CaseId, OrganisationId } from '../../../functions/domain/ids.ts';
import { recordRead } from '../../../functions/use-cases/audit/record-read.ts';
import { browser, type House, openHouse } from '../sign-in/house.ts';

type Visitor = ReturnType<typeof browser>;

let house: House;
const sign = async (personId: string): Promise<Visitor> => {
  const visitor = browser(house);
  await visitor.signIn(personId, '/admin');
  return visitor;
};
const KIS = '/admin/instytucja/kis-1';
const staff = async (name: string) =>
  (await house.store.list('memberships-of-organisation', { organisationId: 'kis-1' })).items.filter(
    (one) => one.personId === name,
  );

async function closedCase(caseId: string, organisationId: string, reference: string): Promise<void> {
  const at = house.ports.now();
  const first = appendEvent(
    { caseId: caseId as CaseId, head: EMPTY_HEAD },
    { type: 'case-opened', at, by: { who: 'system', role: 'system' } },
  );
  const record = {
    caseId,
    kind: 'participant',
    reference,
    phase: 'ended',
    organisationId,
    regionId: 'lubelskie',
    subjectId: `subject-${caseId}`,
    displayName: 'Zofia Tajna',
    contact: { email: 'zofia@tajna.example' },
    processes: {},
    documents: { referral: 'd1' },
    openedAt: at,
    closedAt: at,
    head: first.head,
    version: 1,
  } as unknown as Case;
  const answers = { participant: { firstName: 'Zofia' }, scan: [{ id: 'file-1', sha256: 'x', state: 'checked' }] };
  await house.store.commit([
    { put: 'case', record },
    { put: 'case-event', record: first.event },
    {
      put: 'document',
      record: {
        documentId: 'd1',
        caseId,
        form: { slug: 'referral', scope: 'national', number: 1 },
        status: 'closed',
        answers,
        hash: 'h',
        subjectId: `subject-${caseId}`,
        organisationId,
        author: 'ola',
        edition: 1,
        createdAt: at,
        changedAt: at,
        version: 1,
      } as never,
    },
  ]);
  house.bytes.set('file-1', new Uint8Array([1]));
}

beforeAll(async () => {
  house = await openHouse('demo', [account, admin]);
  await house.organisation('kis-1', { name: 'KIS Lublin' });
  await house.organisation('kis-2', { name: 'KIS Chełm', code: 'CHE' });
  await house.organisation('kis-far', { name: 'KIS Opole', code: 'OPO', regionId: 'opolskie' as never });
  await house.organisation('rops-1', { name: 'ROPS', code: 'ROP', kind: 'rops' });
  await house.person('root', 'Renata Systemowa', [['systemAdmin', 'kis-1']]);
  await house.person('reg', 'Roman Regionalny', [['regionalDefinitionsAdmin', 'rops-1']]);
  await house.person('org', 'Olga Organizacyjna', [['organisationAdmin', 'kis-1']]);
  await house.person('dpo', 'Daria Ochronna', [['dataProtectionOfficer', 'kis-1']]);
  await house.person('boss', 'Bogdan Kierownik', [['kisManager', 'kis-1']]);
  await house.person('aud', 'Adam Audytor', [['auditor', 'rops-1']]);
  await house.person('cm', 'Celina Menedżer', [['caseManager', 'kis-1']]);
  await house.person('ola', 'Ola Druga', [['caseManager', 'kis-1']]);
  await closedCase('case-1', 'kis-1', 'LUB/2026/0001');
  await closedCase('case-2', 'kis-2', 'CHE/2026/0001');
});
afterAll(() => house.stop());

describe('the directory', () => {
  it('shows each administrator what is theirs', async () => {
    expect((await (await sign('root')).get('/admin/katalog')).text).toContain('KIS Chełm');
    const own = (await (await sign('org')).get('/admin/katalog')).text;
    expect(own).toContain('KIS Lublin');
    expect(own).not.toContain('KIS Chełm');
    const regional = await sign('reg');
    expect((await regional.get('/admin/katalog')).text).not.toContain('KIS Opole');
    expect((await regional.get('/admin/instytucja/kis-far')).status).toBe(404);
    expect((await (await sign('org')).get('/admin/instytucja/kis-2')).status).toBe(404);
    expect((await (await sign('cm')).get('/admin/katalog')).status).toBe(404);
    expect((await (await sign('cm')).get('/admin')).text).toContain('nie ma tu nic');
  });

  it('adds regions, networks, institutions and people within reach, on the record', async () => {
    const root = await sign('root');
    expect((await root.post('/admin/wojewodztwo-nowe', { region: 'podlaskie' })).path).toBe('/admin/katalog');
    expect((await root.post('/admin/wojewodztwo-nowe', { region: 'mars' })).status).toBe(422);
    const reg = await sign('reg');
    expect((await reg.post('/admin/siec-nowa?region=lubelskie', { name: 'LSR Lublin' })).path).toBe('/admin/katalog');
    expect((await reg.post('/admin/siec-nowa?region=podlaskie', { name: 'x' })).status).toBe(404);
    const form = {
      kind: 'ops',
      code: 'OPL',
      name: 'OPS Lublin',
      stakeholderType: 'B',
      networkId: '',
      address: '',
      phone: '',
      email: '',
    };
    expect((await reg.post('/admin/instytucja-nowa?region=lubelskie', { ...form, code: 'LUB' })).text).toContain(
      'ma już inna',
    );
    const made = await reg.post('/admin/instytucja-nowa?region=lubelskie', form);
    expect(made.text).toContain('OPS Lublin');
    const person = {
      name: 'Nowa Osoba',
      email: 'nowa@ops.example',
      phone: '',
      role: 'opsSocialWorker',
      from: '2026-01-01',
      to: '',
      substitutes: '',
    };
    expect((await reg.post(`${made.path}/osoba-nowa`, person)).text).toContain('Nowa Osoba');
    const history = await house.store.list('events-of-case', { caseId: `directory:${made.path.split('/').at(-1)}` });
    expect(history.items.map((event) => event.type)).toEqual(['organisation-saved', 'person-saved', 'role-granted']);
    expect(JSON.stringify(history.items)).not.toContain('Nowa');
  });

  it('lets an institution’s administrator grant its roles only', async () => {
    const org = await sign('org');
    const page = await org.get(`${KIS}/osoba/cm/rola`);
    expect(page.text).toContain('psycholog');
    const grant = (role: string, more = {}) =>
      org.post(`${KIS}/osoba/cm/rola`, { role, from: '2026-01-01', to: '', substitutes: '', ...more });
    expect((await grant('psychologist')).path).toBe(KIS);
    expect((await grant('systemAdmin')).text).toContain('nie nadaje się z Twojego poziomu');
    expect((await grant('auditor')).text).toContain('nie nadaje się z Twojego poziomu');
    expect((await grant('caseManager', { substitutes: 'ola' })).text).toContain('musi mieć datę końca');
    expect((await grant('caseManager', { substitutes: 'cm', to: '2026-12-31' })).text).toContain('samego siebie');
    expect((await grant('caseManager', { substitutes: 'boss', to: '2026-12-31' })).text).toContain(
      'nie ma tu tej roli',
    );
    expect((await grant('caseManager', { substitutes: 'ola', to: '2026-12-31' })).path).toBe(KIS);
    expect((await grant('pedagogue', { from: '2026-02-30' })).text).toContain('istniejący dzień');
    expect((await org.post('/admin/instytucja/kis-2/osoba-nowa', {})).status).toBe(404);
  });

  it('ends a role at the next request, refuses one’s own and a stale version', async () => {
    const ola = await sign('ola');
    expect((await ola.get('/admin')).status).toBe(200);
    const org = await sign('org');
    const end = `${KIS}/rola/ola-caseManager/koniec`;
    expect((await org.post(end, { version: '7' })).text).toContain('Ktoś inny zmienił');
    expect((await org.post(end, { version: '1' })).path).toBe(KIS);
    expect((await ola.get('/admin')).path).toContain('/konto/zaloguj');
    expect((await org.post(`${KIS}/rola/org-organisationAdmin/koniec`, { version: '1' })).text).toContain(
      'poproś drugą osobę',
    );
    expect((await staff('ola'))[0]?.to).toBeDefined();
  });

  it('switches an account off only when its tasks have been handed over', async () => {
    const task = {
      taskId: 't1',
      caseId: 'case-1',
      step: 'recruitment/check',
      status: 'open',
      assignee: { kind: 'person', personId: 'cm', role: 'caseManager', organisationId: 'kis-1' },
      opened: house.ports.now(),
      due: { at: house.ports.now(), reason: '' },
      escalated: 0,
      version: 1,
    };
    await house.store.commit([{ put: 'task', record: task as never }]);
    const org = await sign('org');
    expect((await org.post(`${KIS}/osoba/cm/wylacz`, { version: '2' })).text).toMatch(/otwarte zadania|Ktoś inny/);
    const version = String((await house.store.read('person', { personId: 'cm' as never }))?.version);
    expect((await org.post(`${KIS}/osoba/cm/wylacz`, { version })).text).toContain('otwarte zadania');
    expect((await org.post(`${KIS}/osoba/cm/przekaz`, { to: 'boss' })).text).toContain('nie ma tu tej roli');
    await house.person('nina', 'Nina Nowa', [['caseManager', 'kis-1']]);
    expect((await org.post(`${KIS}/osoba/cm/przekaz`, { to: 'nina' })).path).toBe(KIS);
    expect((await house.store.read('task', { taskId: 't1' as never }))?.assignee).toMatchObject({ personId: 'nina' });
    expect((await org.post(`${KIS}/osoba/cm/wylacz`, { version })).path).toBe(KIS);
    expect((await house.store.read('person', { personId: 'cm' as never }))?.active).toBe(false);
  });

  it('signs a person out everywhere, on the record', async () => {
    await house.person('zgub', 'Zenon Gubiący', [['caseManager', 'kis-1']]);
    const lost = await sign('zgub');
    expect((await lost.get('/admin')).status).toBe(200);
    const org = await sign('org');
    expect((await org.post(`${KIS}/osoba/zgub/wyloguj`, {})).path).toBe(KIS);
    expect((await lost.get('/admin')).path).toContain('/konto/zaloguj');
    const newest = await house.store.list('events-of-case', { caseId: 'directory:kis-1' }, { limit: 1, reverse: true });
    expect(newest.items[0]).toMatchObject({ type: 'person-signed-out', data: { personId: 'zgub', sessions: 1 } });
  });

  it('keeps closing days and timers within bounds', async () => {
    const org = await sign('org');
    const version = async () =>
      String((await house.store.read('organisation', { organisationId: 'kis-1' as OrganisationId }))?.version);
    expect((await org.post(`${KIS}/dni`, { days: '2026-05-02\n2026-05-04', version: await version() })).text).toContain(
      '2026-05-04',
    );
    expect((await org.post(`${KIS}/dni`, { days: 'maj', version: await version() })).text).toContain(
      'istniejący dzień',
    );
    expect((await org.post(`${KIS}/termin/surveyOpen`, { value: 'P90D', version: await version() })).text).toContain(
      'od P3D do P4W',
    );
    expect((await org.post(`${KIS}/termin/surveyOpen`, { value: 'P10D', version: await version() })).text).toContain(
      'P10D',
    );
    expect((await org.get(`${KIS}/termin/none`)).status).toBe(404);
  });
});

describe('the auditor’s page', () => {
  it('shows a region’s auditor the record with its verdict, and no content', async () => {
    await recordRead(house.ports, { personId: 'boss', role: 'kisManager' } as never, {
      caseId: 'case-1',
      document: 'referral',
      documentId: 'd1',
      how: 'special-data-read',
    });
    const aud = await sign('aud');
    expect((await aud.get('/admin/audyt')).text).toContain('Rejestr jest cały');
    const found = await aud.get('/admin/audyt?rejestr=sprawa&sprawa=LUB/2026/0001');
    expect(found.text).toContain('2 wpisy');
    expect(found.text).not.toContain('Zofia');
    expect((await aud.get('/admin/audyt?rejestr=odczyty&sprawa=lub/2026/0001')).text).toContain('Bogdan Kierownik');
    expect((await aud.get('/admin/audyt?rejestr=sprawa&sprawa=NIE/2026/0001')).status).toBe(404);
    const csv = await aud.get('/admin/audyt/pobierz?rejestr=katalog&instytucja=kis-1');
    expect(csv.text).toContain('"Nadano rolę"');
    const dpo = await sign('dpo');
    expect((await dpo.get('/admin/audyt?rejestr=sprawa&sprawa=CHE/2026/0001')).status).toBe(404);
    expect((await dpo.get('/admin/audyt/pobierz')).status).toBe(403);
    expect((await (await sign('boss')).get('/admin/audyt')).status).toBe(404);
  });

  it('says so when the record was tampered with', async () => {
    const page = await house.table.list('events-of-case', { caseId: 'directory:kis-1' }, { limit: 1 });
    const [event] = page.items;
    if (event === undefined) throw new Error('no event');
    await house.table.commit([{ replace: 'case-event', record: { ...event, type: 'never-happened' } }]);
    expect((await (await sign('aud')).get('/admin/audyt?rejestr=katalog&instytucja=kis-1')).text).toContain(
      'Rejestr został naruszony. Wpis nr 1',
    );
    await house.table.commit([{ replace: 'case-event', record: event }]);
  });

  it('explains the table', async () => {
    const aud = await sign('aud');
    expect((await aud.get('/admin/uprawnienia?rola=kisManager&czynnosc=board.read&dokument=')).text).toContain(
      'w swoim klubie',
    );
    expect((await aud.get('/admin/uprawnienia?rola=auditor&czynnosc=case.read&dokument=')).text).toContain(
      'tego nie przewiduje',
    );
  });
});

describe('people’s rights', () => {
  it('hands out a copy in two shapes, of the own club only', async () => {
    const dpo = await sign('dpo');
    expect((await dpo.post('/admin/prywatnosc/kopia', { person: 'CHE/2026/0001' })).text).toContain(
      'Nie ma takiej sprawy',
    );
    const ready = await dpo.post('/admin/prywatnosc/kopia', { person: 'LUB/2026/0001' });
    expect(ready.path).toBe('/admin/prywatnosc/kopia-gotowa?sprawa=case-1');
    const machine = JSON.parse((await dpo.post(ready.path, { postac: 'maszynowa' })).text);
    expect(machine.cases[0]).toMatchObject({
      reference: 'LUB/2026/0001',
      name: 'Zofia Tajna',
      reads: [{ role: 'kisManager' }],
    });
    expect((await dpo.post(ready.path, { postac: 'czytelna' })).text).toContain('Zofia Tajna');
    expect((await dpo.get('/admin/prywatnosc/kopia-gotowa?sprawa=case-2')).status).toBe(404);
    expect((await (await sign('aud')).get('/admin/prywatnosc')).status).toBe(404);
  });

  it('erases with a second person’s word, and then nothing opens any more', async () => {
    const dpo = await sign('dpo');
    const ask = (person: string) => dpo.post('/admin/prywatnosc/usun', { person, reason: 'person-asked' });
    expect((await ask('CHE/2026/0001')).text).toContain('Nie ma takiej sprawy');
    expect((await ask('LUB/2026/0001')).text).toContain('czeka na drugą osobę');
    expect((await ask('LUB/2026/0001')).text).toContain('już czeka na decyzję');
    const boss = await sign('boss');
    const list = await boss.get('/admin/prywatnosc');
    const decision = /\/admin\/prywatnosc\/wniosek\/\w+/.exec(list.text)?.[0] ?? '';
    expect((await dpo.get(decision)).status).toBe(403);
    expect((await dpo.post(decision, { decision: 'approve' })).status).toBe(403);
    expect((await boss.post(decision, { decision: 'approve' })).text).toContain('dane usunięte');
    const record = await house.store.read('case', { caseId: 'case-1' as CaseId });
    expect(record?.displayName).toBeUndefined();
    expect(record?.reference).toBe('LUB/2026/0001');
    const document = await house.store.read('document', { caseId: 'case-1' as CaseId, documentId: 'd1' as never });
    expect(document?.answers).toBeUndefined();
    expect(house.bytes.has('file-1')).toBe(false);
    expect((await house.keys.destroyed()).map((mark) => mark.subject)).toContain('subject-case-1');
    expect((await boss.post(decision, { decision: 'approve' })).status).toBe(409);
    expect((await house.store.read('case', { caseId: 'case-2' as CaseId }))?.displayName).toBe('Zofia Tajna');
  });

  it('writes no name into any log', () => {
    for (const secret of ['Zofia', 'Tajna', 'Bogdan', '@']) expect(house.logged.join('\n')).not.toContain(secret);
  });
});
