import { describe, expect, test } from 'vitest';
import type { CaseId } from '../../../functions/domain/ids.ts';
import type { OutboxRecord } from '../../../functions/domain/store/outbox.ts';
import type { Change } from '../../../functions/domain/store/store.ts';
import { instant } from '../../../functions/domain/time.ts';
import { deliver } from '../../../functions/streams/deliver.ts';
import { rebuildCase } from '../../../functions/use-cases/cases/rebuild-case.ts';
import { withdrawCase } from '../../../functions/use-cases/cases/withdraw-case.ts';
import { completeTask } from '../../../functions/use-cases/tasks/complete-task.ts';
import { wakeUp } from '../../../functions/use-cases/wake-ups/wake-up.ts';
import { caseOf, eventsOf, example, must, taskOf } from '../../simulate/acting.ts';
import { type House, openHouse } from '../../simulate/house.ts';
import { type Outcome, outcomeOf, perform } from '../../simulate/play-case.ts';
import { randomFrom } from '../../simulate/random.ts';
import { acceptance, OPS_PATH, referralByOps, walk } from '../../simulate/start-referral.ts';

const START = '2026-04-01T08:00:00Z';

/** What people see of a case: where it stands, who must do what until when. */
async function view(house: House, caseId: CaseId) {
  const found = await caseOf(house, caseId);
  const tasks = await Promise.all(
    Object.values(found.open ?? {}).map((taskId) => house.store.read('task', { taskId })),
  );
  const open = tasks.map((task) => [task?.step, task?.signer, task?.taskId, task?.due.at, task?.status]);
  return { phase: found.phase, open, documents: found.documents };
}

describe('killing every running execution and rebuilding from the case', () => {
  test('gives the same open tasks and dates in every state of the path, and the path goes on', async () => {
    const house = await openHouse({ at: START });
    const { caseId } = await referralByOps(house);
    let rebuilt = 0;
    for (const [index, act] of OPS_PATH.entries()) {
      const before = await view(house, caseId);
      for (const { execution, ended } of Object.values((await caseOf(house, caseId)).processes))
        if (ended === undefined) await house.engine.workflows.stop(execution, 'killed');
      await house.advanceTo(instant(Date.parse(house.ports.now()) + 3_600_000));
      must(await rebuildCase(house.ports, 'system', { caseId }));
      await house.settle();
      expect(await view(house, caseId), `before act ${index + 1}`).toEqual(before);
      rebuilt += 1;
      must(await perform(house, caseId, { ...act, at: house.ports.now() }));
      await house.settle();
    }
    expect(rebuilt).toBe(OPS_PATH.length);
    expect((await caseOf(house, caseId)).phase).toBe('active');
    await house.close();
  });

  test('after an answer that the dead execution never heard of, gives that answer to the new one', async () => {
    for (const [index, act] of OPS_PATH.entries()) {
      const house = await openHouse({ at: START });
      const { caseId } = await referralByOps(house);
      await walk(house, caseId, index);
      for (const { execution, ended } of Object.values((await caseOf(house, caseId)).processes))
        if (ended === undefined) await house.engine.workflows.stop(execution, 'killed');
      must(await perform(house, caseId, { ...act, at: house.ports.now() }));
      await house.settle();
      must(await rebuildCase(house.ports, 'system', { caseId }));
      await house.settle();
      for (const later of OPS_PATH.slice(index + 1)) {
        must(await perform(house, caseId, { ...later, at: house.ports.now() }));
        await house.settle();
      }
      const found = await caseOf(house, caseId);
      expect(found.phase, `killed around act ${index + 1}`).toBe('active');
      const events = await eventsOf(house, caseId);
      expect(events.filter(({ type }) => type === 'case-accepted')).toHaveLength(1);
      expect(events.filter(({ type }) => type === 'answer-not-awaited').length).toBeLessThanOrEqual(1);
      await house.close();
    }
  });
});

/** Delivers everything that waits in any order, each row one to five times. */
async function chaos(house: House, random: () => number): Promise<number> {
  let delivered = 0;
  for (;;) {
    await house.engine.running.engine.idle();
    const rows: OutboxRecord[] = [];
    for (const shard of [0, 1, 2, 3]) rows.push(...(await house.store.list('outbox-of-shard', { shard })).items);
    if (rows.length === 0) return delivered;
    const copies = rows
      .flatMap((row) => Array.from({ length: 1 + Math.floor(random() * 5) }, () => row))
      .map((row) => ({ row, place: random() }))
      .sort((left, right) => left.place - right.place);
    for (const { row } of copies) {
      const done = await deliver(house.ports, row);
      expect(done.ok || done.failure.code === 'unavailable').toBe(true);
      delivered += 1;
    }
    await house.store.commit(
      rows.map(({ shard, outboxId }): Change => ({ remove: 'outbox', key: { shard, outboxId } })),
    );
  }
}

/** Processes of one case run side by side: what they do in one moment has no order. */
const unordered = (outcome: Outcome) => ({
  ...outcome,
  open: [...outcome.open].sort(),
  due: outcome.due.map(([step, day]) => `${day} ${step}`).sort(),
});

describe('messages delivered one to five times in any order', () => {
  test('have their effects exactly once', async () => {
    const plain = await openHouse({ at: START });
    const { caseId } = await referralByOps(plain);
    await walk(plain, caseId, OPS_PATH.length);
    const expected = await outcomeOf(plain, caseId);
    await plain.close();
    let delivered = 0;
    for (let seed = 1; seed <= 5; seed += 1) {
      const random = randomFrom(seed);
      const house = await openHouse({ at: START });
      const settle = async (): Promise<void> => {
        delivered += await chaos(house, random);
      };
      const filed = await referralByOps({ ...house, settle });
      for (const act of OPS_PATH) {
        must(await perform(house, filed.caseId, { ...act, at: house.ports.now() }));
        delivered += await chaos(house, random);
      }
      const outcome = await outcomeOf(house, filed.caseId);
      expect(unordered(outcome)).toEqual(unordered(expected));
      expect(new Set(house.letters.map(({ mailId }) => mailId)).size).toBe(house.letters.length);
      await house.close();
    }
    expect(delivered).toBeGreaterThan(500);
  });
});

describe('the clock', () => {
  test('jumping a year ahead brings every reminder, due date and escalation once', async () => {
    const steady = await openHouse({ at: START });
    const { caseId } = await referralByOps(steady);
    await steady.advanceTo('2026-07-01T08:00:00Z');
    const expected = (await outcomeOf(steady, caseId)).events;
    await steady.close();
    const house = await openHouse({ at: START });
    await house.advanceTo(START);
    const filed = await referralByOps(house);
    await house.engine.running.advanceTo(Date.parse('2026-07-01T08:00:00Z'));
    await house.advanceTo('2026-07-01T08:00:01Z');
    await house.advanceTo('2026-07-02T08:00:00Z');
    expect((await outcomeOf(house, filed.caseId)).events).toEqual(expected);
    await house.close();
  });

  test('ringing early, twice or for a task that is over does nothing', async () => {
    const house = await openHouse({ at: START });
    const { caseId } = await referralByOps(house);
    const task = await taskOf(house, caseId, 'recruitment/confirm');
    const { items } = await house.store.list('wake-ups-of-owner', { owner: task.taskId });
    expect(items.length).toBe(6);
    const before = (await eventsOf(house, caseId)).length;
    for (const { wakeUpId } of items) must(await wakeUp(house.ports, 'system', { wakeUpId }));
    expect((await eventsOf(house, caseId)).length).toBe(before);
    must(await withdrawCase(house.ports, house.actor('opsSocialWorker'), { caseId, reason: 'Pomyłka.' }));
    await house.settle();
    expect((await house.store.list('wake-ups-of-owner', { owner: task.taskId })).items).toHaveLength(0);
    const after = (await eventsOf(house, caseId)).length;
    await house.advanceTo('2027-01-01T08:00:00Z');
    expect((await eventsOf(house, caseId)).length).toBe(after);
    await house.close();
  });
});

describe('a planted bug', () => {
  test('is seen: a table that forgets its optimistic locks lets two decisions through', async () => {
    const house = await openHouse({ at: START });
    const { caseId } = await referralByOps(house);
    await walk(house, caseId, 4);
    const { taskId } = await taskOf(house, caseId, 'recruitment/decide');
    const careless: House['ports'] = {
      ...house.ports,
      store: {
        ...house.store,
        commit: (changes) =>
          house.store.commit(
            changes.map(
              (change): Change =>
                'put' in change ? ({ replace: change.put, record: change.record } as Change) : change,
            ),
          ),
      },
    };
    const results = await Promise.all(
      ['kisManager', 'kisManager2'].map((name) =>
        completeTask(careless, house.actor(name), {
          taskId,
          answers: example('referral-decision/minimal', acceptance('2026-04-01')),
        }),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(2);
    await house.close();
  });
});
