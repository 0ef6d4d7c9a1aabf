import { runtimeFailure } from '../core/failure.ts';
import type { DataFlow } from '../core/flow.ts';

const none = async (): Promise<never> => {
  throw runtimeFailure('JSONPath');
};

export const jsonpathFlow: DataFlow = {
  argumentsOf: none,
  outcome: none,
  caught: none,
  choose: none,
  timeouts: none,
  wait: none,
  failure: none,
  mapPlan: none,
  itemInput: none,
};
