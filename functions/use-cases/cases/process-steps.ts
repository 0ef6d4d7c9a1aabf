import { isEnd } from '../../domain/cases/phases.ts';
import { ok } from '../../domain/result.ts';
import { taskRuleOf } from '../../domain/workflows/catalogue.ts';
import { byOf } from '../acting.ts';
import { assign } from '../tasks/assignees.ts';
import { addTask } from '../tasks/new-task.ts';
import { taskIdFor } from '../tasks/task-id.ts';
import { dueOf } from '../tasks/timing.ts';
import { startProcess } from './start-process.ts';
import type { StepCommand } from './step-command.ts';

/** A path of a process has come to its end; nothing else changes. */
const endProcess: StepCommand = async () => ok({});

/** A wait outlived its execution: the same open task goes on under the next one. */
const continueLater: StepCommand = async (_ports, changes, { process, at }) => {
  changes.event('process-continued', byOf('system'), { process, at: at ?? '' });
  startProcess(changes, process, at === undefined ? {} : { at });
  return ok({});
};

/** An unexpected error stopped a process: the club's manager gets the task of having it resumed. A case that has ended needs none. */
const reportFailure: StepCommand = async (ports, changes, { process, at, error, execution }) => {
  const found = changes.current();
  ports.log('process-stalled', { case: found.caseId, process, at: at ?? '', error: error ?? '', execution });
  if (isEnd(found.phase)) return ok({});
  changes.event('process-stalled', byOf('system'), { process, at: at ?? '', error: error ?? '' });
  const step = 'contact/restart';
  if (found.open?.[step] !== undefined) return ok({});
  const club = await ports.store.read('organisation', { organisationId: found.organisationId });
  const rule = taskRuleOf(step);
  addTask(ports, changes, club, {
    taskId: taskIdFor(execution, step),
    step,
    assigned: await assign(ports.store, found, rule.assign),
    due: dueOf({ rule, step, returned: false }, found, club, changes.at),
  });
  return ok({});
};

export const processSteps: Readonly<Record<string, StepCommand>> = {
  'end-process': endProcess,
  'continue-later': continueLater,
  'report-failure': reportFailure,
};
