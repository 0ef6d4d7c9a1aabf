import { expect, test } from 'vitest';
import { liveThreeYears } from '../../../../test/bench/engine/three-years.ts';

test('three years of a case pass in moments: reports, evaluations, reminders, escalations, each month a new execution', async () => {
  const lived = await liveThreeYears();
  expect(lived).toMatchObject({ reports: 36, evaluations: 6, reminders: 7, escalations: 2, executions: 36 });
  expect(lived.until >= '2028-12-01').toBe(true);
});
