import { misfitsOf } from '../core/repair.ts';
import type { Store } from '../store/store.ts';
import type { Clock } from './clock.ts';
import type { Engine } from './engine.ts';

/** One orphan: what it is, whose, and what was done about it. */
interface Finding {
  readonly kind:
    | 'task-nobody-waits-for'
    | 'wait-without-task'
    | 'join-without-branches'
    | 'child-ended-unheard'
    | 'child-unknown'
    | 'lease-without-process'
    | 'timer-in-the-past';
  readonly execution: string;
  readonly detail: string;
  readonly repaired: boolean;
}

export interface WatchdogReport {
  readonly looked: { readonly executions: number; readonly tasks: number };
  readonly findings: readonly Finding[];
}

export interface WatchdogOptions {
  readonly store: Store;
  readonly engine: Engine;
  readonly clock: Clock;
  readonly isAlive: (owner: string) => boolean;
  /** False only reports. */
  readonly repair: boolean;
}

// A timer that a working engine has not fired after a minute has been forgotten.
const overdueMilliseconds = 60_000;

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Looks for orphans both ways over the whole store and mends them: tasks, waits, leases, timers, children. */
export const watch = async (options: WatchdogOptions): Promise<WatchdogReport> => {
  const { store, engine, clock } = options;
  const findings: Finding[] = [];
  const note = (kind: Finding['kind'], execution: string, detail: string): void => {
    findings.push({ kind, execution, detail, repaired: options.repair });
  };

  const overdue = store.dueExecutions(clock.now() - overdueMilliseconds, 10_000);
  for (const arn of overdue) note('timer-in-the-past', arn, 'due for more than a minute');
  for (const { task, lease } of store.pendingTasks())
    if (!options.isAlive(lease.owner) || lease.until < Date.now() - overdueMilliseconds)
      note('lease-without-process', task.execution, task.key);

  const tasks = store.openTasks();
  const running = store.running();
  const suspects = new Set(running);
  for (const task of tasks) suspects.add(task.execution);
  for (const arn of suspects) {
    await nextTurn();
    const snapshot = store.load(arn);
    if (snapshot === undefined) continue;
    const misfits = misfitsOf(snapshot);
    for (const misfit of misfits) note(misfit.kind, arn, misfit.key ?? `frame ${misfit.frame}`);
    if (misfits.length > 0 && options.repair) await engine.trigger(arn, { kind: 'repair' });
  }
  for (const task of tasks) {
    if (task.waitsFor === undefined) continue;
    const child = store.execution(task.waitsFor);
    if (child === undefined) {
      note('child-unknown', task.execution, task.waitsFor);
      const failure = {
        error: 'States.TaskFailed',
        cause: `The child execution ${task.waitsFor} does not exist any more`,
      };
      if (options.repair) await engine.trigger(task.execution, { kind: 'failed', key: task.key, failure });
    } else if (child.status !== 'RUNNING') {
      note('child-ended-unheard', task.execution, child.arn);
      if (options.repair) await engine.answerParents(child);
    }
  }
  if (options.repair) {
    if (overdue.length > 0) await engine.fireDue();
    await engine.recover(options.isAlive);
  }
  return { looked: { executions: suspects.size, tasks: tasks.length }, findings };
};
