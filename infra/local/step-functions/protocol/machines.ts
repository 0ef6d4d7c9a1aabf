import { byteLength, limits } from '../core/limits.ts';
import type { JsonObject, MachineType } from '../core/model.ts';
import { validateDefinition } from '../language/validate/validate.ts';
import { type Api, type MachineRow, type Operation, type RevisionRow, seconds, type VersionRow } from './api.ts';
import { ApiError, apiErrors } from './api-error.ts';
import { checkName, parseMachineArn } from './arn.ts';
import { pageOfList } from './cursor.ts';
import { cursorOf, optionalFlag, optionalText, optionalWord, pageSize, textOf } from './fields.ts';
import { checkTags, putTags } from './tags.ts';
import { publish } from './versions.ts';

const noLogging: JsonObject = { level: 'OFF', includeExecutionData: false };
const noTracing: JsonObject = { enabled: false };

/** The machine of an ARN (qualified or not); throws StateMachineDoesNotExist. */
export const machineOfArn = (api: Api, arn: string): MachineRow => {
  const { machine } = parseMachineArn(arn);
  const row = api.store.document<MachineRow>('machine', machine);
  if (row === undefined) throw apiErrors.machineDoesNotExist(arn);
  return row;
};

/** Refuses a definition that the engine would not honour to the letter, naming the first problem. */
const checkDefinition = (definition: string, type: MachineType): void => {
  if (byteLength(definition) > limits.definitionBytes)
    throw apiErrors.invalidDefinition(`the definition is larger than ${limits.definitionBytes} bytes`);
  const problems = validateDefinition(definition, type).filter(({ severity }) => severity === 'ERROR');
  const first = problems[0];
  if (first === undefined) return;
  const told = problems.map(({ code, reason, path }) => `${code}: ${reason} at ${path}`).join(', ');
  throw apiErrors.invalidDefinition(told);
};

const refuseUnsupported = (input: JsonObject): void => {
  const logging = input.loggingConfiguration as JsonObject | undefined;
  if (logging?.level !== undefined && logging.level !== 'OFF')
    throw apiErrors.validation('loggingConfiguration is not supported: the history of every execution is kept in full');
  const tracing = input.tracingConfiguration as JsonObject | undefined;
  if (tracing?.enabled === true) throw apiErrors.validation('tracingConfiguration is not supported');
  const encryption = input.encryptionConfiguration as JsonObject | undefined;
  if (encryption?.type === 'CUSTOMER_MANAGED_KMS_KEY')
    throw apiErrors.validation('encryptionConfiguration is not supported');
};

const createStateMachine: Operation = async (api, input) => {
  const name = checkName(textOf(input, 'name', 10_000));
  const definition = textOf(input, 'definition', limits.definitionBytes * 4);
  const roleArn = textOf(input, 'roleArn', 256);
  const type = optionalWord(input, 'type', ['STANDARD', 'EXPRESS'] as const) ?? 'STANDARD';
  const wantsVersion = optionalFlag(input, 'publish') ?? false;
  const versionDescription = optionalText(input, 'versionDescription', 256);
  if (versionDescription !== undefined && !wantsVersion)
    throw apiErrors.validation('Version description can only be set when publish is true');
  if (!roleArn.startsWith('arn:')) throw apiErrors.invalidArn(`Invalid Role Arn: '${roleArn}'`);
  refuseUnsupported(input);
  const tags = checkTags(input.tags);
  checkDefinition(definition, type);
  const arn = `arn:aws:states:${api.region}:${api.account}:stateMachine:${name}`;
  const existing = api.store.document<MachineRow>('machine', arn);
  if (existing !== undefined) {
    const revision = api.store.document<RevisionRow>('revision', existing.revision);
    // AWS compares name, definition, type; role and tags of the second call are ignored.
    if (revision?.definition !== definition || existing.type !== type) throw apiErrors.machineExists(arn);
    const version = wantsVersion ? await publish(api, existing, versionDescription) : undefined;
    return created(existing, version);
  }
  const now = api.clock.now();
  const revision: RevisionRow = { id: api.uuid(), machineArn: arn, definition, roleArn, createdAt: now };
  const machine: MachineRow = {
    arn,
    name,
    type,
    roleArn,
    revision: revision.id,
    createdAt: now,
    logging: noLogging,
    tracing: noTracing,
  };
  await api.store.putDocuments([
    { kind: 'revision', key: revision.id, value: revision },
    { kind: 'machine', key: arn, value: machine },
  ]);
  if (tags.length > 0) await putTags(api, arn, tags);
  return created(machine, wantsVersion ? await publish(api, machine, versionDescription) : undefined);
};

const created = (machine: MachineRow, version: VersionRow | undefined): object => ({
  stateMachineArn: machine.arn,
  creationDate: seconds(machine.createdAt),
  ...(version === undefined ? {} : { stateMachineVersionArn: version.arn }),
});

const updateStateMachine: Operation = async (api, input) => {
  const machine = machineOfArn(api, textOf(input, 'stateMachineArn', 256));
  const before = api.store.document<RevisionRow>('revision', machine.revision);
  if (before === undefined) throw apiErrors.machineDoesNotExist(machine.arn);
  const definition = optionalText(input, 'definition', limits.definitionBytes * 4, 1);
  const roleArn = optionalText(input, 'roleArn', 256, 1);
  if (
    definition === undefined &&
    roleArn === undefined &&
    input.loggingConfiguration === undefined &&
    input.tracingConfiguration === undefined
  )
    throw new ApiError(
      'MissingRequiredParameter',
      'Either the definition, the role ARN, the LoggingConfiguration, the TracingConfiguration or the EncryptionConfiguration must be specified',
    );
  refuseUnsupported(input);
  if (definition !== undefined) checkDefinition(definition, machine.type);
  const now = api.clock.now();
  const id = api.uuid();
  const revision: RevisionRow = {
    id,
    machineArn: machine.arn,
    definition: definition ?? before.definition,
    roleArn: roleArn ?? machine.roleArn,
    revisionId: id,
    createdAt: now,
  };
  const updated: MachineRow = { ...machine, roleArn: revision.roleArn, revision: id, revisionId: id };
  await api.store.putDocuments([
    { kind: 'revision', key: id, value: revision },
    { kind: 'machine', key: machine.arn, value: updated },
  ]);
  const wantsVersion = optionalFlag(input, 'publish') ?? false;
  const version = wantsVersion
    ? await publish(api, updated, optionalText(input, 'versionDescription', 256))
    : undefined;
  return {
    updateDate: seconds(now),
    revisionId: id,
    ...(version === undefined ? {} : { stateMachineVersionArn: version.arn }),
  };
};

const deleteStateMachine: Operation = async (api, input) => {
  const { machine, qualifier, arn } = parseMachineArn(textOf(input, 'stateMachineArn', 256));
  if (qualifier !== undefined) throw apiErrors.validation(`State Machine ARN must not be qualified: ${arn}`);
  const row = api.store.document<MachineRow>('machine', machine);
  if (row === undefined) return {};
  const versions = api.store.documents<VersionRow>('version', `${machine}:`);
  const aliases = api.store.documents<{ arn: string }>('alias', `${machine}:`);
  await api.store.putDocuments([
    { kind: 'machine', key: machine, value: null },
    { kind: 'tags', key: machine, value: null },
    ...versions.map((version) => ({ kind: 'version' as const, key: version.arn, value: null })),
    ...aliases.map((alias) => ({ kind: 'alias' as const, key: alias.arn, value: null })),
  ]);
  // Revisions stay: executions that are history still show their definition. Running ones die, as on AWS.
  for (const execution of api.store.executions({ machineArn: machine, status: 'RUNNING', limit: 100_000 }))
    await api.engine.trigger(execution.arn, {
      kind: 'stop',
      failure: { error: 'States.Runtime', cause: 'The state machine was deleted.' },
    });
  return {};
};

const describe = (_api: Api, machine: MachineRow, revision: RevisionRow, arn: string): object => ({
  stateMachineArn: arn,
  name: machine.name,
  status: 'ACTIVE',
  definition: revision.definition,
  roleArn: revision.roleArn,
  type: machine.type,
  creationDate: seconds(machine.createdAt),
  loggingConfiguration: machine.logging,
  tracingConfiguration: machine.tracing,
  ...(revision.revisionId === undefined ? {} : { revisionId: revision.revisionId }),
});

const describeStateMachine: Operation = async (api, input) => {
  const arn = textOf(input, 'stateMachineArn', 2000);
  const { qualifier } = parseMachineArn(arn);
  const machine = machineOfArn(api, arn);
  const version = qualifier === undefined ? undefined : api.store.document<VersionRow>('version', arn);
  if (qualifier !== undefined && version === undefined) throw apiErrors.machineDoesNotExist(arn);
  const revision = api.store.document<RevisionRow>('revision', version?.revision ?? machine.revision);
  if (revision === undefined) throw apiErrors.machineDoesNotExist(arn);
  const described = describe(api, machine, revision, arn);
  if (version === undefined) return described;
  return {
    ...described,
    creationDate: seconds(version.createdAt),
    ...(version.description === undefined ? {} : { description: version.description }),
  };
};

const describeStateMachineForExecution: Operation = async (api, input) => {
  const arn = textOf(input, 'executionArn', 256);
  const execution = api.store.execution(arn);
  if (execution === undefined) throw apiErrors.executionDoesNotExist(arn);
  const revision = api.store.document<RevisionRow>('revision', execution.revision);
  if (revision === undefined) throw apiErrors.executionDoesNotExist(arn);
  return {
    stateMachineArn: execution.versionArn ?? execution.machineArn,
    name: execution.machineName,
    definition: revision.definition,
    roleArn: execution.roleArn,
    updateDate: seconds(revision.createdAt),
    loggingConfiguration: noLogging,
    tracingConfiguration: noTracing,
    ...(revision.revisionId === undefined ? {} : { revisionId: revision.revisionId }),
  };
};

const listStateMachines: Operation = async (api, input) => {
  const machines = api.store.documents<MachineRow>('machine', '');
  const { page, nextToken } = pageOfList('machines', machines, cursorOf(input, 'machines'), pageSize(input));
  return {
    stateMachines: page.map(({ arn, name, type, createdAt }) => ({
      stateMachineArn: arn,
      name,
      type,
      creationDate: seconds(createdAt),
    })),
    ...(nextToken === undefined ? {} : { nextToken }),
  };
};

const validateStateMachineDefinition: Operation = async (_api, input) => {
  const definition = textOf(input, 'definition', limits.definitionBytes * 4);
  const severity = optionalWord(input, 'severity', ['ERROR', 'WARNING'] as const) ?? 'ERROR';
  const most = typeof input.maxResults === 'number' && input.maxResults > 0 ? Math.min(input.maxResults, 100) : 100;
  const found = validateDefinition(definition, optionalWord(input, 'type', ['STANDARD', 'EXPRESS'] as const)).filter(
    (problem) => severity === 'WARNING' || problem.severity === 'ERROR',
  );
  return {
    result: found.some((problem) => problem.severity === 'ERROR') ? 'FAIL' : 'OK',
    diagnostics: found
      .slice(0, most)
      .map(({ severity: level, code, reason, path }) => ({ severity: level, code, message: reason, location: path })),
    ...(found.length > most ? { truncated: true } : {}),
  };
};

/** The operations on state machines. */
export const machineOperations: Readonly<Record<string, Operation>> = {
  CreateStateMachine: createStateMachine,
  UpdateStateMachine: updateStateMachine,
  DeleteStateMachine: deleteStateMachine,
  DescribeStateMachine: describeStateMachine,
  DescribeStateMachineForExecution: describeStateMachineForExecution,
  ListStateMachines: listStateMachines,
  ValidateStateMachineDefinition: validateStateMachineDefinition,
};
