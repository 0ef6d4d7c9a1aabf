import type { CaseEvent } from '../../functions/domain/cases/case.ts';
import { brokenAt } from '../../functions/domain/cases/events.ts';
import { isEnd } from '../../functions/domain/cases/phases.ts';
import type { CaseId } from '../../functions/domain/ids.ts';
import { localDateOf } from '../../functions/domain/time.ts';
import { escalationOf, taskRuleOf } from '../../functions/domain/workflows/catalogue.ts';
import { ownersOf } from '../../functions/use-cases/wake-ups/recipients.ts';
import { caseOf, eventsOf } from './acting.ts';
import type { House } from './house.ts';

const count = (events: readonly CaseEvent[], type: string, task: string): number =>
  events.filter((event) => event.type === type && event.data.task === task).length;

/** Everything about one case that must always hold and does not. */
async function brokenInCase(house: House, caseId: CaseId): Promise<readonly string[]> {
  const found = await caseOf(house, caseId);
  const events = await eventsOf(house, caseId);
  const now = house.ports.now();
  const broken: string[] = [];
  const say = (what: string): void => void broken.push(`${found.reference}: ${what}`);
  if (brokenAt(events, found.head) !== undefined) say('the chain of events is broken');
  const { items: tasks } = await house.store.list('tasks-of-case', { caseId }, { limit: 1_000 });
  for (const task of tasks) {
    const at = `${task.step} ${task.taskId}`;
    if (count(events, 'task-done', task.taskId) > 1) say(`two decisions on ${at}`);
    if (task.status === 'done' && count(events, 'task-done', task.taskId) === 0) say(`no decision on done ${at}`);
    for (const { at: moment } of events.filter((one) => one.type === 'task-overdue' && one.data.task === task.taskId))
      if (moment <= task.due.at && task.status === 'open') say(`${at} was called overdue too early`);
    const late = task.status === 'done' && task.closedAt !== undefined && task.closedAt > task.due.at;
    const tacit = taskRuleOf(task.step).silence !== undefined && task.parent === undefined;
    if (late && !tacit && count(events, 'task-overdue', task.taskId) !== 1)
      say(`${at} was done late and told ${count(events, 'task-overdue', task.taskId)} times`);
    if (task.status !== 'open') continue;
    if (task.due.reason === '' || Number.isNaN(Date.parse(task.due.at))) say(`${at} has no date`);
    escalationOf(taskRuleOf(task.step).escalation);
    if (task.assignee.kind === 'participant' && task.helper === undefined) say(`${at} has nobody to help`);
    if ((await ownersOf(house.store, task, now)).length === 0)
      say(`${at} waits for nobody: ${JSON.stringify(task.assignee)}`);
    if (!Object.values(found.open ?? {}).includes(task.taskId)) say(`${at} is open, but the case does not know`);
    const silent = taskRuleOf(task.step).silence !== undefined && task.parent === undefined;
    if (task.due.at < now && silent) say(`${at} should have ended in silence`);
    if (task.due.at < now && !silent && count(events, 'task-overdue', task.taskId) !== 1)
      say(`${at} is overdue and was told ${count(events, 'task-overdue', task.taskId)} times`);
  }
  for (const taskId of Object.values(found.open ?? {}))
    if (!tasks.some((task) => task.taskId === taskId && task.status !== 'done'))
      say(`knows an open task that is not: ${taskId}`);
  for (const [process, { execution, ended }] of Object.entries(found.processes)) {
    const status = execution === '' ? 'NOT STARTED' : await house.engine.status(execution);
    if (ended === undefined && status !== 'RUNNING') say(`${process} is unfinished, its execution ${status}`);
    if (ended !== undefined && status === 'RUNNING') say(`${process} has ended, its execution runs`);
    if (status === 'FAILED' || status === 'TIMED_OUT') say(`${process} ${status}`);
  }
  const waits = Object.values(found.processes).some(({ ended }) => ended === undefined);
  if (!isEnd(found.phase) && !waits) say(`stands in ${found.phase} and nothing goes on`);
  const stalled = events.filter(({ type }) => type === 'process-stalled');
  for (const { data } of stalled) say(`stalled at ${String(data.process)} ${String(data.at)}: ${String(data.error)}`);
  return broken;
}

/** Everything that must hold in the whole house and does not: cases, mails, digests, effects that threw. */
export async function brokenInvariants(house: House, cases: readonly CaseId[]): Promise<readonly string[]> {
  const broken: string[] = [];
  for (const caseId of cases) broken.push(...(await brokenInCase(house, caseId)));
  const seen = new Set<string>();
  for (const { mailId } of house.letters) {
    if (seen.has(mailId)) broken.push(`mail ${mailId} was sent twice`);
    seen.add(mailId);
  }
  const digests = new Set<string>();
  for (const letter of house.letters.filter(({ subject }) => subject.startsWith('mails/daily-digest'))) {
    const day = `${letter.to} ${letter.mailId.split('.').at(-1)}`;
    if (digests.has(day)) broken.push(`two digests on one day: ${day}`);
    digests.add(day);
  }
  for (const { event, ids } of house.logged)
    if (event === 'outbox-effect-threw' || event === 'wake-up-failed') broken.push(`${event} ${JSON.stringify(ids)}`);
  return broken;
}

/** What a club would ask about three years: how many came, how long it took, how much was late. */
export async function indicators(
  house: House,
  cases: readonly CaseId[],
): Promise<Readonly<Record<string, string | number>>> {
  const all = await Promise.all(
    cases.map(async (caseId) => [await caseOf(house, caseId), await eventsOf(house, caseId)] as const),
  );
  const phases: Record<string, number> = {};
  for (const [{ phase }] of all) phases[phase] = (phases[phase] ?? 0) + 1;
  const total = (type: string): number =>
    all.reduce((sum, [, events]) => sum + events.filter((one) => one.type === type).length, 0);
  const spans = all
    .flatMap(([found, events]) => {
      const decided = events.find(({ type }) => type === 'case-accepted' || type === 'case-refused');
      return decided === undefined ? [] : [(Date.parse(decided.at) - Date.parse(found.openedAt)) / 86_400_000];
    })
    .sort((left, right) => left - right);
  const reports = all.reduce(
    (sum, [, events]) =>
      sum + events.filter(({ type, data }) => type === 'task-done' && data.step === 'change-report/approve').length,
    0,
  );
  return {
    ...Object.fromEntries(Object.entries(phases).map(([phase, number]) => [`cases ${phase}`, number])),
    'days to a decision (median)': Math.round(spans[Math.floor(spans.length / 2)] ?? 0),
    'tasks opened': total('task-opened'),
    'tasks done': total('task-done'),
    'tasks overdue': total('task-overdue'),
    escalations: total('task-escalated'),
    'change reports': reports,
    'processes resumed after a wait of half a year': total('process-continued'),
    mails: house.letters.length,
    'last day': localDateOf(house.ports.now()),
  };
}
