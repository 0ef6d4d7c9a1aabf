import type { HistoryEvent } from '../core/model.ts';
import { type Operation, seconds } from './api.ts';
import { encodeCursor } from './cursor.ts';
import { detailsName } from './event-names.ts';
import { executionOf } from './executions.ts';
import { cursorOf, optionalFlag, pageSize } from './fields.ts';

const dataFields = new Set([
  'input',
  'output',
  'inputDetails',
  'outputDetails',
  'parameters',
  'assignedVariables',
  'assignedVariablesDetails',
]);

/** An event as the wire carries it; without data when the caller asked so. */
const wireEvent = (event: HistoryEvent, withData: boolean): object => {
  const details = event.details;
  const shown =
    details === undefined || withData
      ? details
      : Object.fromEntries(Object.entries(details).filter(([name]) => !dataFields.has(name)));
  return {
    timestamp: seconds(event.timestamp),
    type: event.type,
    id: event.id,
    previousEventId: event.previousEventId,
    ...(shown === undefined ? {} : { [detailsName(event.type)]: shown }),
  };
};

const getExecutionHistory: Operation = async (api, input) => {
  const execution = executionOf(api, input);
  const size = pageSize(input);
  const reverse = optionalFlag(input, 'reverseOrder') ?? false;
  const withData = optionalFlag(input, 'includeExecutionData') ?? true;
  const list = `history ${execution.arn} ${reverse}`;
  const from = cursorOf(input, list);
  const events = api.store.history(execution.arn, {
    reverse,
    limit: size + 1,
    ...(typeof from === 'number' ? { from } : {}),
  });
  const page = events.slice(0, size);
  return {
    events: page.map((event) => wireEvent(event, withData)),
    ...(events.length > size ? { nextToken: encodeCursor(list, page.at(-1)?.id ?? 0) } : {}),
  };
};

/** The operation that reads a run's history. */
export const historyOperations: Readonly<Record<string, Operation>> = { GetExecutionHistory: getExecutionHistory };
