import { barrierPlanWhenBarriers } from './barrier-plan-when-barriers.ts';
import { barrierSupport } from './barrier-support.ts';
import { benefitConfirmed } from './benefit-confirmed.ts';
import { bothHaveGranted } from './both-have-granted.ts';
import { categoryFitsService } from './category-fits-service.ts';
import { changeMatrixComplete } from './change-matrix-complete.ts';
import { changePeriod } from './change-period.ts';
import { coAuthored } from './co-authored.ts';
import { consentCoversRecipient } from './consent-covers-recipient.ts';
import { consentNotBeyondExit } from './consent-not-beyond-exit.ts';
import { dateOrder } from './date-order.ts';
import { detailedPartFilled } from './detailed-part-filled.ts';
import { diagnosisIsSigned } from './diagnosis-is-signed.ts';
import { earlyEnd } from './early-end.ts';
import { endAfterBreachNeedsAmendment } from './end-after-breach-needs-amendment.ts';
import { entriesOnlyAppended } from './entries-only-appended.ts';
import { entryNotFromOps } from './entry-not-from-ops.ts';
import { everyoneHasAStatus } from './everyone-has-a-status.ts';
import { exitFactsEntered } from './exit-facts-entered.ts';
import { fiveSpheres } from './five-spheres.ts';
import { followUpLate, followUpWindow } from './follow-up-window.ts';
import { fulfilmentConfirmed } from './fulfilment-confirmed.ts';
import { endAfterStart, fullCycle } from './full-cycle.ts';
import { goalExists } from './goal-exists.ts';
import { householdOrLivesAlone } from './household-or-lives-alone.ts';
import { kisConsultedAndFullAccess } from './kis-consulted-and-full-access.ts';
import { meetingNotInFuture } from './meeting-not-in-future.ts';
import { nobodyInTwoPlaces } from './nobody-in-two-places.ts';
import { nonEmploymentMeasureAmongGoals } from './non-employment-measure-among-goals.ts';
import { observationTwoWeeks } from './observation-two-weeks.ts';
import { oneDeficitAtLeast } from './one-deficit-at-least.ts';
import { opsClientGetsSocialContract } from './ops-client-gets-social-contract.ts';
import { participantHasSigned } from './participant-has-signed.ts';
import { participantSignedOrReason } from './participant-signed-or-reason.ts';
import { partnerHasAnswered } from './partner-has-answered.ts';
import { psychologistHasGivenOpinion } from './psychologist-has-given-opinion.ts';
import { requestAheadOfTime } from './request-ahead-of-time.ts';
import type { Rule } from './rule.ts';
import { sessionsWithinWeek } from './sessions-within-week.ts';
import { socialShareIncident } from './social-share-incident.ts';
import { socialShareNeedsReason } from './social-share-needs-reason.ts';
import { socialShareTwoThirds } from './social-share-two-thirds.ts';
import { stagesRiseGradually } from './stages-rise-gradually.ts';
import { teamHasOpsAndKis } from './team-has-ops-and-kis.ts';
import { terminationNeedsReview } from './termination-needs-review.ts';
import { threeDimensionsOrReason } from './three-dimensions-or-reason.ts';
import { ticketForTicket } from './ticket-for-ticket.ts';
import { updateNeedsReason } from './update-needs-reason.ts';
import { weekStartsOnMonday } from './week-starts-on-monday.ts';

/** Rules of the participant's documents (catalogue A), in the order of the path. */
export const participantRules: readonly Rule[] = [
  oneDeficitAtLeast,
  participantHasSigned,
  householdOrLivesAlone,
  barrierSupport,
  teamHasOpsAndKis,
  opsClientGetsSocialContract,
  meetingNotInFuture,
  nonEmploymentMeasureAmongGoals,
  kisConsultedAndFullAccess,
  dateOrder,
  entryNotFromOps,
  coAuthored,
  endAfterBreachNeedsAmendment,
  fiveSpheres,
  socialShareTwoThirds,
  threeDimensionsOrReason,
  diagnosisIsSigned,
  observationTwoWeeks,
  goalExists,
  categoryFitsService,
  barrierPlanWhenBarriers,
  updateNeedsReason,
  stagesRiseGradually,
  weekStartsOnMonday,
  sessionsWithinWeek,
  nobodyInTwoPlaces,
  socialShareNeedsReason,
  everyoneHasAStatus,
  socialShareIncident,
  detailedPartFilled,
  psychologistHasGivenOpinion,
  entriesOnlyAppended,
  exitFactsEntered,
  changePeriod,
  changeMatrixComplete,
  benefitConfirmed,
  bothHaveGranted,
  consentNotBeyondExit,
  requestAheadOfTime,
  consentCoversRecipient,
  partnerHasAnswered,
  fulfilmentConfirmed,
  ticketForTicket,
  fullCycle,
  endAfterStart,
  earlyEnd,
  terminationNeedsReview,
  participantSignedOrReason,
  followUpWindow,
  followUpLate,
];
