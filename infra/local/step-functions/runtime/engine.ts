import { setTimeout } from 'node:timers/promises';
import { advance } from '../core/advance.ts';
import { dueOf, nextDueOf } from '../core/due.ts';
import type { Execution, Snapshot, Task, Transition, Trigger, World } from '../core/model.ts';
import type { Program } from '../core/program.ts';
import type { Lease, Store } from '../store/store.ts';
import { type CallService, callUntilAnswered, nameOf, pause } from './call-service.ts';
import { childAnswer } from './child-answer.ts';
import type { Clock } from './clock.ts';
import { createIdleGate } from './idle-gate.ts';
import { createMutexes } from './mutexes.ts';

export type { CallOutcome, CallService } from './call-service.ts';

export interface EngineOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly world: World;
  readonly call: CallService;
  readonly program: (revision: string) => Program;
  readonly owner: string;
  readonly log: (line: Record<string, unknown>) => void;
  /** Milliseconds between attempts when the store or a service is unreachable. */
  readonly retryDelay?: (attempt: number) => number;
}

/** The run after a trigger; `applied` tells a first answer from a late one. */
interface Advanced {
  readonly execution: Execution;
  readonly applied: boolean;
}

export interface Engine {
  /** Advances a run by one trigger; resolves once that is stored. `applied` is false when the trigger changed nothing. */
  trigger(arn: string, trigger: Trigger): Promise<Advanced | undefined>;
  create(execution: Execution): Promise<Execution | 'exists'>;
  /** Resolves when the run has ended. */
  ended(arn: string): Promise<Execution>;
  fireDue(): Promise<number>;
  /** Hands the end of a child to the tasks that wait for it; the watchdog calls it for ends that were missed. */
  answerParents(child: Execution): Promise<void>;
  /** Takes over tasks whose process is gone; at start, and now and then. */
  recover(isAlive: (owner: string) => boolean): Promise<number>;
  idle(): Promise<void>;
  /** When something is due next, epoch milliseconds. */
  nextDue(): number | undefined;
  arm(): void;
  stop(): Promise<void>;
}

const leaseMilliseconds = 60_000;
const cacheSize = 500;

/** A transition that has nothing to store: a late answer, a closed run. */
const changesNothing = (
  before: Snapshot,
  { events, framesWritten, tasksWritten, tasksClosed, more, snapshot }: Transition,
): boolean =>
  events.length + framesWritten.length + tasksWritten.length + tasksClosed.length === 0 &&
  !more &&
  snapshot.execution.status === before.execution.status;

/** SQLite's codes for a write that will never be taken (constraint, mismatch, too big); every other failure may pass. */
const refusals = new Set([18, 19, 20]);
const isRefusal = (thrown: unknown): boolean =>
  refusals.has(Number((thrown as { errcode?: unknown }).errcode ?? 0) & 0xff);

/** The runner: one advance per trigger, one transaction per advance, effects only after it. */
export const createEngine = (options: EngineOptions): Engine => {
  const { store, clock, world, owner } = options;
  const retryDelay = options.retryDelay ?? ((attempt) => Math.min(100 * 2 ** attempt, 15_000));
  const stopping = new AbortController();
  const gate = createIdleGate();
  const mutexes = createMutexes();
  const cache = new Map<string, Snapshot>();
  const waiters = new Map<string, ((execution: Execution) => void)[]>();
  const inFlight = new Set<string>();
  /** Runs that cannot even be ended (the store refuses them): left alone until a restart, so that the others go on. */
  const quarantined = new Set<string>();
  let armedFor: number | undefined;

  const lease = (): Lease => ({ owner, until: Date.now() + leaseMilliseconds });

  const remember = (snapshot: Snapshot): void => {
    const { arn, status } = snapshot.execution;
    cache.delete(arn);
    if (status !== 'RUNNING') return;
    cache.set(arn, snapshot);
    if (cache.size > cacheSize) cache.delete(cache.keys().next().value ?? '');
  };

  /** Stores a transition, waiting out an unavailable store; false: somebody else advanced the run first. */
  const persist = async (transition: Transition): Promise<boolean> => {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await store.commit(transition, lease());
      } catch (thrown) {
        if (stopping.signal.aborted || isRefusal(thrown)) throw thrown;
        options.log({ event: 'store-unavailable', error: nameOf(thrown), attempt });
        await pause(retryDelay(attempt), stopping.signal);
        // The rejected write may have been stored after all: then the version check answers false and the run is reloaded.
      }
    }
  };

  const nextDue = (): number | undefined => {
    const due = store.nextDue();
    if (due === undefined || quarantined.size === 0) return due;
    const next = store
      .dueExecutions(Number.MAX_SAFE_INTEGER, quarantined.size + 1)
      .find((arn) => !quarantined.has(arn));
    const snapshot = next === undefined ? undefined : store.load(next);
    return snapshot === undefined ? undefined : (nextDueOf(snapshot, false) ?? due);
  };

  const arm = (): void => {
    armedFor = nextDue();
    clock.alarm(armedFor, () => background(() => engine.fireDue()));
  };

  const notice = (transition: Transition): void => {
    const { execution } = transition.snapshot;
    for (const task of transition.tasksWritten) if (task.status === 'pending') dispatch(task, execution);
    if (execution.status === 'RUNNING') {
      if (transition.more) background(() => engine.trigger(execution.arn, { kind: 'due' }));
    } else {
      for (const resolve of waiters.get(execution.arn) ?? []) resolve(execution);
      waiters.delete(execution.arn);
      background(() => answerParents(execution));
    }
    if (nextDue() !== armedFor) arm();
  };

  const background = (work: () => Promise<unknown>): void => {
    gate.enter();
    work()
      .catch((thrown: unknown) => options.log({ event: 'background-failed', error: nameOf(thrown) }))
      .finally(gate.leave);
  };

  const answerParents = async (child: Execution): Promise<void> => {
    for (const task of store.tasksWaitingFor(child.arn)) await engine.trigger(task.execution, childAnswer(task, child));
  };

  const dispatch = (task: Task, execution: Execution): void => {
    if (inFlight.has(task.key) || stopping.signal.aborted) return;
    inFlight.add(task.key);
    background(async () => {
      try {
        const outcome = await callUntilAnswered({ ...options, retryDelay, signal: stopping.signal }, task, execution);
        if (outcome.kind === 'silent') return;
        await engine.trigger(task.execution, { ...outcome, key: task.key });
        if (outcome.kind === 'submitted' && outcome.waitsFor !== undefined) {
          // The child may have ended before its parent was known to wait.
          const child = store.execution(outcome.waitsFor);
          if (child !== undefined && child.status !== 'RUNNING') await answerParents(child);
        }
      } finally {
        inFlight.delete(task.key);
      }
    });
  };

  /** Ends a run that cannot be advanced; the others go on. */
  const poisoned = (snapshot: Snapshot, why: string, stack?: string): Promise<Transition> => {
    options.log({ event: 'execution-poisoned', execution: snapshot.execution.arn, error: why, stack });
    const failure = { error: 'States.Runtime', cause: `The engine could not advance this execution: ${why}` };
    return advance(undefined, snapshot, { kind: 'poison', failure }, { ...world, now: clock.now });
  };

  const advanceOnce = async (snapshot: Snapshot, trigger: Trigger): Promise<Transition> => {
    try {
      return await advance(options.program(snapshot.execution.revision), snapshot, trigger, {
        ...world,
        now: clock.now,
      });
    } catch (thrown) {
      // A bug, or data that no version of this engine should have written.
      return poisoned(snapshot, nameOf(thrown), thrown instanceof Error ? thrown.stack : undefined);
    }
  };

  const engine: Engine = {
    trigger: (arn, trigger) =>
      gate.during(() =>
        mutexes.hold(arn, async () => {
          for (;;) {
            const cached = cache.get(arn);
            const snapshot = cached ?? store.load(arn);
            if (snapshot === undefined) return undefined;
            let transition = await advanceOnce(snapshot, trigger);
            if (changesNothing(snapshot, transition)) {
              // Another process may have moved the run on since: only a fresh reading may say that nothing is to be done.
              if (cached !== undefined && store.execution(arn)?.version !== snapshot.execution.version) {
                cache.delete(arn);
                continue;
              }
              if (trigger.kind !== 'due') {
                remember(snapshot);
                return { execution: snapshot.execution, applied: false };
              }
              // The index said it is due and it is not: storing it again corrects the index, or it would be asked for ever.
              if ((dueOf(transition) ?? Number.POSITIVE_INFINITY) <= clock.now())
                transition = await poisoned(snapshot, 'StaysDue');
            }
            if (await persist(transition)) {
              remember(transition.snapshot);
              notice(transition);
              return { execution: transition.snapshot.execution, applied: true };
            }
            cache.delete(arn);
          }
        }),
      ),

    create: (execution) =>
      gate.during(() =>
        mutexes.hold(execution.arn, async () => {
          const transition = await advanceOnce({ execution, frames: new Map(), tasks: new Map() }, { kind: 'start' });
          if (!(await persist(transition))) return 'exists';
          remember(transition.snapshot);
          notice(transition);
          return transition.snapshot.execution;
        }),
      ),

    ended: (arn) =>
      new Promise((resolve) => {
        const now = store.execution(arn);
        if (now !== undefined && now.status !== 'RUNNING') resolve(now);
        else waiters.set(arn, [...(waiters.get(arn) ?? []), resolve]);
      }),

    answerParents,

    fireDue: () =>
      gate.during(async () => {
        let fired = 0;
        while (!stopping.signal.aborted) {
          const due = store.dueExecutions(clock.now(), 100 + quarantined.size).filter((arn) => !quarantined.has(arn));
          if (due.length === 0) break;
          await Promise.all(
            due.map((arn) =>
              engine.trigger(arn, { kind: 'due' }).catch((thrown: unknown) => {
                options.log({ event: 'execution-quarantined', execution: arn, error: nameOf(thrown) });
                quarantined.add(arn);
              }),
            ),
          );
          fired += due.length;
        }
        arm();
        return fired;
      }),

    recover: (isAlive) =>
      gate.during(async () => {
        let taken = 0;
        await store.renew(owner, Date.now() + leaseMilliseconds);
        for (const { task, lease: held } of store.pendingTasks()) {
          if (inFlight.has(task.key)) continue;
          if (held.owner !== owner && held.until > Date.now() && isAlive(held.owner)) continue;
          if (!(await store.claim(task.key, held, lease()))) continue;
          const execution = store.execution(task.execution);
          if (execution === undefined) continue;
          taken += 1;
          dispatch(task, execution);
        }
        return taken;
      }),

    idle: () => gate.idle(),
    nextDue,
    arm,
    async stop() {
      stopping.abort();
      clock.alarm(undefined, () => undefined);
      await Promise.race([gate.idle(), setTimeout(3_000, undefined, { ref: false })]);
    },
  };
  return engine;
};
