import type { OutboxRecord } from '../domain/store/outbox.ts';
import type { Ports } from '../use-cases/ports.ts';
import { deliver } from './deliver.ts';

/** The part of a DynamoDB stream's event that is read: an item whose `record` is the row as JSON text. */
export interface StreamEvent {
  readonly Records: readonly {
    readonly dynamodb?: {
      readonly SequenceNumber?: string;
      readonly NewImage?: Readonly<Record<string, { readonly S?: string }>>;
    };
  }[];
}

export interface StreamAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/**
 * Delivers outbox rows as the table's stream brings them, in order, and removes each when its effects are done. The first row that fails
 * is named: the stream then comes again from there, so that no later row of its shard overtakes it.
 */
export const streamHandler =
  (ports: Ports) =>
  async (event: StreamEvent): Promise<StreamAnswer> => {
    for (const { dynamodb } of event.Records) {
      const text = dynamodb?.NewImage?.record?.S;
      if (text === undefined) continue;
      const row = JSON.parse(text) as OutboxRecord;
      const { outboxId, shard, message } = row;
      try {
        const done = await deliver(ports, row);
        if (done.ok) {
          await ports.store.commit([{ remove: 'outbox', key: { shard, outboxId } }]);
          continue;
        }
        ports.log('outbox-not-delivered', { outbox: outboxId, type: message.type, code: done.failure.code });
      } catch (error) {
        const name = error instanceof Error ? error.name : 'unknown';
        ports.log('outbox-effect-threw', { outbox: outboxId, type: message.type, error: name });
      }
      return { batchItemFailures: [{ itemIdentifier: dynamodb?.SequenceNumber ?? '' }] };
    }
    return { batchItemFailures: [] };
  };
