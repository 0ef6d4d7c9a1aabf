import { expect, test } from 'vitest';
import type { PersonId } from '../../../functions/domain/ids.ts';
import { pauseCase, resumeCase } from '../../../functions/use-cases/cases/pause-case.ts';
import { completeTask } from '../../../functions/use-cases/tasks/complete-task.ts';
import { pauseTask, resumeTask } from '../../../functions/use-cases/tasks/pause-task.ts';
import { reassignTask } from '../../../functions/use-cases/tasks/reassign-task.ts';
import { eventsOf, example, must, taskOf } from '../../simulate/acting.ts';
import { openHouse } from '../../simulate/house.ts';
import { acceptance, referralByOps, walk } from '../../simulate/start-referral.ts';

const START = '2026-04-01T08:00:00Z';
const WHY = { reason: 'Pobyt w szpitalu.', basis: 'art. 57 KPA' };

test('a pause of a case stops every clock, silences reminders and keeps the working time that was left', async () => {
  const house = await openHouse({ at: START });
  const { caseId } = await referralByOps(house);
  await walk(house, caseId, 1);
  const step = 'recruitment/check-completeness';
  expect((await taskOf(house, caseId, step)).due.at.slice(0, 10)).toBe('2026-04-07');
  await house.advanceTo('2026-04-02T10:00:00Z');
  must(await pauseCase(house.ports, house.actor('kisManager'), { caseId, ...WHY }));
  await house.settle();
  expect((await taskOf(house, caseId, step)).paused?.remaining).toBe('2WD');
  const before = (await eventsOf(house, caseId)).length;
  await house.advanceTo('2026-06-01T10:00:00Z');
  expect((await eventsOf(house, caseId)).length).toBe(before);
  const { taskId } = await taskOf(house, caseId, step);
  const early = await completeTask(house.ports, house.actor('caseManager'), { taskId, outcome: 'complete' });
  expect(early).toMatchObject({ failure: { code: 'wrong-state', reason: 'task-paused' } });
  must(await resumeCase(house.ports, house.actor('kisManager'), { caseId }));
  await house.settle();
  const running = await taskOf(house, caseId, step);
  expect(running.due).toEqual({
    at: '2026-06-03T21:59:59.999Z',
    reason: 'Przerwa zakończona 1 czerwca 2026, pozostały czas: 2 dni robocze, termin: 3 czerwca 2026 (środa).',
  });
  await house.advanceTo('2026-06-05T10:00:00Z');
  expect((await eventsOf(house, caseId)).filter(({ type }) => type === 'task-overdue')).toHaveLength(1);
  must(await completeTask(house.ports, house.actor('caseManager'), { taskId, outcome: 'complete' }));
  await house.settle();
  await taskOf(house, caseId, 'recruitment/survey');
  await house.close();
});

test('a pause needs its reason and ground, and only those concerned may ask for it', async () => {
  const house = await openHouse({ at: START });
  const { caseId } = await referralByOps(house);
  await walk(house, caseId, 1);
  const { taskId } = await taskOf(house, caseId, 'recruitment/check-completeness');
  const pause = (name: string, why = WHY) => pauseTask(house.ports, house.actor(name), { taskId, ...why });
  expect(await pause('opsManager')).toMatchObject({ failure: { code: 'forbidden' } });
  expect(await pause('caseManager', { reason: ' ', basis: '' })).toMatchObject({
    failure: { code: 'invalid-input', errors: [{ pointer: '/reason' }, { pointer: '/basis' }] },
  });
  must(await pause('kisManager'));
  expect(await pause('kisManager')).toMatchObject({ failure: { code: 'wrong-state', reason: 'task-paused' } });
  must(await resumeTask(house.ports, house.actor('caseManager'), { taskId }));
  await house.close();
});

test('a substitute acts for the absent with both names on the record, and still approves nothing that either of them filed', async () => {
  const house = await openHouse({ at: START });
  const { caseId } = await referralByOps(house);
  await walk(house, caseId, 4);
  const { taskId } = await taskOf(house, caseId, 'recruitment/decide');
  const answers = example('referral-decision/minimal', acceptance('2026-04-01'));
  const standsInFor = (absent: string) => ({ ...house.actor('kisManager2'), substitutes: absent as PersonId });
  expect(await completeTask(house.ports, standsInFor('psychologist'), { taskId, answers })).toMatchObject({
    failure: { code: 'separation-of-duties' },
  });
  must(await completeTask(house.ports, standsInFor('kisManager'), { taskId, answers }));
  const done = (await eventsOf(house, caseId)).find(({ type, data }) => type === 'task-done' && data.task === taskId);
  expect(done?.by).toEqual({ who: 'kisManager2', role: 'kisManager', substitutes: 'kisManager' });
  await house.close();
});

test('a task is handed on to a colleague in the role by a superior, and a conflict is shown', async () => {
  const house = await openHouse({ at: START });
  const { caseId } = await referralByOps(house);
  await walk(house, caseId, 1);
  const task = await taskOf(house, caseId, 'recruitment/check-completeness');
  const hand = (name: string, to: string, version?: number) =>
    reassignTask(house.ports, house.actor(name), {
      taskId: task.taskId,
      to: to as PersonId,
      ...(version === undefined ? {} : { version }),
    });
  expect(await hand('opsManager', 'caseManager2')).toMatchObject({ failure: { code: 'forbidden' } });
  expect(await hand('kisManager', 'opsManager')).toMatchObject({ failure: { code: 'invalid-input' } });
  expect(must(await hand('kisManager', 'caseManager2', task.version)).assignee).toMatchObject({
    personId: 'caseManager2',
  });
  expect(await hand('kisManager', 'caseManager', task.version)).toMatchObject({
    failure: { code: 'conflict', reason: 'changed-meanwhile' },
  });
  const input = { taskId: task.taskId, outcome: 'complete' };
  expect(await completeTask(house.ports, house.actor('caseManager'), input)).toMatchObject({
    failure: { code: 'forbidden' },
  });
  must(await completeTask(house.ports, house.actor('caseManager2'), input));
  await house.close();
});
