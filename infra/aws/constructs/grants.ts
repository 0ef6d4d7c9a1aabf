import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { INDEXES } from '../../../functions/adapters/table/entities.ts';

const READ = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
const WRITE = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'];

/** Lets a function use the given actions on a table and its indexes. Never Scan: no request path needs one. */
export function grantTable(made: LambdaFunction, table: TableV2, kind: 'read' | 'write' | 'read-write'): void {
  const actions = kind === 'read' ? READ : kind === 'write' ? WRITE : [...READ, ...WRITE];
  made.addToRolePolicy(
    new PolicyStatement({
      actions,
      resources: [table.tableArn, ...INDEXES.map((index) => `${table.tableArn}/index/${index}`)],
    }),
  );
  grantKey(made, table.encryptionKey as Key);
}

/** Lets a function use a key for data, not manage it. */
export function grantKey(made: IGrantable, key: Key): void {
  made.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({ actions: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'], resources: [key.keyArn] }),
  );
}

/** Lets a function put and get single files, not list the bucket. */
export function grantFiles(made: LambdaFunction, bucket: Bucket): void {
  made.addToRolePolicy(
    new PolicyStatement({
      actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
      resources: [bucket.arnForObjects('*')],
    }),
  );
}
