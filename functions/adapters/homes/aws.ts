import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { Printer } from '../../domain/printing/printing.ts';
import { fail } from '../../domain/result.ts';
import type { Schedule } from '../../domain/scheduling/schedule.ts';
import type { AwsSettings } from '../../settings.ts';
import { dynamodbAnonymousAnswers } from '../anonymous/dynamodb.ts';
import { realClock } from '../clock/clocks.ts';
import { noScanner } from '../files/clamd-scanner.ts';
import { s3Files } from '../files/s3-files.ts';
import { sealedFiles } from '../files/sealed-files.ts';
import { dynamodbKeyStore } from '../keys/dynamodb.ts';
import { powertoolsLog } from '../log/powertools-log.ts';
import { sesMailer } from '../mail/ses-mailer.ts';
import { lambdaPrinter } from '../pdf/lambda-printer.ts';
import { eventBridgeSchedule } from '../schedule/eventbridge-schedule.ts';
import { stepFunctionsWorkflows } from '../step-functions/step-functions-workflows.ts';
import { dynamodbStore } from '../table/dynamodb.ts';
import { sealed } from '../table/sealed.ts';
import type { Home } from './home.ts';

/** A function whose environment has no such service never needs it; asking all the same is a bug that says so. */
const notHere = (what: string) => (): never => {
  throw new Error(`${what} is not configured for this function`);
};

const noPrinter: Printer = { print: async () => fail('unavailable') };
const noSchedule: Schedule = { arm: notHere('the schedule'), disarm: notHere('the schedule') };

/** Everything on AWS; clients make no connection until they are used. */
export function awsHome(settings: AwsSettings): Home {
  const dynamodb = new DynamoDBClient({ maxAttempts: 5 });
  const now = realClock();
  const keys = dynamodbKeyStore(dynamodb, new KMSClient({}), {
    table: settings.REINTEGRA_KEYS_TABLE,
    kmsKeyId: settings.REINTEGRA_WRAPPING_KEY,
  });
  const { REINTEGRA_SCHEDULE_GROUP: group, REINTEGRA_SCHEDULE_ROLE: roleArn } = settings;
  const { REINTEGRA_WAKE_UP_FUNCTION: functionArn, REINTEGRA_PRINT_FUNCTION: printFunction } = settings;
  return {
    ports: {
      store: sealed(dynamodbStore(dynamodb, settings.REINTEGRA_TABLE, now), keys),
      now,
      workflows: stepFunctionsWorkflows(new SFNClient({}), settings.REINTEGRA_STATE_MACHINES ?? ''),
      mailer: sesMailer(new SESv2Client({}), settings.REINTEGRA_MAIL_FROM),
      schedule:
        group && roleArn && functionArn
          ? eventBridgeSchedule(new SchedulerClient({}), { group, roleArn, functionArn })
          : noSchedule,
      files: sealedFiles(s3Files(new S3Client({}), settings.REINTEGRA_FILES_BUCKET), keys, now),
      scanner: noScanner(),
      printer: printFunction === undefined ? noPrinter : lambdaPrinter(new LambdaClient({}), printFunction),
      anonymous: dynamodbAnonymousAnswers(dynamodb, settings.REINTEGRA_ANSWERS_TABLE),
      keys,
      log: powertoolsLog('reintegra'),
    },
    async ready() {
      try {
        await dynamodb.send(new DescribeTableCommand({ TableName: settings.REINTEGRA_TABLE }));
        return [];
      } catch {
        return ['store'];
      }
    },
    close: async () => undefined,
  };
}
