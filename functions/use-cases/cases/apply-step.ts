import { fail, ok, type Result } from '../../domain/result.ts';
import { campaignSteps } from '../campaigns/campaign-steps.ts';
import { changeCase, commitAll, decideAgain } from './case-changes.ts';
import { contractSteps } from './contract-steps.ts';
import { documentSteps } from './document-steps.ts';
import { processSteps } from './process-steps.ts';
import { recruitmentSteps } from './recruitment-steps.ts';
import type { ApplyStepInput, StepCommand, StepOutput, StepPorts } from './step-command.ts';

const COMMANDS: ReadonlyMap<string, StepCommand> = new Map(
  Object.entries({ ...recruitmentSteps, ...contractSteps, ...campaignSteps, ...documentSteps, ...processSteps }),
);

/** `activate:contract-review` is the command `activate` about `contract-review`. */
const commandOf = (text: string): StepCommand | undefined => COMMANDS.get(text.split(':', 1)[0] ?? '');

/** Whether a workflow may send this command; the lint asks. */
export const knownCommand = (text: string): boolean => commandOf(text) !== undefined;

/**
 * Does what the workflow itself decides, once for each entry of a state: a repeated call gets the first answer. Fails with the code that the
 * workflow's `Catch` sees.
 */
export const applyStep = (ports: StepPorts, _actor: 'system', input: ApplyStepInput): Promise<Result<StepOutput>> =>
  decideAgain(async () => {
    const command = commandOf(input.command);
    if (command === undefined) throw new Error(`no such command: ${input.command}`);
    const onceKey = `apply:${input.execution}:${input.step}:${input.entered}`;
    const mark = await ports.store.read('once', { onceKey });
    if (mark !== undefined) return ok(JSON.parse(mark.result) as StepOutput);
    const found = await ports.store.read('case', { caseId: input.caseId });
    if (found === undefined) return fail('not-found');
    const changes = changeCase(found, ports.now());
    const output = await command(ports, changes, input);
    if (!output.ok) return output;
    const running = changes.current().processes[input.process];
    // A command that began the next cycle has ended this one already.
    if (input.ends === true && running !== undefined && running.cycle === found.processes[input.process]?.cycle)
      changes.set({
        processes: { ...changes.current().processes, [input.process]: { ...running, ended: changes.at } },
      });
    changes.tell({ type: 'case-changed', caseId: found.caseId });
    changes.put({ put: 'once', record: { onceKey, result: JSON.stringify(output.value), at: changes.at, version: 1 } });
    const done = await commitAll(ports.store, changes.all(), output.value);
    return done.ok || done.failure.code !== 'already-done' ? done : fail('conflict');
  });
