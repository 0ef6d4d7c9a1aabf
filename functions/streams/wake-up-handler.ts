import type { Ports } from '../use-cases/ports.ts';
import { wakeUp } from '../use-cases/wake-ups/wake-up.ts';

/** What a schedule calls at its moment: `{ wakeUpId }`. Throws while something is away, so that the scheduler tries again. */
export const wakeUpHandler =
  (ports: Ports) =>
  async ({ wakeUpId }: { readonly wakeUpId: string }): Promise<void> => {
    const done = await wakeUp(ports, 'system', { wakeUpId });
    if (done.ok) return;
    ports.log('wake-up-failed', { wakeUp: wakeUpId, code: done.failure.code });
    throw new Error(done.failure.code);
  };
