import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { INDEXES } from './entities.ts';

/** The table as CreateTable takes it; the CDK app and the one-machine home build theirs from this. */
export const tableDefinition = (name: string): CreateTableCommandInput => ({
  TableName: name,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: ['pk', 'sk', ...INDEXES.flatMap((index) => [`${index}pk`, `${index}sk`])].map((attribute) => ({
    AttributeName: attribute,
    AttributeType: 'S',
  })),
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: INDEXES.map((index) => ({
    IndexName: index,
    KeySchema: [
      { AttributeName: `${index}pk`, KeyType: 'HASH' },
      { AttributeName: `${index}sk`, KeyType: 'RANGE' },
    ],
    Projection: { ProjectionType: 'ALL' },
  })),
});

/** The attribute that holds the seconds since 1970 at which DynamoDB may delete an item. */
export const EXPIRY_ATTRIBUTE = 'expires';
