import accompanyingSupport from '../../../workflows/accompanying-support.tasks.json' with { type: 'json' };
import advisoryCard from '../../../workflows/advisory-card.tasks.json' with { type: 'json' };
import changeReport from '../../../workflows/change-report.tasks.json' with { type: 'json' };
import contact from '../../../workflows/contact.tasks.json' with { type: 'json' };
import contractReview from '../../../workflows/contract-review.tasks.json' with { type: 'json' };
import conventionMeeting from '../../../workflows/convention-meeting.tasks.json' with { type: 'json' };
import cooperationAssessment from '../../../workflows/cooperation-assessment.tasks.json' with { type: 'json' };
import dataSharing from '../../../workflows/data-sharing.tasks.json' with { type: 'json' };
import diagnosis from '../../../workflows/diagnosis.tasks.json' with { type: 'json' };
import escalations from '../../../workflows/escalations.json' with { type: 'json' };
import exit from '../../../workflows/exit.tasks.json' with { type: 'json' };
import individualActionPlan from '../../../workflows/individual-action-plan.tasks.json' with { type: 'json' };
import membership from '../../../workflows/membership.tasks.json' with { type: 'json' };
import partnerRequest from '../../../workflows/partner-request.tasks.json' with { type: 'json' };
import partnershipAgreement from '../../../workflows/partnership-agreement.tasks.json' with { type: 'json' };
import recruitment from '../../../workflows/recruitment.tasks.json' with { type: 'json' };
import socialContract from '../../../workflows/social-contract.tasks.json' with { type: 'json' };
import surveyCampaign from '../../../workflows/survey-campaign.tasks.json' with { type: 'json' };
import timers from '../../../workflows/timers.json' with { type: 'json' };
import type { EscalationChain, ProcessRules, TaskRule, TimerRule } from './process.ts';

// The lint holds every file to these types; JSON imports widen unions to strings, so that a cast is needed here.
const SHIPPED = [
  partnershipAgreement,
  membership,
  conventionMeeting,
  accompanyingSupport,
  advisoryCard,
  changeReport,
  contact,
  contractReview,
  cooperationAssessment,
  dataSharing,
  diagnosis,
  exit,
  individualActionPlan,
  partnerRequest,
  recruitment,
  socialContract,
  surveyCampaign,
] as unknown as readonly ProcessRules[];

/** Every process of this release by its slug. */
export const PROCESSES: ReadonlyMap<string, ProcessRules> = new Map(SHIPPED.map((rules) => [rules.process, rules]));

/** Every configurable time by its key. */
export const TIMERS = new Map(
  Object.entries(timers as Readonly<Record<string, unknown>>).filter(([key]) => key !== '$comment'),
) as unknown as ReadonlyMap<string, TimerRule>;

/** Every escalation chain by its name. */
export const ESCALATIONS = new Map(Object.entries(escalations)) as unknown as ReadonlyMap<string, EscalationChain>;

/** The rule of `<process>/<step>`; an unknown step is a bug of a workflow, which the lint finds first. */
export function taskRuleOf(step: string): TaskRule {
  const [process = '', name = ''] = step.split('#', 1)[0]?.split('/') ?? [];
  const rule = PROCESSES.get(process)?.steps[name];
  if (rule === undefined) throw new Error(`no task rule for ${step}`);
  return rule;
}

/** The default rule of a timer; an unknown key is a bug. */
export function timerOf(key: string): TimerRule {
  const timer = TIMERS.get(key);
  if (timer === undefined) throw new Error(`no timer ${key}`);
  return timer;
}

/** An escalation chain by name; an unknown one is a bug. */
export function escalationOf(name: string): EscalationChain {
  const chain = ESCALATIONS.get(name);
  if (chain === undefined) throw new Error(`no escalation chain ${name}`);
  return chain;
}
