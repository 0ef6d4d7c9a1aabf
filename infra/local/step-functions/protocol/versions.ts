import { limits } from '../core/limits.ts';
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
import { parseMachineArn } from './arn.ts';
import { pageOfList } from './cursor.ts';
import { cursorOf, optionalText, pageSize, textOf } from './fields.ts';
import { machineOfArn } from './machines.ts';

const versionsOf = (api: Api, machineArn: string): readonly VersionRow[] =>
  api.store.documents<VersionRow>('version', `${machineArn}:`).toSorted((a, b) => b.number - a.number);

/** Publishes the machine's current revision; the same revision published again is the same version. */
export const publish = async (api: Api, machine: MachineRow, description: string | undefined): Promise<VersionRow> => {
  const versions = versionsOf(api, machine.arn);
  const same = versions.find((version) => version.revision === machine.revision);
  if (same !== undefined) {
    if (description !== undefined && same.description !== description)
      throw apiErrors.conflict(`Version already exists with a different description: ${same.arn}`);
    return same;
  }
  if (versions.length >= limits.versions)
    throw apiErrors.quota(`A state machine can have at most ${limits.versions} versions`);
  const number = machine.lastVersion === undefined ? (versions[0]?.number ?? 0) + 1 : machine.lastVersion + 1;
  const arn = `${machine.arn}:${number}`;
  const version: VersionRow = {
    arn,
    machineArn: machine.arn,
    number,
    revision: machine.revision,
    createdAt: api.clock.now(),
    ...(description === undefined ? {} : { description }),
  };
  await api.store.putDocuments([
    { kind: 'version', key: arn, value: version },
    // A deleted version's number is never given again.
    { kind: 'machine', key: machine.arn, value: { ...machine, lastVersion: number } },
  ]);
  return version;
};

const publishStateMachineVersion: Operation = async (api, input) => {
  const machine = machineOfArn(api, textOf(input, 'stateMachineArn', 256));
  const revisionId = optionalText(input, 'revisionId');
  const current = api.store.document<RevisionRow>('revision', machine.revision);
  if (revisionId !== undefined && revisionId !== (current?.revisionId ?? 'INITIAL'))
    throw apiErrors.conflict(
      `Failed to publish the State Machine version for revision ${revisionId}. The current State Machine revision is ${current?.revisionId ?? 'INITIAL'}.`,
    );
  const version = await publish(api, machine, optionalText(input, 'description', 256));
  return { creationDate: seconds(version.createdAt), stateMachineVersionArn: version.arn };
};

const deleteStateMachineVersion: Operation = async (api, input) => {
  const { arn, machine } = parseMachineArn(textOf(input, 'stateMachineVersionArn', 2000));
  if (api.store.document('version', arn) === undefined) return {};
  const users = api.store
    .documents<AliasRow>('alias', `${machine}:`)
    .filter(({ routes }) => routes.some((route) => route.stateMachineVersionArn === arn));
  if (users.length > 0)
    throw apiErrors.conflict(
      `Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [${users.map(({ name }) => name).join(', ')}]`,
    );
  await api.store.putDocuments([{ kind: 'version', key: arn, value: null }]);
  return {};
};

const listStateMachineVersions: Operation = async (api, input) => {
  const machine = machineOfArn(api, textOf(input, 'stateMachineArn', 256));
  const { page, nextToken } = pageOfList(
    'versions',
    versionsOf(api, machine.arn),
    cursorOf(input, 'versions'),
    pageSize(input),
  );
  return {
    stateMachineVersions: page.map(({ arn, createdAt }) => ({
      stateMachineVersionArn: arn,
      creationDate: seconds(createdAt),
    })),
    ...(nextToken === undefined ? {} : { nextToken }),
  };
};

/** The operations on published versions. */
export const versionOperations: Readonly<Record<string, Operation>> = {
  PublishStateMachineVersion: publishStateMachineVersion,
  DeleteStateMachineVersion: deleteStateMachineVersion,
  ListStateMachineVersions: listStateMachineVersions,
};
