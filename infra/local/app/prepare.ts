import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { forms, workflows } from '#definitions';
import type { MachineSettings } from '../../../functions/settings.ts';
import { publishShipped } from '../../../functions/use-cases/definitions/publish-shipped.ts';
import type { Ports } from '../../../functions/use-cases/ports.ts';
import { ensureTable } from '../tables.ts';
import { deployWorkflows } from './deploy-workflows.ts';

/** The table, made when it is not there: before the first read of anything. */
export async function prepareTable(settings: MachineSettings): Promise<void> {
  const client = new DynamoDBClient({
    endpoint: settings.REINTEGRA_DYNAMODB_ENDPOINT,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  await ensureTable(client, settings.REINTEGRA_TABLE);
  client.destroy();
}

/** Brings what ships with this release into the store and the engine: state machines and national forms. */
export async function prepareRelease(settings: MachineSettings, ports: Ports): Promise<void> {
  const client = new SFNClient({
    endpoint: settings.REINTEGRA_WORKFLOWS_ENDPOINT,
    region: 'eu-central-1',
    credentials: { accessKeyId: settings.REINTEGRA_WORKFLOWS_KEY, secretAccessKey: 'local' },
    disableHostPrefix: true,
  });
  const moved = await deployWorkflows(client, settings.REINTEGRA_STATE_MACHINES, workflows);
  client.destroy();
  const published = await publishShipped(ports, forms);
  if (!published.ok) throw new Error(`the forms of this release could not be published: ${published.failure.code}`);
  ports.log('release-prepared', { workflows: moved.join(' '), forms: published.value.length });
}
