import { byteLength, limits } from '../core/limits.ts';
import type { Execution, ExecutionStatus, Failure, JsonObject } from '../core/model.ts';
import {
  type AliasRow,
  type Api,
  type MachineRow,
  type Operation,
  type RevisionRow,
  seconds,
  type VersionRow,
} from './api.ts';
import { apiErrors } from './api-error.ts';
import { checkExecutionArn, checkName, parseMachineArn } from './arn.ts';
import { encodeCursor } from './cursor.ts';
import { cursorOf, optionalText, optionalWord, pageSize, textOf } from './fields.ts';
import { machineOfArn } from './machines.ts';

interface Target {
  readonly machine: MachineRow;
  readonly revision: RevisionRow;
  readonly version?: VersionRow;
  readonly alias?: AliasRow;
}

const targetOf = (api: Api, arn: string): Target => {
  const { qualifier } = parseMachineArn(arn);
  const machine = machineOfArn(api, arn);
  const alias = qualifier === undefined ? undefined : api.store.document<AliasRow>('alias', arn);
  const versionArn =
    alias === undefined ? (qualifier === undefined ? undefined : arn) : chooseRoute(alias, api.random());
  const version = versionArn === undefined ? undefined : api.store.document<VersionRow>('version', versionArn);
  const revision = api.store.document<RevisionRow>('revision', version?.revision ?? machine.revision);
  if (revision === undefined || (versionArn !== undefined && version === undefined))
    throw apiErrors.machineDoesNotExist(arn);
  return {
    machine,
    revision,
    ...(version === undefined ? {} : { version }),
    ...(alias === undefined ? {} : { alias }),
  };
};

const chooseRoute = (alias: AliasRow, chance: number): string => {
  let passed = 0;
  for (const route of alias.routes) {
    passed += route.weight / 100;
    if (chance < passed) return route.stateMachineVersionArn;
  }
  return alias.routes.at(-1)?.stateMachineVersionArn ?? '';
};

const inputOf = (input: JsonObject): string => {
  const text = optionalText(input, 'input', Number.POSITIVE_INFINITY) ?? '{}';
  if (byteLength(text) > limits.stateDataBytes)
    throw apiErrors.validation(
      `1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have length less than or equal to ${limits.stateDataBytes}`,
    );
  if (text.trim() === '') throw apiErrors.invalidInput('Invalid execution input.');
  try {
    JSON.parse(text);
  } catch (thrown) {
    throw apiErrors.invalidInput(thrown instanceof Error ? thrown.message : 'Invalid execution input.');
  }
  return text;
};

const newExecution = (
  api: Api,
  { machine, revision, version, alias }: Target,
  name: string,
  input: string,
  trace: string | undefined,
): Execution => {
  const now = api.clock.now();
  const [, , , region, account] = machine.arn.split(':');
  const kind = machine.type === 'EXPRESS' ? 'express' : 'execution';
  const unique = machine.type === 'EXPRESS' ? `:${api.uuid()}` : '';
  return {
    arn: `arn:aws:states:${region}:${account}:${kind}:${machine.name}:${name}${unique}`,
    name,
    machineArn: machine.arn,
    machineName: machine.name,
    machineType: machine.type,
    ...(version === undefined ? {} : { versionArn: version.arn }),
    ...(alias === undefined ? {} : { aliasArn: alias.arn }),
    revision: revision.id,
    roleArn: revision.roleArn,
    input,
    startedAt: now,
    ...(trace === undefined ? {} : { trace }),
    status: 'RUNNING',
    redriveCount: 0,
    lastEventId: 0,
    lastEventAt: now,
    nextFrame: 0,
    version: 0,
  };
};

/** Starts a run, or finds the one that the same name and input already started; throws ExecutionAlreadyExists otherwise. */
const startExecution = async (api: Api, input: JsonObject): Promise<Execution> => {
  const arn = textOf(input, 'stateMachineArn', 256);
  const name = optionalText(input, 'name', 10_000);
  if (name !== undefined) checkName(name);
  const target = targetOf(api, arn);
  const text = inputOf(input);
  const execution = newExecution(api, target, name ?? api.uuid(), text, optionalText(input, 'traceHeader', 256));
  const before = api.store.execution(execution.arn);
  const started = before ?? (await api.engine.create(execution));
  if (started !== 'exists' && before === undefined) return started;
  const existing = started === 'exists' ? api.store.execution(execution.arn) : started;
  if (existing?.status === 'RUNNING' && existing.input === text) return existing;
  throw apiErrors.executionExists(execution.arn);
};

/** The run of an ARN; throws InvalidArn or ExecutionDoesNotExist. */
export const executionOf = (api: Api, input: JsonObject): Execution => {
  const arn = checkExecutionArn(textOf(input, 'executionArn', 256));
  const execution = api.store.execution(arn);
  if (execution === undefined || execution.machineType === 'EXPRESS') throw apiErrors.executionDoesNotExist(arn);
  return execution;
};

const ended = new Set<ExecutionStatus>(['FAILED', 'ABORTED', 'TIMED_OUT']);

/** Whether AWS would redrive this run, and if not, why. */
const redrivable = (api: Api, execution: Execution): string | undefined => {
  if (!ended.has(execution.status)) return `Execution is ${execution.status} and cannot be redriven`;
  if (execution.lastEventId >= limits.historyEvents - 1) return 'Execution history event limit exceeded';
  const age = api.clock.now() - (execution.stoppedAt ?? 0);
  return age > limits.redriveDays * 86_400_000 ? 'Execution redrivable period exceeded' : undefined;
};

const describeExecution: Operation = async (api, input) => {
  const execution = executionOf(api, input);
  const whyNot = redrivable(api, execution);
  return {
    executionArn: execution.arn,
    stateMachineArn: execution.machineArn,
    name: execution.name,
    status: execution.status,
    startDate: seconds(execution.startedAt),
    ...(execution.stoppedAt === undefined ? {} : { stopDate: seconds(execution.stoppedAt) }),
    input: execution.input,
    inputDetails: { included: true },
    ...(execution.output === undefined ? {} : { output: execution.output, outputDetails: { included: true } }),
    ...execution.failure,
    ...(execution.trace === undefined ? {} : { traceHeader: execution.trace }),
    ...(execution.versionArn === undefined ? {} : { stateMachineVersionArn: execution.versionArn }),
    ...(execution.aliasArn === undefined ? {} : { stateMachineAliasArn: execution.aliasArn }),
    redriveCount: execution.redriveCount,
    ...(execution.redrivenAt === undefined ? {} : { redriveDate: seconds(execution.redrivenAt) }),
    redriveStatus: whyNot === undefined ? 'REDRIVABLE' : 'NOT_REDRIVABLE',
    ...(whyNot === undefined ? {} : { redriveStatusReason: whyNot }),
  };
};

const statuses = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE'] as const;

const listExecutions: Operation = async (api, input) => {
  const arn = optionalText(input, 'stateMachineArn', 256);
  if (optionalText(input, 'mapRunArn') !== undefined)
    throw apiErrors.validation('mapRunArn is not supported: there are no distributed Map runs here');
  if (arn === undefined) throw apiErrors.validation('Must provide a state machine ARN or a map run ARN');
  const { qualifier } = parseMachineArn(arn);
  const machine = machineOfArn(api, arn);
  if (machine.type === 'EXPRESS') throw apiErrors.typeNotSupported();
  const status = optionalWord(input, 'statusFilter', statuses);
  const redriven = optionalWord(input, 'redriveFilter', ['REDRIVEN', 'NOT_REDRIVEN'] as const);
  const size = pageSize(input);
  const list = `executions ${arn} ${status ?? ''} ${redriven ?? ''}`;
  const after = cursorOf(input, list) as { readonly startedAt: number; readonly arn: string } | undefined;
  if (status === 'PENDING_REDRIVE') return { executions: [] };
  const byQualifier =
    qualifier === undefined
      ? { machineArn: machine.arn }
      : /^\d+$/.test(qualifier)
        ? { versionArn: arn }
        : { aliasArn: arn };
  const rows = api.store.executions({
    ...byQualifier,
    ...(status === undefined ? {} : { status }),
    ...(redriven === undefined ? {} : { redriven: redriven === 'REDRIVEN' }),
    ...(after === undefined ? {} : { after }),
    limit: size + 1,
  });
  const page = rows.slice(0, size);
  const last = page.at(-1);
  return {
    executions: page.map((each) => ({
      executionArn: each.arn,
      stateMachineArn: each.machineArn,
      name: each.name,
      status: each.status,
      startDate: seconds(each.startedAt),
      ...(each.stoppedAt === undefined ? {} : { stopDate: seconds(each.stoppedAt) }),
      ...(each.versionArn === undefined ? {} : { stateMachineVersionArn: each.versionArn }),
      ...(each.aliasArn === undefined ? {} : { stateMachineAliasArn: each.aliasArn }),
      redriveCount: each.redriveCount,
      ...(each.redrivenAt === undefined ? {} : { redriveDate: seconds(each.redrivenAt) }),
    })),
    ...(rows.length > size && last !== undefined
      ? { nextToken: encodeCursor(list, { startedAt: last.startedAt, arn: last.arn }) }
      : {}),
  };
};

const stopExecution: Operation = async (api, input) => {
  const execution = executionOf(api, input);
  const error = optionalText(input, 'error', limits.errorLength);
  const cause = optionalText(input, 'cause', limits.causeLength);
  const failure: Failure = { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
  const done = await api.engine.trigger(execution.arn, { kind: 'stop', failure });
  return { stopDate: seconds(done?.execution.stoppedAt ?? api.clock.now()) };
};

const redriveExecution: Operation = async (api, input) => {
  const execution = executionOf(api, input);
  const whyNot = redrivable(api, execution);
  if (whyNot !== undefined) throw apiErrors.executionNotRedrivable(whyNot);
  const done = await api.engine.trigger(execution.arn, { kind: 'redrive' });
  return { redriveDate: seconds(done?.execution.redrivenAt ?? api.clock.now()) };
};

const startSyncExecution: Operation = async (api, input) => {
  const machine = machineOfArn(api, textOf(input, 'stateMachineArn', 256));
  if (machine.type !== 'EXPRESS') throw apiErrors.typeNotSupported();
  const started = await startExecution(api, input);
  const execution = await api.engine.ended(started.arn);
  const milliseconds = (execution.stoppedAt ?? started.startedAt) - started.startedAt;
  return {
    executionArn: execution.arn,
    stateMachineArn: execution.machineArn,
    name: execution.name,
    startDate: seconds(execution.startedAt),
    stopDate: seconds(execution.stoppedAt ?? execution.startedAt),
    // AWS has no other end for a synchronous run.
    status: execution.status === 'ABORTED' ? 'FAILED' : execution.status,
    ...execution.failure,
    input: execution.input,
    inputDetails: { included: true },
    ...(execution.output === undefined ? {} : { output: execution.output, outputDetails: { included: true } }),
    billingDetails: {
      billedMemoryUsedInMB: 64,
      billedDurationInMilliseconds: Math.max(100, Math.ceil(milliseconds / 100) * 100),
    },
  };
};

/** The operations on executions. */
export const executionOperations: Readonly<Record<string, Operation>> = {
  StartExecution: async (api, input) => {
    const execution = await startExecution(api, input);
    return { executionArn: execution.arn, startDate: seconds(execution.startedAt) };
  },
  StartSyncExecution: startSyncExecution,
  DescribeExecution: describeExecution,
  ListExecutions: listExecutions,
  StopExecution: stopExecution,
  RedriveExecution: redriveExecution,
};
