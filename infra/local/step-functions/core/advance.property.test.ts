import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Machine } from '../language/definition.ts';
import { programOf } from '../runtime/programs.ts';
import { createMemoryStore } from '../store/memory.ts';
import { advance } from './advance.ts';
import { arbitraryMachine } from './arbitrary-machine.ts';
import { nextDueOf } from './due.ts';
import type { Execution, HistoryEvent, Snapshot, Task, Transition, Trigger, World } from './model.ts';

const from = Date.UTC(2026, 0, 1);
const execution: Execution = {
  arn: 'arn:aws:states:eu-central-1:000000000000:execution:p:run',
  name: 'run',
  machineArn: 'arn:aws:states:eu-central-1:000000000000:stateMachine:p',
  machineName: 'p',
  machineType: 'STANDARD',
  revision: 'r',
  roleArn: 'arn:aws:iam::000000000000:role/x',
  input: '{"n":1}',
  startedAt: from,
  status: 'RUNNING',
  redriveCount: 0,
  lastEventId: 0,
  lastEventAt: from,
  nextFrame: 0,
  version: 0,
};

const worldAt = (now: number): World => {
  let drawn = 0;
  const next = (): string => `t${now}-${drawn++}-`;
  return {
    now: () => now,
    random: () => 0.5,
    uuid: next,
    token: () => `${next()}${Math.random()}`,
    region: 'eu-central-1',
    account: '000000000000',
  };
};

/** What the world answers depends on the place only: the first attempt of some tasks fails, so that retries happen. */
const answerOf = (task: Task): Trigger => {
  const place = task.key.replace(/@\d+\/\d+$/, '').replace(/^.*run\//, '');
  const first = task.key.endsWith('/0');
  if (!task.resource.includes('waitForTaskToken') && first && place.length % 2 === 0)
    return { kind: 'failed', key: task.key, failure: { error: 'Once' } };
  return { kind: 'succeeded', key: task.key, output: JSON.stringify(place) };
};

interface Ran {
  readonly snapshot: Snapshot;
  readonly events: readonly HistoryEvent[];
  readonly calls: ReadonlyMap<string, number>;
}

/**
 * Runs a machine to its end. `choose` picks what happens next among all that could; `crashes` says whether this step's
 * transition is lost between effect and write, or its effect repeated after it (the two sides of a kill).
 */
const run = async (
  machine: Machine,
  choose: (count: number) => number,
  crashes: () => 'none' | 'before-write' | 'after-write',
): Promise<Ran> => {
  const program = programOf(JSON.stringify(machine));
  let now = from;
  let snapshot: Snapshot = { execution, frames: new Map(), tasks: new Map() };
  const events: HistoryEvent[] = [];
  const calls = new Map<string, number>();
  let more = false;
  const apply = async (trigger: Trigger): Promise<void> => {
    const transition = await advance(program, snapshot, trigger, worldAt(now));
    if (crashes() === 'before-write') return;
    snapshot = transition.snapshot;
    more = transition.more;
    events.push(...transition.events);
  };
  for (let steps = 0; snapshot.execution.status === 'RUNNING'; steps += 1) {
    if (steps > 5_000) throw new Error('the run does not end');
    if (snapshot.execution.version === 0) {
      await apply({ kind: 'start' });
      continue;
    }
    const tasks = [...snapshot.tasks.values()];
    const due = nextDueOf(snapshot, more) ?? Number.POSITIVE_INFINITY;
    const pick = choose(tasks.length + 1);
    const task = tasks[pick];
    if (task === undefined) {
      // Waiting for a task that has no timer of its own would only end in its time-out.
      if (due > now + 500_000 && tasks.length > 0) continue;
      now = Math.max(now, due);
      await apply({ kind: 'due' });
      continue;
    }
    calls.set(task.key, (calls.get(task.key) ?? 0) + 1);
    const trigger = answerOf(task);
    await apply(trigger);
    // The same answer again, as a process that came back would send it.
    if (crashes() === 'after-write') await apply(trigger);
  }
  return { snapshot, events, calls };
};

const calm = (): 'none' => 'none';
const inOrder = (): number => 0;

test('the same snapshot and trigger always give the same transition', () =>
  fc.assert(
    fc.asyncProperty(arbitraryMachine(2), async (machine) => {
      const program = programOf(JSON.stringify(machine));
      const world = (): World => ({ ...worldAt(from), token: () => 'token' });
      const empty: Snapshot = { execution, frames: new Map(), tasks: new Map() };
      const once = await advance(program, empty, { kind: 'start' }, world());
      const twice = await advance(program, empty, { kind: 'start' }, world());
      expect(twice).toEqual(once);
    }),
    { numRuns: 100 },
  ));

test('the order in which branches are answered does not change the result', () =>
  fc.assert(
    fc.asyncProperty(arbitraryMachine(2), fc.infiniteStream(fc.nat()), async (machine, chance) => {
      const straight = await run(machine, inOrder, calm);
      const mixed = await run(machine, (count) => (chance.next().value ?? 0) % count, calm);
      expect(mixed.snapshot.execution.output).toEqual(straight.snapshot.execution.output);
      expect(mixed.snapshot.execution.status).toBe('SUCCEEDED');
      const kinds = (ran: Ran): readonly string[] => ran.events.map(({ type }) => type).toSorted();
      expect(kinds(mixed)).toEqual(kinds(straight));
    }),
    { numRuns: 150 },
  ));

test('a crash at any point between effect and write leads to the same end, under the same keys', () =>
  fc.assert(
    fc.asyncProperty(arbitraryMachine(2), fc.infiniteStream(fc.nat({ max: 9 })), async (machine, chance) => {
      const calmly = await run(machine, inOrder, calm);
      const shaken = await run(machine, inOrder, () => {
        const drawn = chance.next().value ?? 9;
        return drawn < 2 ? 'before-write' : drawn < 4 ? 'after-write' : 'none';
      });
      expect(shaken.snapshot.execution.output).toEqual(calmly.snapshot.execution.output);
      expect([...shaken.calls.keys()].toSorted()).toEqual([...calmly.calls.keys()].toSorted());
      expect(shaken.events.map(({ type, previousEventId }) => [type, previousEventId])).toEqual(
        calmly.events.map(({ type, previousEventId }) => [type, previousEventId]),
      );
    }),
    { numRuns: 150 },
  ));

test('history ids have no gaps, every state that is entered is left, and an ended run changes no more', () =>
  fc.assert(
    fc.asyncProperty(arbitraryMachine(2), async (machine) => {
      const { snapshot, events } = await run(machine, inOrder, calm);
      expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => index + 1));
      for (const event of events) expect(event.previousEventId).toBeLessThan(event.id);
      const count = (ending: string): number => events.filter(({ type }) => type.endsWith(ending)).length;
      expect(count('StateEntered')).toBe(count('StateExited'));
      expect([snapshot.frames.size, snapshot.tasks.size]).toEqual([0, 0]);
      const program = programOf(JSON.stringify(machine));
      for (const trigger of [
        { kind: 'due' },
        { kind: 'stop', failure: {} },
        { kind: 'succeeded', key: 'any', output: '1' },
      ] as const) {
        const after = await advance(program, snapshot, trigger, worldAt(from + 1e12));
        expect([after.events, after.framesWritten, after.tasksWritten]).toEqual([[], [], []]);
      }
    }),
    { numRuns: 100 },
  ));

test('of two workers on one snapshot only one advances the run', () =>
  fc.assert(
    fc.asyncProperty(arbitraryMachine(1), async (machine) => {
      const program = programOf(JSON.stringify(machine));
      const store = createMemoryStore();
      const lease = { owner: 'a', until: 0 };
      const advanced = (now: number, snapshot: Snapshot, trigger: Trigger): Promise<Transition> =>
        advance(program, snapshot, trigger, worldAt(now));
      const first = await advanced(from, { execution, frames: new Map(), tasks: new Map() }, { kind: 'start' });
      const rival = await advanced(from + 1, { execution, frames: new Map(), tasks: new Map() }, { kind: 'start' });
      expect(await Promise.all([store.commit(first, lease), store.commit(rival, lease)])).toEqual([true, false]);
      const loaded = store.load(execution.arn);
      if (loaded === undefined || loaded.execution.status !== 'RUNNING') return;
      const [left, right] = await Promise.all([
        advanced(from + 1e9, loaded, { kind: 'due' }),
        advanced(from + 1e9, loaded, { kind: 'stop', failure: {} }),
      ]);
      const done = await Promise.all([store.commit(left, lease), store.commit(right, lease)]);
      expect(done).toEqual([true, false]);
      const ids = store.history(execution.arn, { reverse: false, limit: 25_000 }).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }),
    { numRuns: 60 },
  ));
