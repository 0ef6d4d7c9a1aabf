import { fail, ok } from '../../functions/domain/result.ts';
import type { Workflows } from '../../functions/domain/workflows/workflows.ts';
import { substituted } from '../../infra/local/app/deploy-workflows.ts';
import type { Json, JsonObject, Task } from '../../infra/local/step-functions/core/model.ts';
import { ApiError } from '../../infra/local/step-functions/protocol/api-error.ts';
import { operations } from '../../infra/local/step-functions/protocol/operations.ts';
import type { CallOutcome } from '../../infra/local/step-functions/runtime/engine.ts';
import { invokeEnvelope } from '../../infra/local/step-functions/runtime/integrations/envelope.ts';
import { type RunningEngine, startEngine } from '../../infra/local/step-functions/start-engine.ts';

export type Handler = (event: unknown) => Promise<object>;

const MACHINES = 'arn:aws:states:eu-central-1:000000000000:stateMachine:reintegra-';
const functionOf = (name: Json | undefined): string => String(name).split(':').at(-1) ?? '';

/** The product's own engine inside the test's process, on a virtual clock; functions are called directly. */
export interface InProcessEngine {
  readonly running: RunningEngine;
  readonly workflows: Workflows;
  /** Deploys (or replaces) a state machine; running executions stay on their version. */
  deploy(slug: string, definition: unknown): Promise<void>;
  /** States of one execution in the order in which they were entered, without choices. */
  path(execution: string): Promise<readonly string[]>;
  status(execution: string): Promise<string>;
  executions(slug: string): Promise<readonly string[]>;
  stop(): Promise<void>;
}

const errorOutcome = (thrown: unknown): CallOutcome => ({
  kind: 'failed',
  failure: {
    error: thrown instanceof Error ? thrown.name : 'Lambda.Unknown',
    cause: thrown instanceof Error ? thrown.message : '',
  },
});

export async function startInProcessEngine(
  at: number,
  handlers: () => Readonly<Record<string, Handler>>,
  seen: (step: string) => void = () => undefined,
): Promise<InProcessEngine> {
  // Tokens are numbered, so that a seed replays identically; the engine's own are random.
  const tokens = new Map<string, string>();
  const numbers = new Map<string, string>();
  const numbered = ({ token, ...payload }: JsonObject): JsonObject => {
    if (typeof token !== 'string') return payload;
    const known = numbers.get(token) ?? `token-${tokens.size + 1}`;
    tokens.set(known, token);
    numbers.set(token, known);
    return { token: known, ...payload };
  };
  const call = async (task: Task): Promise<CallOutcome> => {
    const request = JSON.parse(task.request) as { FunctionName?: Json; Payload?: JsonObject };
    const handler = handlers()[functionOf(request.FunctionName)];
    if (handler === undefined) throw new Error(`no function ${String(request.FunctionName)}`);
    seen(String(request.Payload?.step ?? ''));
    try {
      const output = invokeEnvelope(JSON.stringify(await handler(numbered(request.Payload ?? {}))), 'request');
      return { kind: task.resource.endsWith('waitForTaskToken') ? 'submitted' : 'succeeded', output };
    } catch (thrown) {
      return errorOutcome(thrown);
    }
  };
  const running = await startEngine({ key: 'key', virtualFrom: at, call, log: () => undefined });
  const invoke = async (operation: string, input: JsonObject): Promise<Record<string, unknown>> => {
    const found = operations[operation];
    if (found === undefined) throw new Error(`no operation ${operation}`);
    return (await found(running.api, input)) as Record<string, unknown>;
  };
  const named = (thrown: unknown): string => (thrown instanceof ApiError ? thrown.type : '');
  const answered = async (operation: string, input: JsonObject) => {
    try {
      await invoke(operation, input);
      return ok(undefined);
    } catch (thrown) {
      if (['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken', 'ExecutionDoesNotExist'].includes(named(thrown)))
        return fail('gone');
      throw thrown;
    }
  };
  const workflows: Workflows = {
    async start(process, name, input) {
      const execution = `${MACHINES.replace(':stateMachine:', ':execution:')}${process}:${name}`;
      try {
        await invoke('StartExecution', {
          stateMachineArn: `${MACHINES}${process}:live`,
          name,
          input: JSON.stringify(input),
        });
      } catch (thrown) {
        if (named(thrown) !== 'ExecutionAlreadyExists') throw thrown;
      }
      const { stateMachineVersionArn } = await invoke('DescribeExecution', { executionArn: execution });
      return ok({ execution, version: String(stateMachineVersionArn).split(':').at(-1) ?? '' });
    },
    succeed: (token, output) =>
      answered('SendTaskSuccess', { taskToken: tokens.get(token) ?? token, output: JSON.stringify(output) }),
    failTask: (token, error, cause) =>
      answered('SendTaskFailure', { taskToken: tokens.get(token) ?? token, error, cause }),
    stop: (execution, cause) => answered('StopExecution', { executionArn: execution, cause }),
  };
  return {
    running,
    workflows,
    async deploy(slug, definition) {
      const stateMachineArn = `${MACHINES}${slug}`;
      const common = { definition: substituted(definition), roleArn: 'arn:aws:iam::000000000000:role/local' };
      try {
        await invoke('CreateStateMachine', { name: `reintegra-${slug}`, ...common });
      } catch (thrown) {
        if (named(thrown) !== 'StateMachineAlreadyExists') throw thrown;
        await invoke('UpdateStateMachine', { stateMachineArn, ...common });
      }
      const { stateMachineVersionArn } = await invoke('PublishStateMachineVersion', { stateMachineArn });
      const routingConfiguration = [{ stateMachineVersionArn: String(stateMachineVersionArn), weight: 100 }];
      try {
        await invoke('CreateStateMachineAlias', { name: 'live', routingConfiguration });
      } catch {
        await invoke('UpdateStateMachineAlias', {
          stateMachineAliasArn: `${stateMachineArn}:live`,
          routingConfiguration,
        });
      }
    },
    async path(execution) {
      const names: string[] = [];
      let nextToken: string | undefined;
      do {
        const page = await invoke('GetExecutionHistory', {
          executionArn: execution,
          maxResults: 1_000,
          ...(nextToken === undefined ? {} : { nextToken }),
        });
        for (const event of page.events as readonly Record<string, unknown>[]) {
          const details = event.stateEnteredEventDetails as { name?: string } | undefined;
          if (details?.name !== undefined && event.type !== 'ChoiceStateEntered') names.push(details.name);
        }
        nextToken = page.nextToken as string | undefined;
      } while (nextToken !== undefined);
      return names;
    },
    async status(execution) {
      return String((await invoke('DescribeExecution', { executionArn: execution })).status);
    },
    async executions(slug) {
      const page = await invoke('ListExecutions', { stateMachineArn: `${MACHINES}${slug}` });
      return (page.executions as readonly { executionArn: string }[]).map(({ executionArn }) => executionArn);
    },
    stop: () => running.stop(),
  };
}
