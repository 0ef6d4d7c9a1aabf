import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CfnDeletionPolicy, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  CfnStateMachineAlias,
  CfnStateMachineVersion,
  DefinitionBody,
  LogLevel,
  StateMachine,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { WORKFLOWS } from './bundles.ts';
import { BundledFunction } from './constructs/bundled-function.ts';
import { grantKey, grantTable } from './constructs/grants.ts';
import type { DataStack } from './data-stack.ts';
import type { Environment } from './environment.ts';

export interface WorkflowsProps extends StackProps {
  readonly data: DataStack;
  readonly environment: Environment;
}

const SUFFIX = '.asl.json';

/** One state machine per file of `workflows/`, started through its alias `live`; and the two functions that they call. */
export class WorkflowsStack extends Stack {
  readonly machines: readonly StateMachine[];

  constructor(scope: Construct, id: string, props: WorkflowsProps) {
    super(scope, id, props);
    const { data, environment } = props;
    const taskFunction = (name: string, bundle: string, description: string) => {
      const made = new BundledFunction(this, name, { bundle, description, environment, logKey: data.storageKey });
      grantTable(made, data.documents, 'read-write');
      grantTable(made, data.keys, 'read-write');
      grantKey(made, data.wrappingKey);
      return made;
    };
    const openTask = taskFunction('OpenTask', 'open-task', 'Opens a task for a person and keeps the workflow token');
    const applyStep = taskFunction('ApplyStep', 'apply-step', 'Applies what a workflow decides to its case');

    this.machines = readdirSync(WORKFLOWS)
      .filter((file) => file.endsWith(SUFFIX))
      .sort()
      .map((file) =>
        this.machine(
          file.slice(0, -SUFFIX.length),
          data,
          { OpenTask: openTask.functionArn, ApplyStep: applyStep.functionArn },
          [openTask, applyStep],
        ),
      );
  }

  private machine(
    slug: string,
    data: DataStack,
    substitutions: Record<string, string>,
    called: readonly BundledFunction[],
  ): StateMachine {
    const name = slug.replace(/(^|-)(\w)/g, (_match, _dash, letter: string) => letter.toUpperCase());
    const machine = new StateMachine(this, name, {
      stateMachineName: `reintegra-${slug}`,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromFile(join(WORKFLOWS, `${slug}${SUFFIX}`)),
      definitionSubstitutions: substitutions,
      tracingEnabled: true,
      logs: {
        level: LogLevel.ERROR,
        includeExecutionData: false,
        destination: new LogGroup(this, `${name}Logs`, {
          logGroupName: `/aws/vendedlogs/states/reintegra-${slug}`,
          retention: RetentionDays.THREE_MONTHS,
          removalPolicy: RemovalPolicy.RETAIN,
          encryptionKey: data.storageKey,
        }),
      },
      removalPolicy: RemovalPolicy.RETAIN, // deleting a machine kills every running execution at its next transition
    });
    machine.addToRolePolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: called.map((one) => one.functionArn) }),
    );
    const version = new CfnStateMachineVersion(this, `${name}Version`, {
      stateMachineArn: machine.stateMachineArn,
      stateMachineRevisionId: machine.stateMachineRevisionId,
    });
    version.cfnOptions.deletionPolicy = CfnDeletionPolicy.RETAIN;
    version.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN; // running cases stay pinned to the version they started on
    new CfnStateMachineAlias(this, `${name}Live`, {
      name: 'live',
      routingConfiguration: [{ stateMachineVersionArn: version.attrArn, weight: 100 }],
    });
    return machine;
  }
}
