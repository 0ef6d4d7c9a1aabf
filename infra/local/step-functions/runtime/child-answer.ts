import type { Execution, Task, Trigger } from '../core/model.ts';

/** What a parent's waiting task gets when its child ended: the child's description, as JSON for `.sync:2`, as texts for `.sync`. */
export const childAnswer = (task: Task, child: Execution): Trigger => {
  const shown = (text: string): unknown => (task.resource.endsWith('.sync:2') ? (JSON.parse(text) as unknown) : text);
  const described = {
    ExecutionArn: child.arn,
    Input: shown(child.input),
    InputDetails: { Included: true },
    Name: child.name,
    ...(child.output === undefined ? {} : { Output: shown(child.output), OutputDetails: { Included: true } }),
    RedriveCount: child.redriveCount,
    StartDate: child.startedAt,
    StateMachineArn: child.machineArn,
    Status: child.status,
    StopDate: child.stoppedAt ?? child.startedAt,
    ...(child.failure?.error === undefined ? {} : { Error: child.failure.error }),
    ...(child.failure?.cause === undefined ? {} : { Cause: child.failure.cause }),
  };
  if (child.status === 'SUCCEEDED') return { kind: 'succeeded', key: task.key, output: JSON.stringify(described) };
  return { kind: 'failed', key: task.key, failure: { error: 'States.TaskFailed', cause: JSON.stringify(described) } };
};
