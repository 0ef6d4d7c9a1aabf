import type { Draft } from './draft.ts';
import type { Scope } from './flow.ts';
import type { Frame, Json, JsonObject } from './model.ts';

const iso = (instant: number): string => new Date(instant).toISOString();

const itemOf = (draft: Draft, frame: Frame): Frame['item'] => {
  for (
    let at: Frame | undefined = frame;
    at !== undefined;
    at = at.parent === null ? undefined : draft.findFrame(at.parent)
  )
    if (at.item !== undefined) return at.item;
  return undefined;
};

/** The context object that AWS gives a state (`$states.context`, `$$`). */
const contextOf = (
  draft: Draft,
  frame: Frame,
  more: { readonly token?: string; readonly item?: Frame['item'] } = {},
): JsonObject => {
  const { execution } = draft;
  const item = more.item ?? itemOf(draft, frame);
  const retried = frame.phase === 'task' || frame.phase === 'join' || frame.phase === 'retry';
  return {
    Execution: {
      Id: execution.arn,
      Input: JSON.parse(execution.input) as Json,
      StartTime: iso(execution.startedAt),
      Name: execution.name,
      RoleArn: execution.roleArn,
      RedriveCount: execution.redriveCount,
      ...(execution.redrivenAt === undefined ? {} : { RedriveTime: iso(execution.redrivenAt) }),
    },
    StateMachine: { Id: execution.machineArn, Name: execution.machineName },
    State: {
      Name: frame.state,
      EnteredTime: iso(frame.enteredAt),
      ...(retried ? { RetryCount: frame.retryCount } : {}),
    },
    ...(more.token === undefined ? {} : { Task: { Token: more.token } }),
    ...(item === undefined ? {} : { Map: { Item: { Index: item.index, Value: item.value } } }),
  };
};

/** Everything that the expressions of the frame's current state may see. */
export const scopeOf = (
  draft: Draft,
  frame: Frame,
  more: { readonly token?: string; readonly item?: Frame['item'] } = {},
): Scope => ({
  inputText: frame.input,
  input: JSON.parse(frame.input) as Json,
  variables: draft.variables(frame),
  context: contextOf(draft, frame, more),
  stateName: frame.state,
  enteredEventId: frame.enteredEventId,
  now: draft.now,
  random: draft.world.random,
  uuid: draft.world.uuid,
});
