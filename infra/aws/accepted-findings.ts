import { type Stack, Validations } from 'aws-cdk-lib';

/** Findings of the security rules that we keep, each with its reason; everything else stops the synth. */
const ACCEPTED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ReintegraData: {
    'AwsSolutions-S1':
      'Object keys are opaque ids; access is through our functions alone, whose reads stand in the audit chain. An access-log bucket would be one more copy of who reads whose file.',
  },
  ReintegraIdentity: {
    'AwsSolutions-COG1':
      'At least 14 characters and a required second factor, without composition rules, as NIST SP 800-63B advises.',
    'AwsSolutions-COG8':
      'The plus plan is a choice of the installation (price per person); a second factor is required already.',
  },
  ReintegraWorkflows: {
    'AwsSolutions-IAM5[Resource::*]': 'Tracing (xray:Put*) and vended log delivery have no resource-level permissions.',
    'AwsSolutions-SF1':
      'Logs hold errors only, and never execution data: a history of every event would be a second record of a person.',
  },
  ReintegraFunctions: {
    'AwsSolutions-IAM5[Resource::*]': 'Tracing (xray:Put*) has no resource-level permissions.',
    'AwsSolutions-IAM5[Resource::ReintegraData:ExportsOutputFnGetAttFiles8E6940B8ArnD8EE6C03/*]':
      'Any object of the one files bucket, whose names are ids made at upload; listing is not granted.',
    'AwsSolutions-IAM5[Resource::arn:aws:scheduler:eu-central-1:<AWS::AccountId>:schedule/reintegra/*]':
      'Schedules of our own group, one per wake-up.',
    'AwsSolutions-IAM5[Resource::arn:aws:states:eu-central-1:<AWS::AccountId>:stateMachine:reintegra-*]':
      'Our own workflows, known by their common name, with their aliases and versions.',
    'AwsSolutions-IAM5[Resource::arn:aws:states:eu-central-1:<AWS::AccountId>:execution:reintegra-*:*]':
      'Runs of our own workflows.',
    'AwsSolutions-APIG4':
      'People come through public links; every route declares its action and our own access table decides, because rights come from memberships and not from a token.',
    'AwsSolutions-SQS3':
      'This queue is the dead-letter queue of the outbox stream; the alarm on it names what people lose.',
  },
};

export function acceptFindings(stack: Stack): void {
  for (const [id, reason] of Object.entries(ACCEPTED[stack.stackName] ?? {}))
    Validations.of(stack).acknowledge({ id, reason });
}
