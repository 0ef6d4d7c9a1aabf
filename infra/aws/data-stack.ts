import { Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AttributeType, Billing, StreamViewType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, HttpMethods, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { INDEXES } from '../../functions/adapters/table/entities.ts';

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** What is kept: the table of the product, the key store, the anonymous answers, the files, the anchors of the audit chain. */
export class DataStack extends Stack {
  readonly documents: TableV2;
  readonly keys: TableV2;
  readonly answers: TableV2;
  readonly files: Bucket;
  readonly anchors: Bucket;
  /** Encrypts everything at rest. */
  readonly storageKey: Key;
  /** Wraps the participants' data keys and nothing else, so that its use can be granted apart. */
  readonly wrappingKey: Key;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const kept = { removalPolicy: RemovalPolicy.RETAIN };
    this.storageKey = new Key(this, 'StorageKey', {
      enableKeyRotation: true,
      description: 'Reintegra: data at rest',
      ...kept,
    });
    this.wrappingKey = new Key(this, 'WrappingKey', {
      enableKeyRotation: true,
      description: 'Reintegra: wraps data keys of persons',
      ...kept,
    });
    const encryption = TableEncryptionV2.customerManagedKey(this.storageKey);
    const index = (name: string) => ({ indexName: name, partitionKey: text(`${name}pk`), sortKey: text(`${name}sk`) });

    this.documents = new TableV2(this, 'Documents', {
      partitionKey: text('pk'),
      sortKey: text('sk'),
      globalSecondaryIndexes: INDEXES.map(index),
      billing: Billing.onDemand(),
      encryption,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
      dynamoStream: StreamViewType.NEW_IMAGE,
      timeToLiveAttribute: 'expires',
      deletionProtection: true,
      ...kept,
    });
    // Short recovery: an erased key must be gone from backups within the horizon that the privacy page publishes.
    this.keys = new TableV2(this, 'Keys', {
      partitionKey: text('pk'),
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.customerManagedKey(this.storageKey),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 7 },
      deletionProtection: true,
      ...kept,
    });
    // No stream and no point-in-time recovery: both would keep the order in which anonymous answers came.
    this.answers = new TableV2(this, 'AnonymousAnswers', {
      partitionKey: text('pk'),
      sortKey: text('sk'),
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.customerManagedKey(this.storageKey),
      deletionProtection: true,
      ...kept,
    });

    const privateBucket = {
      encryption: BucketEncryption.KMS,
      encryptionKey: this.storageKey,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      ...kept,
    };
    this.files = new Bucket(this, 'Files', {
      ...privateBucket,
      lifecycleRules: [
        { id: 'quarantine-ends', prefix: 'quarantine/', expiration: Duration.days(2) },
        { id: 'old-versions-end', noncurrentVersionExpiration: Duration.days(30) },
      ],
      cors: [
        {
          allowedMethods: [HttpMethods.PUT],
          allowedOrigins: ['https://*'],
          allowedHeaders: ['content-type'],
          maxAge: 300,
        },
      ],
    });
    this.anchors = new Bucket(this, 'AuditAnchors', {
      ...privateBucket,
      objectLockEnabled: true,
      objectLockDefaultRetention: ObjectLockRetention.compliance(Duration.days(3650)),
    });
  }
}
