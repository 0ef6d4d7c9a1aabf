import { drainOutbox, drainWakeUps } from '../../../functions/streams/deliver.ts';
import { applyStepHandler } from '../../../functions/tasks/apply-step.ts';
import { openTaskHandler } from '../../../functions/tasks/open-task.ts';
import type { Ports } from '../../../functions/use-cases/ports.ts';
import type { TaskFunction } from './lambda-endpoint.ts';

export { drainOutbox, drainWakeUps };

/** The functions that workflows call, by the names that `deploy-workflows.ts` puts into the definitions; `portsOf` gives each case its ports. */
export const workflowFunctions = (portsOf: (caseId: string) => Ports): Readonly<Record<string, TaskFunction>> => {
  const of = (make: (ports: Ports) => unknown): TaskFunction => {
    const handlers = new WeakMap<Ports, TaskFunction>();
    return (event) => {
      const ports = portsOf(String((event as { readonly caseId?: unknown }).caseId));
      const handler = handlers.get(ports) ?? (make(ports) as TaskFunction);
      handlers.set(ports, handler);
      return handler(event);
    };
  };
  return { OpenTask: of(openTaskHandler), ApplyStep: of(applyStepHandler) };
};
