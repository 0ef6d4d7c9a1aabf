import { addDays, weekdayOf } from '../../functions/domain/deadlines/index.ts';
import type { Task } from '../../functions/domain/tasks/task.ts';
import { instant, localDateOf } from '../../functions/domain/time.ts';
import { taskRuleOf } from '../../functions/domain/workflows/catalogue.ts';
import type { Answers } from './acting.ts';
import { caseOf } from './acting.ts';
import type { House } from './house.ts';
import type { Act } from './play-case.ts';
import { acceptance, opinion, PARTIES } from './start-referral.ts';

type Chance = () => number;
const DAY = 86_400_000;

/** When somebody gets to a task: mostly in time, sometimes late, now and then very late; never at night or at the weekend. */
export function answerMoment(task: Task, chance: Chance): number {
  const opened = Date.parse(task.opened);
  const span = Math.max(Date.parse(task.due.at) - opened, DAY);
  const draw = chance();
  const share = draw < 0.8 ? 0.1 + chance() * 0.8 : draw < 0.95 ? 1 + chance() * 0.6 : 2 + chance() * 3;
  let day = localDateOf(instant(opened + span * share));
  if (day <= localDateOf(task.opened)) day = addDays(localDateOf(task.opened), 1);
  while (weekdayOf(day) > 5) day = addDays(day, 1);
  return Date.parse(`${day}T08:00:00Z`) + Math.floor(chance() * 6 * 3_600_000);
}

const days = (at: number, count: number): string => addDays(localDateOf(instant(at)), count);

/** Who acts on a task: the participant, the person, or one of the two in the role (not one who filed what is judged). */
function actorOf(task: Task, chance: Chance, avoid: string | undefined): string {
  const { assignee } = task;
  if (assignee.kind === 'participant') return 'participant';
  const name = assignee.kind === 'person' ? assignee.personId : chance() < 0.7 ? assignee.role : `${assignee.role}2`;
  return assignee.kind === 'role' && name === avoid ? (name.endsWith('2') ? assignee.role : `${assignee.role}2`) : name;
}

const REFUSAL: Answers = { refusalReason: 'otherInstitution' };

/** What somebody does with a task, drawn by chance: usual ways often, refusals, returns and changes sometimes. */
export async function choose(house: House, task: Task, chance: Chance): Promise<Act | undefined> {
  const found = await caseOf(house, task.caseId);
  const now = Date.parse(house.ports.now());
  const today = days(now, 0);
  const as = actorOf(task, chance, found.referrerPersonId);
  const base = { at: house.ports.now(), as, step: task.step };
  const often = (share: number): boolean => chance() < share;
  const { items: documents } = await house.store.list('documents-of-case', { caseId: task.caseId }, { limit: 1_000 });
  const lastReport = documents
    .filter(({ form, status }) => form.slug === 'change-report' && (status === 'active' || status === 'superseded'))
    .sort((left, right) => (left.changedAt < right.changedAt ? 1 : -1))[0];
  switch (task.step) {
    case 'recruitment/confirm':
      return often(0.95) ? { ...base, sign: true } : { ...base, decline: 'no-contract', reason: 'Nie teraz.' };
    case 'recruitment/check-completeness':
      return often(0.85) ? { ...base, outcome: 'complete' } : { ...base, outcome: 'return', reason: 'Brakuje.' };
    case 'recruitment/correct':
      return often(0.9)
        ? {
            ...base,
            fill: as === 'participant' ? 'referral/minimal' : 'referral/full',
            answers: correction(found, now),
          }
        : { ...base, outcome: 'withdrawn', reason: 'Rezygnacja.' };
    case 'recruitment/survey':
      return { ...base, fill: 'recruitment-survey/minimal' };
    case 'recruitment/opinion':
      return {
        ...base,
        as: often(0.5) ? 'psychologist' : 'careerAdviser',
        fill: 'referral-decision/minimal',
        answers: opinion(today),
      };
    case 'recruitment/decide':
    case 'social-contract/reconsider': {
      const route = found.opsOrganisationId === undefined ? 'internalAgreement' : 'socialContract';
      const yes: Answers = { ...acceptance(today, route), startDate: days(now, 14) };
      if (often(0.8)) return { ...base, fill: 'referral-decision/minimal', answers: yes };
      const team = yes.team;
      return often(0.5)
        ? { ...base, fill: 'referral-decision/minimal', answers: { ...REFUSAL, team, meetingDate: today } }
        : {
            ...base,
            fill: 'referral-decision/minimal',
            answers: { ...opinion(today), decision: 'completion', justification: 'Prosimy o opis.' },
          };
    }
    case 'social-contract/draft-contract':
    case 'contract-review/amend-contract':
      return { ...base, fill: 'social-contract/minimal', answers: { ...PARTIES, strengths: `Zasoby ${now}.` } };
    case 'social-contract/draft-agreement':
    case 'contract-review/amend-agreement': {
      const { participant, kis } = PARTIES.parties;
      const entrySource = found.referrerPersonId === undefined ? 'self' : 'pup';
      return {
        ...base,
        fill: 'internal-agreement/minimal',
        answers: { parties: { participant, kis }, entrySource, strengths: `Zasoby ${now}.` },
      };
    }
    case 'contract-review/review': {
      const draw = chance();
      const decision = draw < 0.75 ? 'keep' : draw < 0.9 ? 'amend' : draw < 0.95 ? 'suspend' : 'end';
      return {
        ...base,
        fill: 'contract-review/minimal',
        answers: {
          contractRef: found.route === 'socialContract' ? '@social-contract' : '@internal-agreement',
          decision,
        },
      };
    }
    case 'diagnosis/tools':
      return { ...base, fill: 'diagnostic-tools/minimal' };
    case 'diagnosis/report':
      return { ...base, fill: 'diagnostic-report/minimal', answers: { goals: `Cele ${now}.` } };
    case 'individual-action-plan/draft':
    case 'individual-action-plan/update':
      return {
        ...base,
        fill: 'individual-action-plan/minimal',
        answers: {
          diagnosisRef: '@diagnostic-report',
          actions: PLAN_ACTIONS,
          observationFrom: days(now, -30),
          observationTo: days(now, -5),
          updateReason: 'Nowa sytuacja.',
        },
      };
    case 'change-report/report': {
      const to = days(now, -1);
      const after = lastReport === undefined ? days(now, -30) : addDays(lastReport.answers.periodTo as never, 1);
      const draw = chance();
      const corrections = draw < 0.8 ? 'none' : draw < 0.9 ? 'updateIpd' : draw < 0.95 ? 'reviewContract' : 'exit';
      return {
        ...base,
        fill: 'change-report/minimal',
        answers: {
          periodFrom: after,
          periodTo: to < after ? after : to > addDays(after as never, 55) ? addDays(after as never, 55) : to,
          corrections,
          ...(corrections === 'none' ? {} : { correctionsNote: 'Zmiana.' }),
        },
      };
    }
    case 'advisory-card/open':
      return { ...base, fill: 'advisory-card/minimal' };
    case 'exit/card':
      return {
        ...base,
        fill: 'exit-card/minimal',
        answers: {
          endDate: today > (found.startDate ?? '') ? today : (found.startDate ?? today),
          fullCycle: null,
          followUpConsent: often(0.7) ? 'yes' : 'no',
          contactAfter: '600 100 200',
        },
      };
    case 'exit/follow-up':
      return { ...base, fill: 'follow-up/minimal', answers: { contactDate: today } };
    case 'partner-request/request':
      return {
        ...base,
        fill: 'service-request/minimal',
        answers: {
          partner: 'partner',
          neededFrom: days(now, 30),
          neededTo: days(now, 60),
          answer: null,
          fulfilled: null,
        },
      };
    case 'partner-request/answer': {
      const answer = often(0.7) ? 'accept' : 'refuse';
      return {
        ...base,
        fill: 'service-request/minimal',
        answers: {
          partner: 'partner',
          neededFrom: days(now, 30),
          neededTo: days(now, 60),
          answer,
          fulfilled: null,
          ...(answer === 'refuse' ? { answerReason: 'Remont.' } : {}),
        },
      };
    }
    default:
      return decideByRule(task, { ...base, as }, chance);
  }
}

const PLAN_ACTIONS = [
  {
    goalRef: 1,
    serviceType: 'psychologicalCounselling',
    category: 'social',
    mode: 'individual',
    provider: 'kis',
    hoursPerWeek: 1,
    from: '2026-03-16',
    to: '2026-09-30',
    stage: 1,
  },
];

const correction = (found: { readonly referrerPersonId?: string }, now: number): Answers => ({
  reason: `Szerszy opis ${now}.`,
  ...(found.referrerPersonId === undefined
    ? {}
    : {
        hasSocialContract: 'no',
        fullContract: null,
        ...(found.referrerPersonId.startsWith('pup') ? { referralSource: 'pup' } : {}),
        participant: {
          firstName: 'Anna',
          lastName: 'Nowak',
          birthDate: '1980-02-03',
          residence: 'Lipniki',
          email: 'anna@example.org',
        },
      }),
});

/** Signatures, reviews and plain confirmations: mostly the first outcome, sometimes another. */
function decideByRule(task: Task, base: Act, chance: Chance): Act | undefined {
  const rule = taskRuleOf(task.step);
  if (rule.act === 'sign') {
    if (task.signer === undefined) return undefined; // the collecting task ends with its parts
    if (chance() < 0.92) return { ...base, sign: true };
    return { ...base, decline: rule.outcomes.changes === undefined ? 'no-contract' : 'changes', reason: 'Powód.' };
  }
  if (rule.parts !== undefined) return undefined;
  const outcomes = Object.entries(rule.outcomes).filter(([name]) => !name.endsWith('-again'));
  const pick = chance() < 0.85 ? 0 : Math.floor(chance() * outcomes.length);
  const [outcome, { needsReason }] = outcomes[pick] ?? outcomes[0] ?? ['', { needsReason: false }];
  return { ...base, outcome, ...(needsReason === true ? { reason: 'Powód.' } : {}) };
}
