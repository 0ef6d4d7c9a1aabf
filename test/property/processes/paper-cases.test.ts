import { expect, test } from 'vitest';
import type { Instant, LocalDate } from '../../../functions/domain/time.ts';
import { importCase } from '../../../functions/use-cases/cases/import-case.ts';
import { caseOf, example, must, taskOf } from '../../simulate/acting.ts';
import { openHouse } from '../../simulate/house.ts';
import { referralAnswers } from '../../simulate/start-referral.ts';

const PAPERS = [
  { slug: 'referral', answers: referralAnswers(), date: '2026-03-20' as LocalDate, status: 'approved' as const },
  {
    slug: 'recruitment-survey',
    answers: example('recruitment-survey/minimal'),
    date: '2026-03-27' as LocalDate,
    status: 'submitted' as const,
  },
];

test('a paper file goes on where it stands, with its own dates and its documents marked as transcribed', async () => {
  const house = await openHouse({ at: '2026-04-01T08:00:00Z' });
  const { caseId } = must(
    await importCase(house.ports, house.actor('caseManager'), {
      phase: 'deciding',
      displayName: 'Anna Nowak',
      documents: PAPERS,
      goOnAt: ['recruitment/opinion'],
      moments: { 'recruitment/check-completeness': '2026-03-30T08:00:00.000Z' as Instant },
    }),
  );
  await house.settle();
  const task = await taskOf(house, caseId, 'recruitment/opinion');
  expect(task.due.reason).toBe('10 dni od 30 marca 2026 to 9 kwietnia 2026 (czwartek).');
  const documentId = (await caseOf(house, caseId)).documents.referral;
  const document = documentId === undefined ? undefined : await house.store.read('document', { caseId, documentId });
  expect(document).toMatchObject({ status: 'approved', transcribed: { date: '2026-03-20' } });
  await house.close();
});

test('an import names every broken place and brings nothing in', async () => {
  const house = await openHouse({ at: '2026-04-01T08:00:00Z' });
  const base = { phase: 'deciding', displayName: 'Anna Nowak', documents: PAPERS } as const;
  expect(
    await importCase(house.ports, house.actor('caseManager'), { ...base, goOnAt: ['recruitment/nowhere'] }),
  ).toMatchObject({ failure: { errors: [{ pointer: '/goOnAt/0' }] } });
  const wrong = [
    { ...PAPERS[0], answers: { referralSource: 'moon' } },
    { ...PAPERS[1], slug: 'unknown' },
  ] as never;
  expect(
    await importCase(house.ports, house.actor('caseManager'), { ...base, documents: wrong, goOnAt: [] }),
  ).toMatchObject({
    failure: {
      code: 'invalid-input',
      errors: [{ pointer: '/documents/0/answers/referralSource' }, { pointer: '/documents/1/slug' }],
    },
  });
  expect((await house.store.list('cases-of-organisation', { organisationId: 'kis' })).items).toEqual([]);
  await house.close();
});
