import {
  CreateScheduleCommand,
  DeleteScheduleCommand,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import type { Instant } from '../../domain/time.ts';
import { eventBridgeSchedule } from './eventbridge-schedule.ts';
import { polledSchedule } from './polled-schedule.ts';

const scheduler = mockClient(SchedulerClient);
const schedule = eventBridgeSchedule(new SchedulerClient({ region: 'eu-central-1' }), {
  group: 'reintegra',
  roleArn: 'arn:role',
  functionArn: 'arn:function',
});
const wakeUp = {
  wakeUpId: 'w1',
  owner: 'task1',
  kind: 'reminder',
  step: 1,
  at: '2026-04-03T07:00:00.001Z' as Instant,
  version: 1,
} as const;
const named = (name: string): Error => Object.assign(new Error(), { name });

beforeEach(() => scheduler.reset());

test('arms one schedule that never wakes early and deletes itself', async () => {
  scheduler.on(CreateScheduleCommand).resolves({});
  expect((await schedule.arm(wakeUp)).ok).toBe(true);
  expect(scheduler.commandCalls(CreateScheduleCommand)[0]?.args[0].input).toMatchObject({
    Name: 'w1',
    GroupName: 'reintegra',
    ScheduleExpression: 'at(2026-04-03T07:00:01)',
    ActionAfterCompletion: 'DELETE',
    Target: { Arn: 'arn:function', RoleArn: 'arn:role', Input: '{"wakeUpId":"w1"}' },
  });
});

test('arming again moves the schedule', async () => {
  scheduler.on(CreateScheduleCommand).rejects(named('ConflictException'));
  scheduler.on(UpdateScheduleCommand).resolves({});
  expect((await schedule.arm(wakeUp)).ok).toBe(true);
  expect(scheduler.commandCalls(UpdateScheduleCommand)).toHaveLength(1);
});

test('disarming what is gone is done; a service that is away is unavailable', async () => {
  scheduler.on(DeleteScheduleCommand).rejectsOnce(named('ResourceNotFoundException')).rejects(named('TimeoutError'));
  expect((await schedule.disarm('w1')).ok).toBe(true);
  expect(await schedule.disarm('w1')).toMatchObject({ failure: { code: 'unavailable' } });
});

test('one machine polls the rows and has nothing to arm', async () => {
  expect((await polledSchedule().arm(wakeUp)).ok && (await polledSchedule().disarm('w1')).ok).toBe(true);
});
