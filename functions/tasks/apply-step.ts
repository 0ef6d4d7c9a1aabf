import * as z from 'zod';
import type { CaseId } from '../domain/ids.ts';
import { applyStep } from '../use-cases/cases/apply-step.ts';
import type { StepPorts } from '../use-cases/cases/step-command.ts';
import { raise } from './raise.ts';

const event = z.object({
  caseId: z.string().min(1).max(40),
  process: z.string().max(60),
  step: z.string().max(120),
  command: z.string().max(60),
  execution: z.string().min(1).max(400),
  entered: z.string().max(40),
  ends: z.boolean().default(false),
  at: z.string().max(80).optional(),
  error: z.string().max(200).optional(),
});

/** The function that a workflow calls when it does something itself; throws an error named as the failure's code. */
export const applyStepHandler =
  (ports: StepPorts) =>
  async (given: unknown): Promise<object> => {
    const { caseId, at, error, ...input } = event.parse(given);
    return raise(
      await applyStep(ports, 'system', {
        ...input,
        caseId: caseId as CaseId,
        ...(at === undefined ? {} : { at }),
        ...(error === undefined ? {} : { error }),
      }),
    );
  };
