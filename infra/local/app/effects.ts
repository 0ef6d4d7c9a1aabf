import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Ports } from '../../../functions/use-cases/ports.ts';
import type { TaskFunction } from './lambda-endpoint.ts';

/** What follows from a change and from the clock, and what workflows call. */
export interface Effects {
  drainOutbox(ports: Ports): Promise<unknown>;
  drainWakeUps(ports: Ports): Promise<unknown>;
  readonly functions: (ports: Ports) => Readonly<Record<string, TaskFunction>>;
}

const room = (path: string): string => join(import.meta.dirname, '../../../functions', path);

async function load<T>(path: string): Promise<Partial<T>> {
  return existsSync(room(path)) ? ((await import(room(path))) as T) : {};
}

/** The effects of `functions/streams` and `functions/tasks`. */
export async function loadEffects(): Promise<Effects> {
  const streams = await load<Pick<Effects, 'drainOutbox' | 'drainWakeUps'>>('streams/deliver.ts');
  const open = await load<{ openTaskHandler: (ports: Ports) => TaskFunction }>('tasks/open-task.ts');
  const apply = await load<{ applyStepHandler: (ports: Ports) => TaskFunction }>('tasks/apply-step.ts');
  return {
    drainOutbox: streams.drainOutbox ?? (async () => undefined),
    drainWakeUps: streams.drainWakeUps ?? (async () => undefined),
    functions: (ports) => ({
      ...(open.openTaskHandler ? { OpenTask: open.openTaskHandler(ports) } : {}),
      ...(apply.applyStepHandler ? { ApplyStep: apply.applyStepHandler(ports) } : {}),
    }),
  };
}
