import { describe, expect, test } from 'vitest';
import { brokenAt } from '../../../functions/domain/cases/events.ts';
import type { Actor } from '../../../functions/domain/directory/directory.ts';
import type { PersonId } from '../../../functions/domain/ids.ts';
import { signDocument } from '../../../functions/use-cases/sign-offs/sign-document.ts';
import { claimTask } from '../../../functions/use-cases/tasks/claim-task.ts';
import { completeTask } from '../../../functions/use-cases/tasks/complete-task.ts';
import { caseOf, eventsOf, example, must, participantAt, taskOf } from '../../simulate/acting.ts';
import { type House, openHouse } from '../../simulate/house.ts';
import { acceptance, OPS_PATH, referralByOps, walk } from '../../simulate/start-referral.ts';

const DECIDERS = 100;
const ROUNDS = 10;
const START = '2026-04-01T08:00:00Z';

const crowd = (house: House, role: string): readonly Actor[] =>
  Array.from({ length: DECIDERS }, (_, number) => ({
    ...house.actor(role),
    personId: `${role}-${number}` as PersonId,
    name: `${role} ${number}`,
  }));

const codes = (results: readonly { readonly ok: boolean }[]): Record<string, number> => {
  const counted: Record<string, number> = {};
  for (const result of results as readonly { ok: boolean; failure?: { code: string } }[]) {
    const code = result.ok ? 'ok' : (result.failure?.code ?? '');
    counted[code] = (counted[code] ?? 0) + 1;
  }
  return counted;
};

describe(`${DECIDERS} people at once`, () => {
  test(`make one decision on one task, in each of ${ROUNDS} rounds; the other answers are kept and explained`, async () => {
    let tried = 0;
    for (let round = 1; round <= ROUNDS; round += 1) {
      const house = await openHouse({ at: START, seed: round });
      const { caseId } = await referralByOps(house);
      await walk(house, caseId, 4);
      const { taskId } = await taskOf(house, caseId, 'recruitment/decide');
      const answers = (number: number) =>
        number % 2 === 0
          ? example('referral-decision/minimal', acceptance('2026-04-01'))
          : example('referral-decision/minimal', {
              meetingDate: '2026-04-01',
              team: acceptance('').team,
              justification: `Powód ${number}`,
            });
      if (round % 2 === 0) house.store.faults.refuseNext('conflict', 30);
      const results = await Promise.all(
        crowd(house, 'kisManager').map((actor, number) =>
          completeTask(house.ports, actor, { taskId, answers: answers(number) }),
        ),
      );
      tried += results.length;
      expect(codes(results)).toEqual({ ok: 1, 'already-done': DECIDERS - 1 });
      await house.settle();
      const events = await eventsOf(house, caseId);
      expect(
        events.filter(({ type, data }) => type === 'task-done' && data.step === 'recruitment/decide'),
      ).toHaveLength(1);
      const late = events.filter(({ type }) => type === 'answer-late');
      expect(late).toHaveLength(DECIDERS - 1);
      expect(new Set(late.map(({ by }) => by.who)).size).toBe(DECIDERS - 1);
      const accepted = events.filter(({ type }) => type === 'case-accepted').length;
      const refused = events.filter(({ type }) => type === 'case-refused').length;
      expect(accepted + refused).toBe(1);
      expect(brokenAt(events, (await caseOf(house, caseId)).head)).toBeUndefined();
      await house.close();
    }
    expect(tried).toBe(DECIDERS * ROUNDS);
  });

  test('claim one task: one has it, the others are told', async () => {
    const house = await openHouse({ at: START });
    const { caseId } = await referralByOps(house);
    await walk(house, caseId, 1);
    const { taskId } = await taskOf(house, caseId, 'recruitment/check-completeness');
    const results = await Promise.all(
      crowd(house, 'caseManager').map((actor) => claimTask(house.ports, actor, { taskId })),
    );
    expect(codes(results)).toEqual({ ok: 1, conflict: DECIDERS - 1 });
    await house.close();
  });

  test('send the same signature: it counts once', async () => {
    const house = await openHouse({ at: START });
    const { caseId, documentId } = await referralByOps(house);
    const actor = await participantAt(house, await taskOf(house, caseId, 'recruitment/confirm'));
    const document = await house.store.read('document', { caseId, documentId });
    const signature = { name: 'Anna Nowak', method: 'drawn', evidence: 'M0 0' } as const;
    const results = await Promise.all(
      Array.from({ length: DECIDERS }, () =>
        signDocument(house.ports, actor, { caseId, documentId, hash: document?.hash ?? '', signature }),
      ),
    );
    const { ok = 0, ...others } = codes(results);
    expect(ok).toBe(1);
    expect(Object.keys(others).filter((code) => code !== 'already-done' && code !== 'gone')).toEqual([]);
    expect((await eventsOf(house, caseId)).filter(({ type }) => type === 'signed')).toHaveLength(2);
    await house.close();
  });
});

describe('an answer', () => {
  const settled = async (house: House, acts: number) => {
    const { caseId } = await referralByOps(house);
    await walk(house, caseId, acts);
    return caseId;
  };

  test('sent twice through one link is applied once and told the same', async () => {
    const house = await openHouse({ at: START });
    const caseId = await settled(house, 2);
    const task = await taskOf(house, caseId, 'recruitment/survey');
    const actor = await participantAt(house, task);
    const input = {
      taskId: task.taskId,
      answers: example('recruitment-survey/minimal'),
      signature: { name: 'Anna Nowak', method: 'drawn', evidence: 'M0 0' },
    } as const;
    must(await completeTask(house.ports, actor, input));
    expect(await completeTask(house.ports, actor, input)).toMatchObject({ failure: { code: 'already-done' } });
    await house.settle();
    expect((await eventsOf(house, caseId)).filter(({ type }) => type === 'answer-late')).toHaveLength(0);
    await house.close();
  });

  test('that comes later with other words is kept as an expired document and told on the case, once', async () => {
    const house = await openHouse({ at: START });
    const caseId = await settled(house, 2);
    const task = await taskOf(house, caseId, 'recruitment/survey');
    const actor = await participantAt(house, task);
    await walk(house, caseId, 0);
    must(
      await completeTask(house.ports, house.actor('caseManager'), {
        taskId: task.taskId,
        answers: example('recruitment-survey/minimal'),
        signature: { name: 'Anna Nowak', method: 'witnessed', evidence: 'caseManager' },
      }),
    );
    const late = {
      taskId: task.taskId,
      answers: example('recruitment-survey/minimal', { expectations: 'Coś innego.' }),
    };
    const stillLive = await completeTask(house.ports, actor, late);
    expect(stillLive).toMatchObject({ failure: { code: 'already-done', reason: 'task-done' } });
    await completeTask(house.ports, actor, late);
    await house.settle();
    const events = (await eventsOf(house, caseId)).filter(({ type }) => type === 'answer-late');
    expect(events).toHaveLength(1);
    const { items } = await house.store.list('documents-of-case', { caseId });
    const kept = items.filter(({ status }) => status === 'expired');
    expect(kept).toHaveLength(1);
    expect(kept[0]?.answers.expectations).toBe('Coś innego.');
    expect(events[0]?.data.document).toBe(kept[0]?.documentId);
    await house.close();
  });

  test('of a stranger, of another role, of another task’s link changes nothing', async () => {
    const house = await openHouse({ at: START });
    const caseId = await settled(house, 1);
    const task = await taskOf(house, caseId, 'recruitment/check-completeness');
    const version = (await caseOf(house, caseId)).version;
    const complete = { taskId: task.taskId, outcome: 'complete' };
    const other = await openHouse({ at: START, seed: 2 });
    const foreign = await participantAt(
      other,
      await taskOf(other, (await referralByOps(other)).caseId, 'recruitment/confirm'),
    );
    expect(await completeTask(house.ports, foreign, complete)).toMatchObject({ failure: { code: 'not-found' } });
    expect(await completeTask(house.ports, house.actor('opsSocialWorker'), complete)).toMatchObject({
      failure: { code: 'forbidden' },
    });
    expect(
      await completeTask(house.ports, house.actor('caseManager'), { ...complete, outcome: 'accept' }),
    ).toMatchObject({
      failure: { code: 'invalid-input', errors: [{ pointer: '/outcome' }] },
    });
    expect(
      await completeTask(house.ports, house.actor('caseManager'), { ...complete, outcome: 'return' }),
    ).toMatchObject({
      failure: { code: 'invalid-input', errors: [{ pointer: '/reason' }] },
    });
    expect(await completeTask(house.ports, house.actor('caseManager'), { ...complete, version: 99 })).toMatchObject({
      failure: { code: 'conflict', reason: 'changed-meanwhile' },
    });
    expect((await caseOf(house, caseId)).version).toBe(version);
    await house.close();
    await other.close();
  });

  test('whose acknowledgement is lost on the way is applied once when sent again', async () => {
    const house = await openHouse({ at: START });
    const caseId = await settled(house, 1);
    const { taskId } = await taskOf(house, caseId, 'recruitment/check-completeness');
    house.store.faults.loseNextAnswer();
    const complete = { taskId, outcome: 'complete' };
    expect(await completeTask(house.ports, house.actor('caseManager'), complete)).toMatchObject({
      failure: { code: 'unavailable' },
    });
    expect(await completeTask(house.ports, house.actor('caseManager'), complete)).toMatchObject({
      failure: { code: 'already-done' },
    });
    await house.settle();
    expect(Object.keys((await caseOf(house, caseId)).open ?? {})).toContain('recruitment/survey');
    await house.close();
  });
});

test('the path used here goes from referral to contract', () => {
  expect(OPS_PATH).toHaveLength(10);
});
