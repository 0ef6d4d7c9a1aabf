import {
  DescribeExecutionCommand,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Workflows } from '../../domain/workflows/workflows.ts';

/** Nobody waits for this token any more (expired, answered, never given). */
const GONE: ReadonlySet<string> = new Set([
  'TaskTimedOut',
  'TaskDoesNotExist',
  'InvalidToken',
  'ExecutionDoesNotExist',
]);

/** The request itself was wrong: a bug, not an outage. */
const BUGS: ReadonlySet<string> = new Set([
  'InvalidArn',
  'InvalidName',
  'InvalidExecutionInput',
  'InvalidOutput',
  'StateMachineDoesNotExist',
  'StateMachineDeleting',
  'ValidationException',
  'AccessDeniedException',
]);

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

async function settled(operation: string, sent: Promise<unknown>): Promise<Result<void>> {
  try {
    await sent;
    return ok(undefined);
  } catch (error) {
    const name = nameOf(error);
    if (GONE.has(name)) return fail('gone');
    if (BUGS.has(name)) throw new TypeError(`${operation}: ${name}`);
    return fail('unavailable');
  }
}

/**
 * Workflows on Step Functions, or on the embedded engine through the same calls. `machines` is the beginning of every state machine's ARN
 * (`arn:aws:states:eu-central-1:123456789012:stateMachine:reintegra-`); executions start through the alias `live`.
 */
export function stepFunctionsWorkflows(client: SFNClient, machines: string): Workflows {
  const executionArn = (process: string, name: string): string =>
    `${machines.replace(':stateMachine:', ':execution:')}${process}:${name}`;

  const versionOf = async (execution: string): Promise<string> => {
    const { stateMachineVersionArn = '' } = await client.send(
      new DescribeExecutionCommand({ executionArn: execution }),
    );
    return stateMachineVersionArn.split(':').at(-1) ?? '';
  };

  return {
    async start(process, name, input) {
      const execution = executionArn(process, name);
      const command = new StartExecutionCommand({
        stateMachineArn: `${machines}${process}:live`,
        name,
        input: JSON.stringify(input),
      });
      try {
        await client.send(command);
      } catch (error) {
        const refusal = nameOf(error);
        if (BUGS.has(refusal)) throw new TypeError(`start ${process}: ${refusal}`);
        if (refusal !== 'ExecutionAlreadyExists') return fail('unavailable');
      }
      try {
        return ok({ execution, version: await versionOf(execution) });
      } catch {
        // On AWS a new execution may not be readable yet; asking again later starts nothing twice.
        return fail('unavailable');
      }
    },
    succeed: (token, output) =>
      settled('succeed', client.send(new SendTaskSuccessCommand({ taskToken: token, output: JSON.stringify(output) }))),
    failTask: (token, error, cause) =>
      settled('failTask', client.send(new SendTaskFailureCommand({ taskToken: token, error, cause }))),
    stop: (execution, cause) =>
      settled('stop', client.send(new StopExecutionCommand({ executionArn: execution, cause }))),
  };
}
