import { limits } from '../core/limits.ts';
import type { Json, JsonObject } from '../core/model.ts';
import { type AliasRow, type Api, type Operation, type Route, seconds } from './api.ts';
import { apiErrors } from './api-error.ts';
import { checkName, parseMachineArn } from './arn.ts';
import { pageOfList } from './cursor.ts';
import { cursorOf, optionalText, pageSize, textOf } from './fields.ts';
import { machineOfArn } from './machines.ts';

const badRoutes = (why: string): Error => apiErrors.validation(`Invalid routing configuration: ${why}`);

const routesOf = (api: Api, value: Json | undefined): readonly Route[] => {
  if (!Array.isArray(value) || value.length < 1 || value.length > 2)
    throw badRoutes('one or two versions are expected');
  const routes = (value as readonly JsonObject[]).map((route) => ({
    stateMachineVersionArn: String(route.stateMachineVersionArn),
    weight: Number(route.weight),
  }));
  const machines = new Set<string>();
  for (const { stateMachineVersionArn: arn, weight } of routes) {
    if (!Number.isInteger(weight) || weight < 0 || weight > 100)
      throw badRoutes('a weight is a whole number from 0 to 100');
    machines.add(parseMachineArn(arn).machine);
    if (api.store.document('version', arn) === undefined) throw apiErrors.resourceNotFound(arn);
  }
  if (machines.size > 1) throw badRoutes('both versions must belong to one state machine');
  if (new Set(routes.map((route) => route.stateMachineVersionArn)).size < routes.length)
    throw badRoutes('the versions must differ');
  if (routes.reduce((sum, { weight }) => sum + weight, 0) !== 100) throw badRoutes('the weights must sum to 100');
  return routes;
};

const aliasOf = (api: Api, input: JsonObject): AliasRow => {
  const arn = textOf(input, 'stateMachineAliasArn', 256);
  parseMachineArn(arn);
  const alias = api.store.document<AliasRow>('alias', arn);
  if (alias === undefined) throw apiErrors.resourceNotFound(arn);
  return alias;
};

const put = (api: Api, alias: AliasRow): Promise<void> =>
  api.store.putDocuments([{ kind: 'alias', key: alias.arn, value: alias }]);

const createStateMachineAlias: Operation = async (api, input) => {
  const name = checkName(textOf(input, 'name', 80));
  if (/^\d+$/.test(name)) throw apiErrors.validation('An alias name must not be a number');
  const description = optionalText(input, 'description', 256);
  const routes = routesOf(api, input.routingConfiguration);
  const { machine } = parseMachineArn(routes[0]?.stateMachineVersionArn ?? '');
  const arn = `${machine}:${name}`;
  const now = api.clock.now();
  const known = api.store.document<AliasRow>('alias', arn);
  if (known !== undefined) {
    const same = JSON.stringify(known.routes) === JSON.stringify(routes) && known.description === description;
    if (!same)
      throw apiErrors.conflict(
        `Failed to create alias because an alias with the same name and a different routing configuration already exists.`,
      );
    return { stateMachineAliasArn: arn, creationDate: seconds(known.createdAt) };
  }
  if (api.store.documents('alias', `${machine}:`).length >= limits.aliases)
    throw apiErrors.quota(`A state machine can have at most ${limits.aliases} aliases`);
  await put(api, {
    arn,
    machineArn: machine,
    name,
    routes,
    createdAt: now,
    updatedAt: now,
    ...(description === undefined ? {} : { description }),
  });
  return { stateMachineAliasArn: arn, creationDate: seconds(now) };
};

const updateStateMachineAlias: Operation = async (api, input) => {
  const alias = aliasOf(api, input);
  const description = optionalText(input, 'description', 256);
  const given = input.routingConfiguration;
  if (description === undefined && given === undefined)
    throw apiErrors.validation('Either the description or the routing configuration must be specified');
  const routes = given === undefined ? alias.routes : routesOf(api, given);
  if (routes.some((route) => parseMachineArn(route.stateMachineVersionArn).machine !== alias.machineArn))
    throw badRoutes('the versions belong to another state machine');
  const now = api.clock.now();
  await put(api, { ...alias, routes, updatedAt: now, ...(description === undefined ? {} : { description }) });
  return { updateDate: seconds(now) };
};

/** The operations on aliases. */
export const aliasOperations: Readonly<Record<string, Operation>> = {
  CreateStateMachineAlias: createStateMachineAlias,
  UpdateStateMachineAlias: updateStateMachineAlias,
  DescribeStateMachineAlias: async (api, input) => {
    const alias = aliasOf(api, input);
    return {
      stateMachineAliasArn: alias.arn,
      name: alias.name,
      ...(alias.description === undefined ? {} : { description: alias.description }),
      routingConfiguration: alias.routes,
      creationDate: seconds(alias.createdAt),
      updateDate: seconds(alias.updatedAt),
    };
  },
  DeleteStateMachineAlias: async (api, input) => {
    const { arn } = aliasOf(api, input);
    await api.store.putDocuments([{ kind: 'alias', key: arn, value: null }]);
    return {};
  },
  ListStateMachineAliases: async (api, input) => {
    const given = textOf(input, 'stateMachineArn', 256);
    const { qualifier } = parseMachineArn(given);
    const machine = machineOfArn(api, given);
    const aliases = api.store
      .documents<AliasRow>('alias', `${machine.arn}:`)
      .filter(
        ({ routes }) => qualifier === undefined || routes.some((route) => route.stateMachineVersionArn === given),
      );
    const { page, nextToken } = pageOfList('aliases', aliases, cursorOf(input, 'aliases'), pageSize(input));
    return {
      stateMachineAliases: page.map(({ arn, createdAt }) => ({
        stateMachineAliasArn: arn,
        creationDate: seconds(createdAt),
      })),
      ...(nextToken === undefined ? {} : { nextToken }),
    };
  },
};
