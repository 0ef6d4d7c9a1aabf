import { instant, localDateOf } from '../../../functions/domain/time.ts';
import type { Ports } from '../../../functions/use-cases/ports.ts';
import { CaseDriver, must, type PortsOfCase } from './case-driver.ts';
import { demoDirectory } from './directory.ts';
import { STORIES } from './stories.ts';
import { CAMPAIGNS, walkCampaign } from './walk-campaign.ts';
import { walkStory } from './walk-story.ts';

const DAY = 86_400_000;
const DONE = 'demo:complete';
const AT_ONCE = 4;

/** Hours of the past in which the demo's reminders lie, in days. */
const REACHES_BACK_DAYS = 50;

const isDone = async (ports: Ports): Promise<boolean> =>
  (await ports.store.read('once', { onceKey: DONE })) !== undefined;

/** The demo's regions, institutions, people and roles: enough to sign in. Writing them again changes nothing. */
export async function seedDirectory(ports: Ports): Promise<void> {
  if (await isDone(ports)) return;
  const from = localDateOf(instant(Date.parse(ports.now()) - 400 * DAY));
  for (const changes of demoDirectory(from)) {
    const saved = await ports.store.commit(changes);
    if (!saved.ok && saved.failure.code !== 'already-done') must('directory', saved);
  }
}

/**
 * The demo's cases and surveys, by the product's own use cases on clocks of the past. Runs once; cut short, it goes on with the stories that
 * had not begun. Gives how many there are.
 */
export async function seedCases(ports: Ports, portsOfCase: PortsOfCase): Promise<number> {
  if (await isDone(ports)) return 0;
  const now = Date.parse(ports.now());
  const walks = [
    ...STORIES.map((story, at) => () => {
      const driver = new CaseDriver(ports, now - story.daysAgo * DAY, portsOfCase);
      return walkStory(driver, story, `demo:case:${at}`);
    }),
    ...CAMPAIGNS.map((story, at) => () => {
      const driver = new CaseDriver(ports, now - story.daysAgo * DAY, portsOfCase);
      return walkCampaign(driver, story, `demo:campaign:${at}`);
    }),
  ];
  const waiting = [...walks];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let walk = waiting.shift(); walk; walk = waiting.shift()) await walk();
    }),
  );
  portsOfCase.clear();
  const hour = Math.floor((now - REACHES_BACK_DAYS * DAY) / 3_600_000);
  await ports.store.commit([
    { put: 'once', record: { onceKey: DONE, result: '', at: ports.now(), version: 1 } },
    { replace: 'counter', record: { counterKey: 'wake-ups-swept', value: hour, version: 1 } },
  ]);
  return walks.length;
}
