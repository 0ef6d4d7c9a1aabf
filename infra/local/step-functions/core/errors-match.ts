import type { StateFailure } from './failure.ts';

/** AWS's rule for one ErrorEquals list: States.Runtime never matches; over-long data of the engine's own only by name. */
export const errorMatches = (names: readonly string[], failure: StateFailure, stateType: string): boolean => {
  if (failure.source === 'runtime' && failure.error === 'States.Runtime') return false;
  const error = failure.error ?? '';
  if (error === 'States.Runtime' && failure.source === 'branch') return false;
  if (error !== '' && names.includes(error)) return true;
  if (names.includes('States.ALL')) return failure.source !== 'limit';
  // A missed heartbeat shows as States.Timeout and may be caught under either name.
  if (names.includes('States.HeartbeatTimeout') && failure.source === 'heartbeat') return true;
  const ofTask = failure.source === 'task' && error !== 'States.Timeout';
  return names.includes('States.TaskFailed') && stateType === 'Task' && ofTask;
};
