import { drainOutbox, drainWakeUps } from '../../../functions/streams/deliver.ts';
import { applyStepHandler } from '../../../functions/tasks/apply-step.ts';
import { openTaskHandler } from '../../../functions/tasks/open-task.ts';
import type { Ports } from '../../../functions/use-cases/ports.ts';
import type { TaskFunction } from './lambda-endpoint.ts';

export { drainOutbox, drainWakeUps };

/** The functions that workflows call, by the names that `deploy-workflows.ts` puts into the definitions. */
export const workflowFunctions = (ports: Ports): Readonly<Record<string, TaskFunction>> => ({
  OpenTask: openTaskHandler(ports) as TaskFunction,
  ApplyStep: applyStepHandler(ports) as TaskFunction,
});
