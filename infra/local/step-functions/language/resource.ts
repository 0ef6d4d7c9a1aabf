/** How a Task's Resource is to be understood: a function by arn, or an integration with its answering pattern. */
export type Resource =
  | { readonly kind: 'function'; readonly arn: string }
  | {
      readonly kind: 'integration';
      readonly service: string;
      readonly action: string;
      readonly pattern: 'request' | 'token' | 'sync';
      /** As AWS shows it in events: `lambda` and `invoke.waitForTaskToken`. */
      readonly resourceType: string;
      readonly resource: string;
    };

const functionArn = /^arn:aws[\w-]*:lambda:[\w-]*:\d*:function:[\w-]+(:[\w$-]+)?$/;
const integration =
  /^arn:aws[\w-]*:states:[\w-]*:\d*:((?:aws-sdk:)?[\w-]+):(\w+)(\.waitForTaskToken|\.sync:2|\.sync)?$/;

/** Reads a Resource, or undefined when it is neither form. */
export const parseResource = (text: string): Resource | undefined => {
  if (functionArn.test(text)) return { kind: 'function', arn: text };
  const match = integration.exec(text);
  if (match === null) return undefined;
  const [, service = '', action = '', suffix = ''] = match;
  const pattern = suffix === '.waitForTaskToken' ? 'token' : suffix === '' ? 'request' : 'sync';
  return { kind: 'integration', service, action, pattern, resourceType: service, resource: `${action}${suffix}` };
};

const supported: Readonly<Record<string, readonly string[]>> = {
  lambda: ['invoke'],
  states: ['startExecution'],
  dynamodb: ['getItem', 'putItem', 'updateItem', 'deleteItem'],
  events: ['putEvents'],
  'aws-sdk:sfn': [
    'startExecution',
    'stopExecution',
    'describeExecution',
    'listExecutions',
    'getExecutionHistory',
    'describeStateMachine',
    'sendTaskSuccess',
    'sendTaskFailure',
    'sendTaskHeartbeat',
    'startSyncExecution',
    'redriveExecution',
  ],
  'aws-sdk:dynamodb': ['getItem', 'putItem', 'updateItem', 'deleteItem', 'query', 'transactWriteItems'],
  'aws-sdk:eventbridge': ['putEvents'],
  'aws-sdk:lambda': ['invoke'],
};

/** True when this engine can do what the resource asks; everything else is refused at creation. */
export const isSupportedResource = (resource: Resource): boolean => {
  if (resource.kind === 'function') return true;
  if (supported[resource.service]?.includes(resource.action) !== true) return false;
  // Only a child execution can be waited for.
  return resource.pattern !== 'sync' || (resource.service === 'states' && resource.action === 'startExecution');
};
