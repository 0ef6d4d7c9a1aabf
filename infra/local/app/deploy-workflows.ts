import {
  CreateStateMachineAliasCommand,
  CreateStateMachineCommand,
  DescribeStateMachineAliasCommand,
  PublishStateMachineVersionCommand,
  type SFNClient,
  UpdateStateMachineAliasCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';

const ROLE = 'arn:aws:iam::000000000000:role/local';
const FUNCTIONS = 'arn:aws:lambda:eu-central-1:000000000000:function:';

const isNamed = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;

/** `${OpenTask}` -> the function's ARN, as the CDK app's definition substitutions do. */
export const substituted = (definition: unknown): string =>
  JSON.stringify(definition).replace(/\$\{([A-Za-z]+)\}/g, (_, name: string) => `${FUNCTIONS}${name}`);

async function createOrUpdate(client: SFNClient, arn: string, name: string, definition: string): Promise<void> {
  try {
    await client.send(new CreateStateMachineCommand({ name, definition, roleArn: ROLE, type: 'STANDARD' }));
  } catch (error) {
    if (!isNamed(error, 'StateMachineAlreadyExists')) throw error;
    await client.send(new UpdateStateMachineCommand({ stateMachineArn: arn, definition, roleArn: ROLE }));
  }
}

async function pointAlias(client: SFNClient, machine: string, version: string): Promise<boolean> {
  const alias = `${machine}:live`;
  const routingConfiguration = [{ stateMachineVersionArn: version, weight: 100 }];
  try {
    const now = await client.send(new DescribeStateMachineAliasCommand({ stateMachineAliasArn: alias }));
    if (now.routingConfiguration?.[0]?.stateMachineVersionArn === version) return false;
    await client.send(new UpdateStateMachineAliasCommand({ stateMachineAliasArn: alias, routingConfiguration }));
  } catch (error) {
    if (!isNamed(error, 'ResourceNotFound')) throw error;
    await client.send(new CreateStateMachineAliasCommand({ name: 'live', routingConfiguration }));
  }
  return true;
}

/**
 * Brings the engine's state machines to this release: each is created or updated, its revision published, and the alias `live` pointed at
 * it; equal ones change nothing. Running executions stay on the version they started with. Gives the slugs whose live version moved.
 */
export async function deployWorkflows(
  client: SFNClient,
  machines: string,
  workflows: Readonly<Record<string, unknown>>,
): Promise<readonly string[]> {
  const deploy = async ([slug, definition]: readonly [string, unknown]): Promise<readonly string[]> => {
    const arn = `${machines}${slug}`;
    await createOrUpdate(client, arn, arn.split(':').at(-1) ?? slug, substituted(definition));
    const published = await client.send(new PublishStateMachineVersionCommand({ stateMachineArn: arn }));
    return (await pointAlias(client, arn, published.stateMachineVersionArn ?? '')) ? [slug] : [];
  };
  return (await Promise.all(Object.entries(workflows).map(deploy))).flat();
}
