import { App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { acceptFindings } from './accepted-findings.ts';
import { DataStack } from './data-stack.ts';
import { environmentOf } from './environment.ts';
import { FunctionsStack } from './functions-stack.ts';
import { IdentityStack } from './identity-stack.ts';
import { WorkflowsStack } from './workflows-stack.ts';

/** Settings of an installation; given as CDK context (`-c baseUrl=https://...`), with values that synthesise offline. */
export interface Settings {
  readonly baseUrl: string;
  readonly domainPrefix: string;
  readonly mailFrom: string;
  readonly region: string;
}

/** Builds the whole app: data -> identity -> workflows -> functions, each stack using only those before it. */
export function buildApp(app: App, settings: Settings) {
  const env = { region: settings.region };
  const data = new DataStack(app, 'ReintegraData', { env, terminationProtection: true });
  const identity = new IdentityStack(app, 'ReintegraIdentity', {
    env,
    terminationProtection: true,
    baseUrl: settings.baseUrl,
    domainPrefix: settings.domainPrefix,
  });
  const environment = environmentOf(data, identity, settings);
  const workflows = new WorkflowsStack(app, 'ReintegraWorkflows', {
    env,
    terminationProtection: true,
    data,
    environment,
  });
  const mailDomain = settings.mailFrom.split('@')[1] ?? settings.mailFrom;
  const functions = new FunctionsStack(app, 'ReintegraFunctions', {
    env,
    data,
    environment,
    mailIdentityArn: `arn:aws:ses:${settings.region}:${data.account}:identity/${mailDomain}`,
  });
  for (const stack of [data, identity, workflows, functions]) acceptFindings(stack);
  Tags.of(app).add('product', 'reintegra');
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { data, identity, workflows, functions };
}

if (import.meta.main) {
  const app = new App();
  const setting = (name: keyof Settings, fallback: string): string => String(app.node.tryGetContext(name) ?? fallback);
  buildApp(app, {
    baseUrl: setting('baseUrl', 'https://reintegra.example'),
    domainPrefix: setting('domainPrefix', 'reintegra-example'),
    mailFrom: setting('mailFrom', 'powiadomienia@reintegra.example'),
    region: setting('region', 'eu-central-1'),
  });
  const assembly = app.synth();
  for (const stack of assembly.stacks)
    console.log(`${stack.stackName}: ${Object.keys(stack.template.Resources ?? {}).length} resources`);
}
