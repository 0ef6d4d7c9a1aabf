import * as z from 'zod';
import type { CaseId } from '../domain/ids.ts';
import { type OpenTaskPorts, openTask } from '../use-cases/tasks/open-task.ts';
import { raise } from './raise.ts';

const event = z.object({
  token: z.string().min(1).max(2_048),
  execution: z.string().min(1).max(400),
  caseId: z.string().min(1).max(40),
  step: z.string().max(120),
  entered: z.string().max(40),
  retry: z.number().int().min(0),
  started: z.string().max(40).optional(),
  answered: z.string().max(40).default(''),
});

/** The function that a workflow calls when a person must do something; throws an error named as the failure's code. */
export const openTaskHandler =
  (ports: OpenTaskPorts) =>
  async (given: unknown): Promise<object> => {
    const { caseId, started, ...input } = event.parse(given);
    const opening = { ...input, caseId: caseId as CaseId, ...(started === undefined ? {} : { started }) };
    return raise(await openTask(ports, 'system', opening));
  };
