import type { Rule } from '../rules/rule.ts';
import { allEightPrinciples } from './all-eight-principles.ts';
import { apoliticalYes } from './apolitical-yes.ts';
import { atLeastTwoParties } from './at-least-two-parties.ts';
import { capacityByMeeting } from './capacity-by-meeting.ts';
import { caseReviewAtStrategic } from './case-review-at-strategic.ts';
import { commentAnswered } from './comment-answered.ts';
import { commentForLowScores } from './comment-for-low-scores.ts';
import { financialValue } from './financial-value.ts';
import { informalPartnership } from './informal-partnership.ts';
import { interviewEndsAfterStart } from './interview-ends-after-start.ts';
import { interviewPartTimes } from './interview-part-times.ts';
import { interviewTotalTime } from './interview-total-time.ts';
import { invitationWeekAhead } from './invitation-week-ahead.ts';
import { leaderIsAParty } from './leader-is-a-party.ts';
import { leaveNotice } from './leave-notice.ts';
import { letterTwoWeeksAhead } from './letter-two-weeks-ahead.ts';
import { meetingCadence } from './meeting-cadence.ts';
import { nextMeetingAfter } from './next-meeting-after.ts';
import { noOpenComment } from './no-open-comment.ts';
import { noTypeC } from './no-type-c.ts';
import { oneInstitutionOneVote } from './one-institution-one-vote.ts';
import { proposalsUnder60 } from './proposals-under-60.ts';
import { quorum } from './quorum.ts';
import { reportAdopted } from './report-adopted.ts';
import { resourcesOrNone } from './resources-or-none.ts';
import { surveyBranching } from './survey-branching.ts';
import { termsAccepted } from './terms-accepted.ts';
import { twoDifferentRepresentatives } from './two-different-representatives.ts';
import { uniqueCardNumber } from './unique-card-number.ts';
import { uniquePriorities } from './unique-priorities.ts';
import { voteAfterConsensus } from './vote-after-consensus.ts';
import { votesWithinPresent } from './votes-within-present.ts';

/** Rules of the network's and research documents (catalogue B and C). */
export const networkRules: readonly Rule[] = [
  allEightPrinciples,
  apoliticalYes,
  atLeastTwoParties,
  capacityByMeeting,
  caseReviewAtStrategic,
  commentAnswered,
  commentForLowScores,
  financialValue,
  informalPartnership,
  interviewEndsAfterStart,
  interviewPartTimes,
  interviewTotalTime,
  invitationWeekAhead,
  leaderIsAParty,
  leaveNotice,
  letterTwoWeeksAhead,
  meetingCadence,
  nextMeetingAfter,
  noOpenComment,
  noTypeC,
  oneInstitutionOneVote,
  proposalsUnder60,
  quorum,
  reportAdopted,
  resourcesOrNone,
  surveyBranching,
  termsAccepted,
  twoDifferentRepresentatives,
  uniqueCardNumber,
  uniquePriorities,
  voteAfterConsensus,
  votesWithinPresent,
];

export { type CooperationScores, cooperationScores } from './cooperation-scores.ts';
export { inactionBalance } from './inaction-balance.ts';
