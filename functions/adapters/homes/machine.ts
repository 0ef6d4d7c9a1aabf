import { join } from 'node:path';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { MachineSettings } from '../../settings.ts';
import { sqliteAnonymousAnswers } from '../anonymous/sqlite.ts';
import { fileClock, realClock } from '../clock/clocks.ts';
import { clamdScanner, noScanner } from '../files/clamd-scanner.ts';
import { directoryFiles } from '../files/directory-files.ts';
import { sealedFiles } from '../files/sealed-files.ts';
import { sqliteKeyStore } from '../keys/sqlite.ts';
import { lineLog } from '../log/line-log.ts';
import { outboxMailer } from '../mail/outbox-mailer.ts';
import { smtpMailer } from '../mail/smtp-mailer.ts';
import { childPrinter } from '../pdf/child-printer.ts';
import { polledSchedule } from '../schedule/polled-schedule.ts';
import { stepFunctionsWorkflows } from '../step-functions/step-functions-workflows.ts';
import { dynamodbStore } from '../table/dynamodb.ts';
import { sealed } from '../table/sealed.ts';
import type { Home } from './home.ts';
import { loopbackSigner } from './loopback-signer.ts';

const REGION = 'eu-central-1';

/** Everything on one machine: files in the data directory, DynamoDB and Step Functions by their protocols on loopback. */
export function machineHome(settings: MachineSettings): Home {
  const data = (name: string): string => join(settings.REINTEGRA_DATA, name);
  const now = settings.REINTEGRA_CLOCK === undefined ? realClock() : fileClock(settings.REINTEGRA_CLOCK);
  const dynamodb = new DynamoDBClient({
    endpoint: settings.REINTEGRA_DYNAMODB_ENDPOINT,
    region: REGION,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 5,
    signer: loopbackSigner,
  });
  const workflows = new SFNClient({
    endpoint: settings.REINTEGRA_WORKFLOWS_ENDPOINT,
    region: REGION,
    credentials: { accessKeyId: settings.REINTEGRA_WORKFLOWS_KEY, secretAccessKey: 'local' },
    disableHostPrefix: true,
    maxAttempts: 3,
  });
  const keys = sqliteKeyStore(data('keys.sqlite'), data('master.key'));
  const anonymous = sqliteAnonymousAnswers(data('answers.sqlite'));
  const printer = childPrinter(data('chromium'));
  return {
    ports: {
      store: sealed(dynamodbStore(dynamodb, settings.REINTEGRA_TABLE, now), keys),
      now,
      workflows: stepFunctionsWorkflows(workflows, settings.REINTEGRA_STATE_MACHINES),
      mailer:
        settings.REINTEGRA_SMTP_URL === undefined
          ? outboxMailer()
          : smtpMailer(settings.REINTEGRA_SMTP_URL, settings.REINTEGRA_MAIL_FROM),
      schedule: polledSchedule(),
      files: sealedFiles(directoryFiles(data('files')), keys, now),
      scanner: settings.REINTEGRA_CLAMD === undefined ? noScanner() : clamdScanner(settings.REINTEGRA_CLAMD),
      printer,
      anonymous,
      keys,
      log: lineLog(now, (line) => process.stdout.write(line)),
    },
    async ready() {
      const asked = await Promise.allSettled([
        dynamodb.send(new DescribeTableCommand({ TableName: settings.REINTEGRA_TABLE })),
        workflows.send(new ListStateMachinesCommand({ maxResults: 1 })),
      ]);
      return ['store', 'workflows'].filter((_, at) => asked[at]?.status === 'rejected');
    },
    async close() {
      printer.close();
      keys.close();
      anonymous.close();
      dynamodb.destroy();
      workflows.destroy();
    },
  };
}
