import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { type CfnStage, HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { BundledFunction } from './constructs/bundled-function.ts';
import { grantFiles, grantKey, grantTable } from './constructs/grants.ts';
import type { DataStack } from './data-stack.ts';
import type { Environment } from './environment.ts';

export interface FunctionsProps extends StackProps {
  readonly data: DataStack;
  readonly environment: Environment;
  readonly mailIdentityArn: string;
}

const SURFACES: Readonly<Record<string, { readonly path: string; readonly description: string }>> = {
  desk: { path: '/desk', description: 'Inbox, cases and documents of the staff' },
  board: { path: '/board', description: 'Where every case of a club stands' },
  studio: { path: '/studio', description: 'Definitions and their regional overlays' },
  admin: { path: '/admin', description: 'Directory, rights, audit' },
  account: { path: '/konto', description: 'Sign-in and sessions' },
};

/** What answers people (one function per surface behind one HTTP API) and what follows from a change (streams, wake-ups). */
export class FunctionsStack extends Stack {
  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id, props);
    const { data, environment } = props;
    const api = new HttpApi(this, 'Api', { description: 'Reintegra', createDefaultStage: true });
    this.guardStage(api, data);

    const open = this.surface('public', 'Public links and forms', props);
    grantTable(open, data.answers, 'write');
    api.addRoutes({
      path: '/{proxy+}',
      methods: [HttpMethod.ANY],
      integration: new HttpLambdaIntegration('PublicRoute', open),
    });
    api.addRoutes({ path: '/', methods: [HttpMethod.ANY], integration: new HttpLambdaIntegration('HomeRoute', open) });
    for (const [bundle, { path, description }] of Object.entries(SURFACES)) {
      const made = this.surface(bundle, description, props);
      if (bundle === 'desk') grantTable(made, data.answers, 'read'); // results of closed campaigns
      const integration = new HttpLambdaIntegration(`${bundle}Route`, made);
      api.addRoutes({ path, methods: [HttpMethod.ANY], integration });
      api.addRoutes({ path: `${path}/{proxy+}`, methods: [HttpMethod.ANY], integration });
    }

    const wakeUp = this.backstage('wake-up', 'Reminders, due dates, escalations and campaign ends', environment, data);
    grantTable(wakeUp, data.answers, 'read-write'); // the shuffle at a campaign's end
    const schedules = new CfnScheduleGroup(this, 'Schedules', { name: 'reintegra' });
    const scheduler = new Role(this, 'Scheduler', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
      description: 'Lets schedules call the wake-up function',
    });
    scheduler.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [wakeUp.functionArn] }));

    const deliver = this.backstage(
      'deliver',
      'From a committed change to its effects',
      {
        ...environment,
        REINTEGRA_STATE_MACHINES: `arn:aws:states:${this.region}:${this.account}:stateMachine:reintegra-`,
        REINTEGRA_SCHEDULE_GROUP: schedules.name ?? 'reintegra',
        REINTEGRA_SCHEDULE_ROLE: scheduler.roleArn,
        REINTEGRA_WAKE_UP_FUNCTION: wakeUp.functionArn,
      },
      data,
    );
    // By their common name, not one by one: a policy has room for a handful of statements, the catalogue has dozens of processes.
    const states = `arn:aws:states:${this.region}:${this.account}`;
    deliver.addToRolePolicy(
      new PolicyStatement({
        actions: ['states:StartExecution', 'states:SendTaskSuccess', 'states:SendTaskFailure'],
        resources: [`${states}:stateMachine:reintegra-*`],
      }),
    );
    deliver.addToRolePolicy(
      new PolicyStatement({
        actions: ['states:StopExecution', 'states:DescribeExecution'],
        resources: [`${states}:execution:reintegra-*:*`],
      }),
    );
    deliver.addToRolePolicy(new PolicyStatement({ actions: ['ses:SendEmail'], resources: [props.mailIdentityArn] }));
    deliver.addToRolePolicy(
      new PolicyStatement({
        actions: ['scheduler:CreateSchedule', 'scheduler:DeleteSchedule'],
        resources: [`arn:aws:scheduler:${this.region}:${this.account}:schedule/reintegra/*`],
      }),
    );
    scheduler.grantPassRole(deliver.grantPrincipal);

    const undelivered = new Queue(this, 'Undelivered', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    data.documents.grantStreamRead(deliver);
    new EventSourceMapping(this, 'OutboxToDeliver', {
      target: deliver,
      eventSourceArn: data.documents.tableStreamArn ?? '',
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.isEqual('INSERT'),
          dynamodb: { Keys: { pk: { S: FilterRule.beginsWith('outbox#') } } },
        }),
      ],
      filterEncryption: data.storageKey,
      batchSize: 25,
      retryAttempts: 10,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      onFailure: new SqsDlq(undelivered),
    });
    new Alarm(this, 'EffectsLost', {
      alarmDescription:
        'A change was saved but its effect (a workflow, a reminder, a mail) was given up after retries: people wait for something that will not come. Redeliver from the queue.',
      metric: undelivered.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1) }),
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    new CfnOutput(this, 'Address', { value: api.apiEndpoint });
  }

  private surface(bundle: string, description: string, { data, environment }: FunctionsProps): BundledFunction {
    const made = new BundledFunction(this, bundle, { bundle, description, environment, logKey: data.storageKey });
    grantTable(made, data.documents, 'read-write');
    grantTable(made, data.keys, 'read-write');
    grantKey(made, data.wrappingKey);
    if (bundle === 'public' || bundle === 'desk') grantFiles(made, data.files);
    new Alarm(this, `${bundle}Errors`, {
      alarmDescription: `People get an error page on the surface "${bundle}".`,
      metric: made.metricErrors({ period: Duration.minutes(5) }),
      threshold: 3,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    return made;
  }

  private backstage(
    bundle: string,
    description: string,
    environment: Readonly<Record<string, string>>,
    data: DataStack,
  ): BundledFunction {
    const made = new BundledFunction(this, bundle, {
      bundle,
      description,
      environment,
      logKey: data.storageKey,
      timeout: Duration.seconds(60),
    });
    grantTable(made, data.documents, 'read-write');
    grantTable(made, data.keys, 'read-write');
    grantKey(made, data.wrappingKey);
    return made;
  }

  /** Throttles, and logs without the path: a path may hold a link's secret. */
  private guardStage(api: HttpApi, data: DataStack): void {
    const stage = api.defaultStage?.node.defaultChild as CfnStage;
    const logs = new LogGroup(this, 'AccessLogs', {
      retention: RetentionDays.ONE_MONTH,
      encryptionKey: data.storageKey,
    });
    stage.accessLogSettings = {
      destinationArn: logs.logGroupArn,
      format: JSON.stringify({
        requestId: '$context.requestId',
        route: '$context.routeKey',
        status: '$context.status',
        latency: '$context.responseLatency',
      }),
    };
    stage.defaultRouteSettings = { throttlingBurstLimit: 500, throttlingRateLimit: 300 };
  }
}
