import {
  CreateScheduleCommand,
  DeleteScheduleCommand,
  type SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Schedule } from '../../domain/scheduling/schedule.ts';
import type { WakeUp } from '../../domain/store/outbox.ts';

export interface EventBridgeSettings {
  readonly group: string;
  /** Role that lets the scheduler call the function. */
  readonly roleArn: string;
  readonly functionArn: string;
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

/** One EventBridge schedule per wake-up, named by its id; it deletes itself after it has fired. */
export function eventBridgeSchedule(client: SchedulerClient, settings: EventBridgeSettings): Schedule {
  const scheduleOf = (wakeUp: WakeUp) => ({
    Name: wakeUp.wakeUpId,
    GroupName: settings.group,
    // EventBridge takes whole seconds; rounding up never wakes before the moment.
    ScheduleExpression: `at(${new Date(Math.ceil(Date.parse(wakeUp.at) / 1000) * 1000).toISOString().slice(0, 19)})`,
    ScheduleExpressionTimezone: 'UTC',
    FlexibleTimeWindow: { Mode: 'OFF' as const },
    ActionAfterCompletion: 'DELETE' as const,
    Target: {
      Arn: settings.functionArn,
      RoleArn: settings.roleArn,
      Input: JSON.stringify({ wakeUpId: wakeUp.wakeUpId }),
      RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
    },
  });
  const settle = async (sent: Promise<unknown>): Promise<Result<void>> => {
    try {
      await sent;
      return ok(undefined);
    } catch (error) {
      return nameOf(error) === 'ResourceNotFoundException' ? ok(undefined) : fail('unavailable');
    }
  };
  return {
    async arm(wakeUp) {
      try {
        await client.send(new CreateScheduleCommand({ ...scheduleOf(wakeUp), ClientToken: wakeUp.wakeUpId }));
        return ok(undefined);
      } catch (error) {
        if (nameOf(error) !== 'ConflictException') return fail('unavailable');
        return settle(client.send(new UpdateScheduleCommand(scheduleOf(wakeUp))));
      }
    },
    disarm: (wakeUpId) => settle(client.send(new DeleteScheduleCommand({ Name: wakeUpId, GroupName: settings.group }))),
  };
}
