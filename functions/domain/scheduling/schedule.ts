import type { Result } from '../result.ts';
import type { WakeUp } from '../store/outbox.ts';

/** Wake-ups outside the table: on AWS EventBridge schedules; on one machine nothing (the poller reads the rows). Idempotent on `wakeUpId`. */
export interface Schedule {
  arm(wakeUp: WakeUp): Promise<Result<void>>;
  disarm(wakeUpId: string): Promise<Result<void>>;
}
