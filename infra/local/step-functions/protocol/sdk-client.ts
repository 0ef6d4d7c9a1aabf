import { SFNClient } from '@aws-sdk/client-sfn';

/** An unmodified SDK client of an engine at `endpoint`; `key` is what the engine was started with. */
export const createSdkClient = (endpoint: string, key: string): SFNClient =>
  new SFNClient({
    endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: key, secretAccessKey: 'loopback' },
    // TestState and StartSyncExecution would go to a `sync-` host.
    disableHostPrefix: true,
    maxAttempts: 1,
  });
