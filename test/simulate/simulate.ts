import type { CaseId, OrganisationId } from '../../functions/domain/ids.ts';
import type { Change } from '../../functions/domain/store/store.ts';
import type { Task } from '../../functions/domain/tasks/task.ts';
import { instant } from '../../functions/domain/time.ts';
import { fileReferral } from '../../functions/use-cases/cases/file-referral.ts';
import { withdrawCase } from '../../functions/use-cases/cases/withdraw-case.ts';
import { caseOf, example, must } from './acting.ts';
import { openHouse } from './house.ts';
import { brokenInvariants, indicators } from './invariants.ts';
import { answerMoment, choose } from './people.ts';
import { perform } from './play-case.ts';
import { randomFrom } from './random.ts';
import { REFERRAL_FORM, referralAnswers } from './start-referral.ts';

export interface SimulationOptions {
  readonly years: number;
  readonly participants: number;
  readonly seed: number;
  /** Plants a bug: `lost-wake-ups` forgets due dates, `twice-sent` sends every tenth mail twice, `lost-event` drops one event of a case. */
  readonly plant?: 'lost-wake-ups' | 'twice-sent' | 'lost-event';
}

export interface Simulated {
  readonly broken: readonly string[];
  readonly indicators: Readonly<Record<string, string | number>>;
  readonly acts: number;
  readonly refused: Readonly<Record<string, number>>;
  readonly milliseconds: number;
}

const START = Date.parse('2026-01-05T08:00:00Z');
const DAY = 86_400_000;

interface Planned {
  readonly at: number;
  readonly act: () => Promise<void>;
}

const spoiled = (plant: SimulationOptions['plant']) => {
  let written = 0;
  return (changes: readonly Change[]): readonly Change[] => {
    if (plant === 'lost-wake-ups')
      return changes.filter(
        (change) => !('replace' in change && change.replace === 'wake-up' && change.record.kind === 'due'),
      );
    if (plant === 'lost-event') {
      const told = (change: Change): boolean => 'put' in change && change.put === 'case-event';
      if (changes.some(told)) written += 1;
      return written === 40 ? changes.filter((change) => !told(change)) : changes;
    }
    return changes;
  };
};

/** Runs a whole club: people arrive, answer early, late or not at all, refuse and withdraw; the same seed gives the same years. */
export async function simulate(options: SimulationOptions): Promise<Simulated> {
  const began = performance.now();
  const chance = randomFrom(options.seed);
  const end = START + options.years * 365 * DAY;
  const opened: Task[] = [];
  const house = await openHouse({
    at: instant(START),
    seed: options.seed,
    spoil: spoiled(options.plant),
    committed: (changes) => {
      for (const change of changes)
        if ('put' in change && change.put === 'task' && change.record.version === 1) opened.push(change.record);
    },
  });
  if (options.plant === 'twice-sent') {
    const { send } = house.ports.mailer;
    const doubled = house.ports.mailer as { send: typeof send };
    doubled.send = async (letter) => {
      if (house.letters.length % 10 === 0) await send(letter);
      return send(letter);
    };
  }
  const cases: CaseId[] = [];
  const refused: Record<string, number> = {};
  const agenda: Planned[] = [];
  let acts = 0;
  const plan = (at: number, act: Planned['act']): void => {
    const place = agenda.findIndex((other) => other.at > at);
    agenda.splice(place < 0 ? agenda.length : place, 0, { at, act });
  };

  const answer = async (task: Task, tries: number): Promise<void> => {
    const current = await house.store.read('task', { taskId: task.taskId });
    if (current === undefined || current.status !== 'open') return;
    const act = await choose(house, current, chance);
    if (act === undefined) return;
    const result = await perform(house, current.caseId, act);
    acts += 1;
    if (result.ok) return;
    const detail =
      result.failure.errors?.map(({ pointer, code }) => `${pointer} ${code}`).join(', ') ?? result.failure.reason;
    const key = `${task.step}: ${result.failure.code} ${detail ?? ''}`;
    refused[key] = (refused[key] ?? 0) + 1;
    if (tries < 5) plan(Date.parse(house.ports.now()) + DAY, () => answer(task, tries + 1));
  };
  const arrive = async (): Promise<void> => {
    const who = chance();
    const by = who < 0.6 ? 'opsSocialWorker' : who < 0.8 ? 'pupAdviser' : 'participant';
    const self = by === 'participant';
    const filed = await fileReferral(house.ports, self ? 'public' : house.actor(by), {
      organisationId: 'kis' as OrganisationId,
      form: REFERRAL_FORM,
      answers: self
        ? example('referral/minimal')
        : referralAnswers(by === 'pupAdviser' ? { referralSource: 'pup' } : {}),
      ...(self ? { signature: { name: 'Osoba', method: 'drawn', evidence: 'M0 0' } } : {}),
    });
    const { caseId } = must(filed);
    cases.push(caseId);
    if (chance() < 0.05)
      plan(Date.parse(house.ports.now()) + Math.floor(chance() * 200) * DAY, async () => {
        if ((await caseOf(house, caseId)).closedAt === undefined)
          await withdrawCase(house.ports, house.actor('caseManager'), { caseId, reason: 'Wyjazd.' });
      });
  };
  for (let person = 0; person < options.participants; person += 1)
    plan(START + Math.floor(chance() * Math.min(options.years, 2) * 365 * DAY), arrive);

  while (agenda.length > 0) {
    const next = agenda.shift();
    if (next === undefined || next.at > end) break;
    if (next.at > Date.parse(house.ports.now())) await house.advanceTo(instant(next.at));
    await next.act();
    await house.settle();
    for (const task of opened.splice(0)) plan(answerMoment(task, chance), () => answer(task, 0));
    // Tasks that time itself opens (a waiting cycle) are found on the way.
    const timer = house.engine.running.api.store.nextDue();
    if (timer !== undefined && timer <= end && !agenda.some(({ at }) => at <= timer + 1_000))
      plan(timer + 1_000, async () => undefined);
  }
  await house.advanceTo(instant(end));
  const broken = await brokenInvariants(house, cases);
  const counted = await indicators(house, cases);
  await house.close();
  return { broken, indicators: counted, acts, refused, milliseconds: Math.round(performance.now() - began) };
}
