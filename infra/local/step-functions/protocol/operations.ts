import { aliasOperations } from './aliases.ts';
import type { Operation } from './api.ts';
import { callbackOperations } from './callbacks.ts';
import { executionOperations } from './executions.ts';
import { historyOperations } from './history.ts';
import { machineOperations } from './machines.ts';
import { tagOperations } from './tags.ts';
import { testStateOperations } from './test-state.ts';
import { versionOperations } from './versions.ts';

/** Every operation of the protocol that this engine honours, by the name after `AWSStepFunctions.`. */
export const operations: Readonly<Record<string, Operation>> = {
  ...machineOperations,
  ...versionOperations,
  ...aliasOperations,
  ...executionOperations,
  ...historyOperations,
  ...callbackOperations,
  ...tagOperations,
  ...testStateOperations,
};
