import type { JsonObject } from '../../core/model.ts';
import { expressionIn } from '../jsonata.ts';
import { isSupportedResource, parseResource } from '../resource.ts';
import { pointer } from './expressions.ts';
import type { Report } from './problem.ts';

const required: Readonly<Record<string, readonly string[]>> = {
  'lambda:invoke': ['FunctionName'],
  'states:startExecution': ['StateMachineArn'],
  'dynamodb:getItem': ['TableName', 'Key'],
  'dynamodb:putItem': ['TableName', 'Item'],
  'dynamodb:updateItem': ['TableName', 'Key'],
  'dynamodb:deleteItem': ['TableName', 'Key'],
  'events:putEvents': ['Entries'],
};

/** Parameters that a call accepts on AWS and that would have no effect here. */
const notHonoured: Readonly<Record<string, readonly string[]>> = {
  'lambda:invoke': ['ClientContext', 'LogType'],
  'states:startExecution': ['TraceHeader'],
};

/** The Resource of a Task and the parameters it needs. */
export const checkResource = (state: JsonObject, express: boolean, path: string, report: Report): void => {
  const at = pointer(path, 'Resource');
  if (typeof state.Resource !== 'string') {
    report('field-missing', path, 'These fields are required: [Resource]');
    return;
  }
  const resource = parseResource(state.Resource);
  if (resource === undefined || !isSupportedResource(resource)) {
    report('resource-unknown', at, `The resource provided ${state.Resource} is not recognized`);
    return;
  }
  if (resource.kind === 'function') return;
  if (express && resource.pattern !== 'request')
    report('express-pattern', at, `Express state machine does not support '${state.Resource}' service integration`);
  const field = 'Arguments' in state ? 'Arguments' : 'Parameters';
  const given = state[field];
  const call = `${resource.service}:${resource.action}`;
  const names =
    typeof given === 'object' && given !== null && !Array.isArray(given)
      ? Object.keys(given).map((name) => name.replace(/\.\$$/, ''))
      : undefined;
  // An expression for all arguments is judged when it runs.
  if (names === undefined && expressionIn(given) !== undefined) return;
  for (const name of required[call] ?? [])
    if (names?.includes(name) !== true)
      report('argument-missing', pointer(path, field), `The field '${name}' is required by ${call} but was missing`);
  for (const name of notHonoured[call] ?? [])
    if (names?.includes(name))
      report('argument-not-honoured', pointer(pointer(path, field), name), `${name} is not supported`);
  if (call === 'lambda:invoke' && names?.includes('InvocationType')) {
    const type = (given as JsonObject).InvocationType;
    if (type !== 'RequestResponse')
      report(
        'argument-not-honoured',
        pointer(pointer(path, field), 'InvocationType'),
        'Only RequestResponse is supported',
      );
  }
  if (
    resource.pattern === 'token' &&
    !JSON.stringify(given ?? null).includes('Task.Token') &&
    !JSON.stringify(given ?? null).includes('$states.context')
  )
    report('token-not-passed', pointer(path, field), 'The task token is not passed on: nobody will be able to answer');
};
