import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { buildApp } from '../../infra/aws/app.ts';
import { WORKFLOWS } from '../../infra/aws/bundles.ts';

const stacks = buildApp(new App(), {
  baseUrl: 'https://reintegra.example',
  domainPrefix: 'reintegra-test',
  mailFrom: 'a@reintegra.example',
  region: 'eu-central-1',
});
const data = Template.fromStack(stacks.data);
const identity = Template.fromStack(stacks.identity);
const workflows = Template.fromStack(stacks.workflows);
const functions = Template.fromStack(stacks.functions);
const all = { data, identity, workflows, functions };

type Resource = {
  Type: string;
  Properties: Record<string, unknown>;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
};
const resources = (template: Template): [string, Resource][] => Object.entries(template.toJSON().Resources ?? {});
const ofType = (template: Template, type: string): Resource[] =>
  resources(template)
    .filter(([, one]) => one.Type === type)
    .map(([, one]) => one);

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: unknown;
}
const statements = (template: Template): Statement[] =>
  ofType(template, 'AWS::IAM::Policy').flatMap(
    (policy) => (policy.Properties as { PolicyDocument: { Statement: Statement[] } }).PolicyDocument.Statement,
  );
const actionsOf = (one: Statement): string[] => [one.Action].flat();

describe('what is kept', () => {
  it('is encrypted with a key of the customer, in every table and bucket', () => {
    for (const table of ofType(data, 'AWS::DynamoDB::GlobalTable')) {
      expect(table.Properties.SSESpecification).toMatchObject({ SSEEnabled: true, SSEType: 'KMS' });
    }
    for (const bucket of ofType(data, 'AWS::S3::Bucket')) {
      expect(JSON.stringify(bucket.Properties.BucketEncryption)).toContain('aws:kms');
    }
    expect(ofType(data, 'AWS::DynamoDB::GlobalTable')).toHaveLength(3);
  });

  it('outlives the stack: tables, buckets, keys, the people and the workflows', () => {
    const kept = [
      'AWS::DynamoDB::GlobalTable',
      'AWS::S3::Bucket',
      'AWS::KMS::Key',
      'AWS::Cognito::UserPool',
      'AWS::StepFunctions::StateMachine',
      'AWS::StepFunctions::StateMachineVersion',
    ];
    let seen = 0;
    for (const template of Object.values(all)) {
      for (const [name, one] of resources(template).filter(([, r]) => kept.includes(r.Type))) {
        seen++;
        expect([name, one.DeletionPolicy, one.UpdateReplacePolicy]).toEqual([name, 'Retain', 'Retain']);
      }
    }
    expect(seen).toBeGreaterThanOrEqual(9);
  });

  it('can be brought back to any second of 35 days, but for keys (7) and anonymous answers (never)', () => {
    const recovery = ofType(data, 'AWS::DynamoDB::GlobalTable').map((table) => {
      const [replica] = table.Properties.Replicas as [
        { PointInTimeRecoverySpecification?: { RecoveryPeriodInDays?: number } },
      ];
      return replica.PointInTimeRecoverySpecification?.RecoveryPeriodInDays ?? 0;
    });
    expect(recovery.sort((a, b) => a - b)).toEqual([0, 7, 35]);
  });

  it('streams changes of the documents table and of no other', () => {
    const streams = ofType(data, 'AWS::DynamoDB::GlobalTable').filter((table) => table.Properties.StreamSpecification);
    expect(streams).toHaveLength(1);
  });

  it('locks the anchors of the audit chain', () => {
    data.hasResourceProperties('AWS::S3::Bucket', {
      ObjectLockEnabled: true,
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'COMPLIANCE' } } },
    });
  });
});

describe('permissions', () => {
  it('never include a table scan, a wildcard action, or a wildcard resource beyond tracing', () => {
    let checked = 0;
    for (const template of Object.values(all)) {
      for (const one of statements(template)) {
        for (const action of actionsOf(one)) {
          checked++;
          expect(action).not.toBe('dynamodb:Scan');
          expect(action).not.toMatch(/\*$/);
          if (one.Resource === '*')
            expect(action).toMatch(
              /^(xray:(Put|GetSampling)|logs:(Create|Get|Update|Delete|List|Put|Describe)|dynamodb:ListStreams)/,
            );
        }
      }
    }
    expect(checked).toBeGreaterThan(60);
  });

  it('let only the delivery function start or answer workflows', () => {
    const allowed = resources(functions)
      .filter(([, one]) => one.Type === 'AWS::IAM::Policy')
      .filter(([, one]) => JSON.stringify(one.Properties).includes('"states:'))
      .map(([name]) => name);
    expect(allowed).toHaveLength(1);
    expect(allowed[0]).toMatch(/^deliver/);
  });

  it('let only the public function write anonymous answers and only desk and wake-up read them', () => {
    const answersTable = resources(data).find(([name]) => name.startsWith('AnonymousAnswers'))?.[0] ?? '';
    const users = resources(functions)
      .filter(([, one]) => one.Type === 'AWS::IAM::Policy' && JSON.stringify(one.Properties).includes(answersTable))
      .map(([name]) => name.replace(/Role.*|DefaultPolicy.*/, ''));
    expect(users.sort()).toEqual(['desk', 'public', 'wakeup']);
  });
});

describe('functions', () => {
  it('run on Node 24, refuse code from strings, and get only names and addresses in their environment', () => {
    const made = [...ofType(functions, 'AWS::Lambda::Function'), ...ofType(workflows, 'AWS::Lambda::Function')];
    expect(made).toHaveLength(10);
    for (const one of made) {
      expect(one.Properties.Runtime).toBe('nodejs24.x');
      const { Variables } = one.Properties.Environment as { Variables: Record<string, unknown> };
      expect(Variables.NODE_OPTIONS).toContain('--disallow-code-generation-from-strings');
      expect(Object.keys(Variables).join(' ')).not.toMatch(/SECRET|PASSWORD|TOKEN/);
    }
  });

  it('log no path of a request, because a path may hold a link', () => {
    const [stage] = ofType(functions, 'AWS::ApiGatewayV2::Stage');
    const { Format } = (stage as Resource).Properties.AccessLogSettings as { Format: string };
    expect(Format).not.toMatch(/path|ip|userAgent|querystring/i);
    expect(stage?.Properties.DefaultRouteSettings).toMatchObject({ ThrottlingRateLimit: 300 });
  });

  it('are woken by outbox rows only and keep what could not be delivered, with an alarm that says what people lose', () => {
    functions.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      FilterCriteria: { Filters: [{ Pattern: Match.stringLikeRegexp('outbox#') }] },
      DestinationConfig: { OnFailure: Match.anyValue() },
    });
    for (const alarm of ofType(functions, 'AWS::CloudWatch::Alarm'))
      expect(String(alarm.Properties.AlarmDescription)).toMatch(/[Pp]eople/);
  });
});

describe('identity', () => {
  it('lets nobody sign themselves up, asks a second factor, and hands out codes only', () => {
    identity.hasResourceProperties('AWS::Cognito::UserPool', {
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'ON',
      DeletionProtection: 'ACTIVE',
    });
    identity.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      AllowedOAuthFlows: ['code'],
      GenerateSecret: false,
    });
  });
});

describe('workflows', () => {
  const files = readdirSync(WORKFLOWS).filter((file) => file.endsWith('.asl.json'));

  it('are all deployed, each with a kept version and the alias live', () => {
    workflows.resourceCountIs('AWS::StepFunctions::StateMachine', files.length);
    workflows.resourceCountIs('AWS::StepFunctions::StateMachineVersion', files.length);
    workflows.resourceCountIs('AWS::StepFunctions::StateMachineAlias', files.length);
    expect(files.length).toBeGreaterThan(0);
  });

  it.each(files)('%s carries its time limit and its language inside the file', (file) => {
    const definition = JSON.parse(readFileSync(join(WORKFLOWS, file), 'utf8'));
    expect(definition.QueryLanguage).toBe('JSONata');
    expect(definition.TimeoutSeconds).toBeGreaterThan(0);
    expect(definition.TimeoutSeconds).toBeLessThanOrEqual(366 * 86_400);
  });

  it('never log execution data', () => {
    for (const machine of ofType(workflows, 'AWS::StepFunctions::StateMachine')) {
      expect(machine.Properties.LoggingConfiguration).toMatchObject({ IncludeExecutionData: false });
    }
  });
});
