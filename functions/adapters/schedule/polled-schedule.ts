import { ok } from '../../domain/result.ts';
import type { Schedule } from '../../domain/scheduling/schedule.ts';

/** One machine polls the wake-up rows themselves, so there is nothing to arm beside them. */
export const polledSchedule = (): Schedule => ({ arm: async () => ok(undefined), disarm: async () => ok(undefined) });
