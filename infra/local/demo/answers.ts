import surveyLibrary from '../../../forms/institution-survey/examples/full.json' with { type: 'json' };
import surveyBusiness from '../../../forms/institution-survey/examples/minimal.json' with { type: 'json' };
import agreement from '../../../forms/internal-agreement/examples/minimal.json' with { type: 'json' };
import surveyFull from '../../../forms/recruitment-survey/examples/full.json' with { type: 'json' };
import surveyAlone from '../../../forms/recruitment-survey/examples/minimal.json' with { type: 'json' };
import referralFull from '../../../forms/referral/examples/full.json' with { type: 'json' };
import referralSelf from '../../../forms/referral/examples/minimal.json' with { type: 'json' };
import decisionFull from '../../../forms/referral-decision/examples/full.json' with { type: 'json' };
import decisionRefusal from '../../../forms/referral-decision/examples/minimal.json' with { type: 'json' };
import contract from '../../../forms/social-contract/examples/minimal.json' with { type: 'json' };
import type { LocalDate } from '../../../functions/domain/time.ts';

type Answers = Readonly<Record<string, unknown>>;

/** An invented participant. */
export interface Participant {
  readonly firstName: string;
  readonly lastName: string;
  readonly birthDate: string;
  readonly residence: string;
  readonly email: string;
}

const { fullContract: _, ...referralByOps } = referralFull.answers;

/** A1 by an institution's worker. */
export const referralBy = (participant: Participant, source: 'ops' | 'pup' | 'ngo', worker: string): Answers => ({
  ...referralByOps,
  participant,
  referralSource: source,
  referringWorker: worker,
  hasSocialContract: 'no',
});

/** A1 by the person. */
export const selfReferral = (participant: Participant): Answers => ({ ...referralSelf.answers, participant });

/** A2; a person alone or with a household. */
export const recruitmentSurvey = (alone: boolean): Answers => (alone ? surveyAlone.answers : surveyFull.answers);

/** The team's part of A3. */
export const opinion = (meetingDate: LocalDate): Answers => {
  const { team, fitAssessment, teamOpinion } = decisionFull.answers;
  return { team, fitAssessment, teamOpinion, meetingDate };
};

/** A3: the person is accepted. */
export const acceptance = (
  meetingDate: LocalDate,
  startDate: LocalDate,
  caseManager: string,
  route: string,
): Answers => ({
  ...decisionFull.answers,
  meetingDate,
  startDate,
  caseManager,
  route,
});

/** A3: the club refuses and names another offer. */
export const refusal = (meetingDate: LocalDate): Answers => ({
  ...decisionRefusal.answers,
  team: decisionFull.answers.team,
  meetingDate,
});

/** A4 or A5 for this person, valid from a day, with goals half a year ahead. */
export function contractFor(
  kind: 'social-contract' | 'internal-agreement',
  parties: Answers,
  from: LocalDate,
  until: LocalDate,
): Answers {
  const { answers } = kind === 'social-contract' ? contract : agreement;
  return {
    ...answers,
    parties,
    validFrom: from,
    goals: answers.goals.map((goal) => ({ ...goal, dueDate: until })),
    ...(kind === 'internal-agreement'
      ? { participantCommitments: agreement.answers.participantCommitments.map((one) => ({ ...one, dueDate: until })) }
      : {}),
  };
}

const KINDS = [
  'administration',
  'socialAssistance',
  'education',
  'culture',
  'health',
  'sport',
  'church',
  'ngo',
] as const;

/** C1 of the n-th institution: kinds and opinions vary so that the results have something to show. */
export const surveyAnswer = (number: number): Answers => ({
  ...(number % 3 === 0 ? surveyBusiness.answers : surveyLibrary.answers),
  q1InstitutionKind: number % 3 === 0 ? 'business' : KINDS[number % KINDS.length],
});
