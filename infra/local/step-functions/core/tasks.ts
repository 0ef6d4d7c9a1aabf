import { createHash } from 'node:crypto';
import type { AnyState } from '../language/definition.ts';
import { parseResource, type Resource } from '../language/resource.ts';
import { type Draft, exceedsDataLimit } from './draft.ts';
import { StateFailure } from './failure.ts';
import type { DataFlow } from './flow.ts';
import type { Failure, Frame, Task } from './model.ts';
import { pathOf } from './program.ts';
import { scopeOf } from './scope.ts';

/** What the store keeps of a task token: its SHA-256, so that a stolen store answers nobody's task. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');

const whole = { truncated: false } as const;

const resourceOf = (state: AnyState): Resource => {
  const resource = parseResource(state.Resource ?? '');
  if (resource === undefined) throw new Error(`resource ${state.Resource ?? ''} passed validation`);
  return resource;
};

/** Schedules one attempt of a Task: its events, its deadlines, and the effect to dispatch once this is stored. */
export const scheduleTask = async (draft: Draft, frame: Frame, state: AnyState, flow: DataFlow): Promise<void> => {
  const resource = resourceOf(state);
  const token = resource.kind === 'integration' && resource.pattern === 'token' ? draft.world.token() : undefined;
  const running = draft.setFrame(frame.id, { phase: 'task', dueAt: undefined });
  const scope = scopeOf(draft, running, token === undefined ? {} : { token });
  const args = await flow.argumentsOf(state, scope);
  const { timeoutSeconds, heartbeatSeconds } = await flow.timeouts(state, scope);
  const request = JSON.stringify(args);
  const deadlines = { timeoutInSeconds: timeoutSeconds, heartbeatInSeconds: heartbeatSeconds };
  let last: number;
  let scheduled: number;
  if (resource.kind === 'function') {
    scheduled = draft.record('LambdaFunctionScheduled', running.lastEventId, {
      resource: resource.arn,
      input: request,
      inputDetails: whole,
      timeoutInSeconds: timeoutSeconds,
    });
    last = draft.record('LambdaFunctionStarted', scheduled);
  } else {
    const named = { resourceType: resource.resourceType, resource: resource.resource };
    scheduled = draft.record('TaskScheduled', running.lastEventId, {
      ...named,
      region: draft.world.region,
      parameters: request,
      ...deadlines,
    });
    last = draft.record('TaskStarted', scheduled, named);
  }
  // The scheduled event makes the place unique when a loop or a redrive comes by again.
  const key = `${draft.execution.arn}/${pathOf(draft, running)}@${scheduled}/${running.retryCount}`;
  draft.putTask({
    key,
    execution: draft.execution.arn,
    frame: frame.id,
    state: frame.state,
    resource: state.Resource ?? '',
    request,
    status: 'pending',
    ...(token === undefined ? {} : { tokenHash: hashToken(token) }),
    ...(timeoutSeconds === undefined ? {} : { timeoutAt: draft.now + timeoutSeconds * 1000 }),
    ...(heartbeatSeconds === undefined ? {} : { heartbeatSeconds, heartbeatAt: draft.now + heartbeatSeconds * 1000 }),
  });
  draft.setFrame(frame.id, { lastEventId: last, task: key });
};

const namesOf = (resource: Resource): Record<string, string> =>
  resource.kind === 'function' ? {} : { resourceType: resource.resourceType, resource: resource.resource };

/** The called service took the work and the task now waits for a token or a child's end. */
export const recordSubmitted = (draft: Draft, frame: Frame, task: Task, output: string, waitsFor?: string): void => {
  const resource = parseResource(task.resource);
  if (resource === undefined || resource.kind === 'function' || task.status === 'submitted') return;
  const id = draft.record('TaskSubmitted', frame.lastEventId, { ...namesOf(resource), output, outputDetails: whole });
  draft.putTask({ ...task, status: 'submitted', ...(waitsFor === undefined ? {} : { waitsFor }) });
  draft.setFrame(frame.id, { lastEventId: id });
};

/** The task's answer: its success event, or the failure that its state must deal with. */
export const recordAnswer = (draft: Draft, frame: Frame, task: Task, output: string): Frame => {
  const resource = resourceOfTask(task);
  if (exceedsDataLimit(output)) {
    const name = resource.kind === 'function' ? resource.arn : resource.resourceType;
    const cause = `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`;
    throw recordFailure(draft, frame, task, { error: 'States.DataLimitExceeded', cause });
  }
  const id =
    resource.kind === 'function'
      ? draft.record('LambdaFunctionSucceeded', frame.lastEventId, { output, outputDetails: whole })
      : draft.record('TaskSucceeded', frame.lastEventId, { ...namesOf(resource), output, outputDetails: whole });
  draft.closeTask(task.key);
  return draft.setFrame(frame.id, { lastEventId: id, task: undefined });
};

/** Writes the failure event of a task and answers the failure to throw. */
export const recordFailure = (draft: Draft, frame: Frame, task: Task, failure: Failure): StateFailure => {
  const resource = resourceOfTask(task);
  const type = resource.kind === 'function' ? 'LambdaFunctionFailed' : 'TaskFailed';
  const id = draft.record(type, frame.lastEventId, {
    ...namesOf(resource),
    error: failure.error,
    cause: failure.cause,
  });
  draft.closeTask(task.key);
  draft.setFrame(frame.id, { lastEventId: id, task: undefined });
  return new StateFailure('task', failure);
};

/** Writes the time-out event of a task (a missed heartbeat reads the same on AWS) and answers the failure to throw. */
export const recordTimeout = (draft: Draft, frame: Frame, task: Task, heartbeat: boolean): StateFailure => {
  const resource = resourceOfTask(task);
  const type = resource.kind === 'function' ? 'LambdaFunctionTimedOut' : 'TaskTimedOut';
  const id = draft.record(type, frame.lastEventId, { ...namesOf(resource), error: 'States.Timeout' });
  draft.closeTask(task.key);
  draft.setFrame(frame.id, { lastEventId: id, task: undefined });
  return new StateFailure(heartbeat ? 'heartbeat' : 'task', { error: 'States.Timeout' });
};

const resourceOfTask = (task: Task): Resource => {
  const resource = parseResource(task.resource);
  if (resource === undefined) throw new Error(`stored task with resource ${task.resource}`);
  return resource;
};
