import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Case, CaseEvent } from '../../functions/domain/cases/case.ts';
import type { CaseId } from '../../functions/domain/ids.ts';
import { linkTarget } from '../../functions/domain/links/link-target.ts';
import type { Result } from '../../functions/domain/result.ts';
import type { Task } from '../../functions/domain/tasks/task.ts';
import type { Acting, LinkActor } from '../../functions/use-cases/acting.ts';
import { targetOf } from '../../functions/use-cases/tasks/invite-participant.ts';
import { issueTaskLink } from '../../functions/use-cases/tasks/issue-task-link.ts';
import type { House } from './house.ts';

export type Answers = Readonly<Record<string, unknown>>;

/** Institutions of the examples under the ids that they have in the test network. */
const INSTITUTIONS = {
  'kis-przystan': 'kis',
  'ops-lipniki': 'ops',
  'biblioteka-lipniki': 'partner',
  'stolarnia-dluto': 'partner2',
};
const inTestNetwork = (text: string): string =>
  Object.entries(INSTITUTIONS).reduce((changed, [from, to]) => changed.replaceAll(`"${from}"`, `"${to}"`), text);

/** Answers of `forms/<slug>/examples/<name>.json`, with some replaced (null takes a key away). */
export function example(name: string, patch: Answers = {}): Answers {
  const [slug = '', file = ''] = name.split('/');
  const text = readFileSync(join(import.meta.dirname, '../../forms', slug, 'examples', `${file}.json`), 'utf8');
  const { answers } = JSON.parse(inTestNetwork(text)) as { answers: Answers };
  return Object.fromEntries(Object.entries({ ...answers, ...patch }).filter(([, value]) => value !== null));
}

export async function caseOf(house: House, caseId: CaseId): Promise<Case> {
  const found = await house.store.read('case', { caseId });
  if (found === undefined) throw new Error(`no case ${caseId}`);
  return found;
}

export async function eventsOf(house: House, caseId: CaseId): Promise<readonly CaseEvent[]> {
  const events: CaseEvent[] = [];
  let after: string | undefined;
  do {
    const page = await house.store.list('events-of-case', { caseId }, { limit: 1_000, ...(after ? { after } : {}) });
    events.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return events;
}

/** The open task of a step (`social-contract/sign-contract#participant` for a signer's part); throws where there is none. */
export async function taskOf(house: House, caseId: CaseId, step: string): Promise<Task> {
  const { open = {} } = await caseOf(house, caseId);
  const taskId = open[step];
  const task = taskId === undefined ? undefined : await house.store.read('task', { taskId });
  if (task === undefined) throw new Error(`${step} is not open, but ${Object.keys(open).join(', ') || 'nothing'}`);
  return task;
}

/** The participant behind the newest live link to their task; on paper, behind the one that their helper hands over. */
export async function participantAt(house: House, task: Task): Promise<LinkActor> {
  const live = async () => {
    const { items } = await house.store.list('links-of-target', { target: linkTarget(targetOf(task)) }, { limit: 100 });
    return items.filter(
      ({ target, spentAt, revokedAt }) =>
        spentAt === undefined && revokedAt === undefined && 'taskId' in target && target.taskId === task.taskId,
    );
  };
  let links = await live();
  if (links.length === 0 && task.helper !== undefined) {
    const helper = task.helper.kind === 'person' ? task.helper.personId : 'role' in task.helper ? task.helper.role : '';
    must(await issueTaskLink(house.ports, house.actor(helper), { taskId: task.taskId }));
    links = await live();
  }
  const link = links.at(-1);
  if (link === undefined) throw new Error(`no link leads to ${task.step}`);
  return { kind: 'link', link, at: house.ports.now() };
}

/** `participant` behind a link, anyone else by account. */
export const actingAs = async (house: House, name: string, task: Task): Promise<Acting> =>
  name === 'participant' ? participantAt(house, task) : house.actor(name);

/** The value of a result that must be one; the failure, with all its errors, otherwise. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}
