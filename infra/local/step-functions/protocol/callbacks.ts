import { byteLength, limits } from '../core/limits.ts';
import type { JsonObject, Trigger } from '../core/model.ts';
import { hashToken } from '../core/tasks.ts';
import type { Api, Operation } from './api.ts';
import { apiErrors } from './api-error.ts';
import { optionalText, textOf } from './fields.ts';

/** Answers the task of a token: unknown tokens are InvalidToken, closed ones TaskTimedOut; the first answer stands. */
const answer = async (api: Api, input: JsonObject, trigger: (key: string) => Trigger): Promise<object> => {
  const row = api.store.token(hashToken(textOf(input, 'taskToken', limits.tokenLength)));
  if (row === undefined) throw apiErrors.invalidToken('Invalid token');
  const done = row.open ? await api.engine.trigger(row.execution, trigger(row.key)) : undefined;
  if (done?.applied !== true) throw apiErrors.taskTimedOut('Provided task does not exist anymore');
  return {};
};

const outputOf = (input: JsonObject): string => {
  const output = textOf(input, 'output', Number.POSITIVE_INFINITY, 0);
  if (byteLength(output) > limits.stateDataBytes)
    throw apiErrors.validation(
      `1 validation error detected: Value at 'output' failed to satisfy constraint: Member must have length less than or equal to ${limits.stateDataBytes}`,
    );
  try {
    JSON.parse(output);
  } catch (thrown) {
    throw apiErrors.invalidOutput(thrown instanceof Error ? thrown.message : 'Invalid output');
  }
  return output;
};

/** The operations that answer a waiting task. */
export const callbackOperations: Readonly<Record<string, Operation>> = {
  SendTaskSuccess: (api, input) => {
    const output = outputOf(input);
    return answer(api, input, (key) => ({ kind: 'succeeded', key, output }));
  },
  SendTaskFailure: (api, input) => {
    const error = optionalText(input, 'error', limits.errorLength);
    const cause = optionalText(input, 'cause', limits.causeLength);
    const failure = { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
    return answer(api, input, (key) => ({ kind: 'failed', key, failure }));
  },
  SendTaskHeartbeat: async (api, input) => {
    const row = api.store.token(hashToken(textOf(input, 'taskToken', limits.tokenLength)));
    if (row === undefined) throw apiErrors.invalidToken('Invalid token');
    if (!row.open) throw apiErrors.taskTimedOut('Provided task does not exist anymore');
    // A heartbeat for a task without HeartbeatSeconds changes nothing, and that is well.
    await api.engine.trigger(row.execution, { kind: 'heartbeat', key: row.key });
    return {};
  },
};
