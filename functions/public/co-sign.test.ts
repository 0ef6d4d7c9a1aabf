import { describe, expect, it } from 'vitest';
import { newestMail, openStep, referByOps, staff } from '../../test/pages/referred.ts';
import { buildWorld, CLUB, Visit } from '../../test/pages/world.ts';
import type { CaseId, DocumentId, TaskId } from '../domain/ids.ts';
import { completeTask } from '../use-cases/tasks/complete-task.ts';

const SIGNATURE = { 'signature.kind': 'typed', 'signature.name': 'Anna Nowak' };

/** OPS has referred; the person has opened the link. */
async function referredByOps() {
  const world = await buildWorld();
  const referred = await referByOps(world);
  const visit = new Visit(world);
  expect(await visit.go(new URL(referred.mail.values.link ?? '').pathname, {})).toBe('/f');
  expect((await visit.get('/f')).headers.get('location')).toBe('/f/podpis');
  return { world, visit, ...referred };
}

const hashOn = (page: string): string => /name="hash" value="([^"]+)"/.exec(page)?.[1]?.replaceAll('&#x3D;', '=') ?? '';

describe('a person reads and signs through a link', () => {
  it('sees the whole document, and signs it with name and code', async () => {
    const { world, caseId, documentId, visit, mail } = await referredByOps();
    const page = await (await visit.get('/f/podpis')).text();
    expect(page).toContain('Wróbel');
    expect(page).toContain('Utrzymuje się z zasiłku');
    const hash = hashOn(page);
    const code = mail.values.code ?? '';
    expect(await visit.go('/f/podpis', { decision: 'sign', hash, ...SIGNATURE, 'signature.code': code })).toBe(
      '/f/podpisano?decyzja=podpis',
    );
    const { items } = await world.store.list('sign-offs-of-document', { caseId, documentId });
    const own = items.find((signOff) => signOff.role === 'participant');
    expect([own?.decision, own?.method, own?.hash, own?.name]).toEqual([
      'signed',
      'typed-with-code',
      hash,
      'Anna Nowak',
    ]);
    expect((await visit.get('/f/podpisano?decyzja=podpis')).status).toBe(200);
    expect((await visit.get('/f/podpis')).status).toBe(410);
    expect(await (await new Visit(world).get(new URL(mail.values.link ?? '').pathname)).text()).toContain(
      'To już wysłano',
    );
  });

  it.each([
    ['no choice', {}, 'Wybierz, czy podpisujesz.'],
    ['no name', { decision: 'sign' }, 'Wpisz swoje imię i nazwisko.'],
    ['a wrong code', { decision: 'sign', ...SIGNATURE, 'signature.code': 'AAAA-AAAA' }, 'Kod nie pasuje'],
    ['no reason', { decision: 'decline' }, 'Napisz, co zmienić'],
    [
      'a drawing that is none',
      { decision: 'sign', 'signature.kind': 'drawn', 'signature.name': 'Anna Nowak', 'signature.path': '"><script>' },
      'Narysuj podpis',
    ],
  ])('decides nothing with %s', async (_, fields, words) => {
    const { world, caseId, documentId, visit } = await referredByOps();
    const hash = hashOn(await (await visit.get('/f/podpis')).text());
    const response = await visit.post('/f/podpis', { hash, ...(fields as Record<string, string>) });
    expect(response.status).toBe(422);
    const page = await response.text();
    expect(page).toContain(words);
    expect(page).not.toContain('"><script>');
    const { items } = await world.store.list('sign-offs-of-document', { caseId, documentId });
    expect(items.filter((signOff) => signOff.role === 'participant')).toEqual([]);
  });

  it('refuses with a reason, and the case hears of it', async () => {
    const { world, caseId, visit } = await referredByOps();
    const hash = hashOn(await (await visit.get('/f/podpis')).text());
    expect(await visit.go('/f/podpis', { decision: 'decline', hash, reason: 'Nie chcę teraz.' })).toBe(
      '/f/podpisano?decyzja=odmowa',
    );
    const { items } = await world.store.list('tasks-of-case', { caseId });
    expect(items.map((task) => task.outcome)).toContain('declined');
  });

  it('is not held to a content that changed after it was shown', async () => {
    const { world, caseId, documentId, visit, mail } = await referredByOps();
    const hash = hashOn(await (await visit.get('/f/podpis')).text());
    const document = await world.store.read('document', { caseId, documentId });
    if (document === undefined) throw new Error('no document');
    const edited = { ...document, hash: 'another-content', version: document.version + 1 };
    expect((await world.store.commit([{ put: 'document', record: edited }])).ok).toBe(true);
    const response = await visit.post('/f/podpis', {
      decision: 'sign',
      hash,
      ...SIGNATURE,
      'signature.code': mail.values.code ?? '',
    });
    expect(response.status).toBe(409);
    expect(await response.text()).toContain('Treść dokumentu zmieniono');
  });
});

describe('a referral comes back for correction', () => {
  it('shows why, keeps the answers, and goes again', async () => {
    const world = await buildWorld();
    const visit = new Visit(world);
    await visit.go('/k/lub/zgloszenie', {});
    await visit.go('/f/strona/1', {
      'participant.firstName': 'Zofia',
      'participant.lastName': 'Mazur',
      'participant.birthDate.day': '1',
      'participant.birthDate.month': '2',
      'participant.birthDate.year': '1990',
      'participant.residence': 'Lublin',
      'participant.email': 'zofia@example.org',
      command: 'next',
    });
    await visit.go('/f/strona/2', { reason: 'Chcę wrócić do pracy.', command: 'next' });
    await visit.go('/f/strona/3', { 'dimensionDeficits.resources': 'Dojazd.', command: 'next' });
    await visit.go('/f/strona/4', { hasSocialContract: 'no', participantWill: 'Chcę.', command: 'next' });
    await visit.go('/f/sprawdz', { ...SIGNATURE });
    const { items } = await world.store.list('cases-of-organisation', { organisationId: CLUB.organisationId });
    const caseId = items[0]?.caseId as CaseId;
    const check = await openStep(world, caseId, 'recruitment/check-completeness');
    if (!check.ok) throw new Error(JSON.stringify(check.failure));
    const returned = await completeTask(world.ports, staff(world, 'kisManager'), {
      taskId: check.value.taskId as TaskId,
      outcome: 'return',
      reason: 'Prosimy dopisać, gdzie mieszkasz teraz.',
    });
    if (!returned.ok) throw new Error(JSON.stringify(returned.failure));
    world.advance(1000);
    const correct = await openStep(world, caseId, 'recruitment/correct');
    if (!correct.ok) throw new Error(JSON.stringify(correct.failure));
    const mail = await newestMail(world);

    const again = new Visit(world);
    await again.go(new URL(mail.values.link ?? '').pathname, {});
    const start = await (await again.get('/f')).text();
    expect(start).toContain('Prosimy dopisać, gdzie mieszkasz teraz.');
    const page = await (await again.get('/f/strona/1')).text();
    expect(page).toContain('value="Zofia"');
    await again.go('/f/strona/1?zmiana=1', {
      'participant.firstName': 'Zofia',
      'participant.lastName': 'Mazur',
      'participant.birthDate.day': '1',
      'participant.birthDate.month': '2',
      'participant.birthDate.year': '1990',
      'participant.residence': 'Lublin, ul. Nowa 1',
      'participant.email': 'zofia@example.org',
      command: 'next',
    });
    expect(await again.go('/f/sprawdz', SIGNATURE)).toBe('/f/gotowe');
    expect(await (await again.get('/f/gotowe')).text()).toContain('LUB/2026/0001');
    const found = await world.store.read('case', { caseId });
    const document = await world.store.read('document', {
      caseId,
      documentId: found?.documents.referral as DocumentId,
    });
    expect([
      (document?.answers.participant as { residence?: string } | undefined)?.residence,
      document?.status,
    ]).toEqual(['Lublin, ul. Nowa 1', 'submitted']);
  });
});
