import type { ParticipantPhase } from './case.ts';

/** Where a participant's case stands, in words for staff. */
export const PHASE_TITLES = {
  referred: 'Skierowanie',
  returned: 'Do poprawy',
  surveying: 'Ankieta rekrutacyjna',
  deciding: 'Decyzja o przyjęciu',
  contracting: 'Kontrakt lub umowa',
  active: 'W klubie',
  refused: 'Odmowa',
  withdrawn: 'Wycofane',
  'not-concluded': 'Bez kontraktu',
  ended: 'Zakończone',
} as const satisfies Record<ParticipantPhase, string>;

/** Phases in which a case still waits for somebody. */
export const OPEN_PHASES: readonly ParticipantPhase[] = [
  'referred',
  'returned',
  'surveying',
  'deciding',
  'contracting',
  'active',
];

/** A phase in words; phases of other kinds of cases come back as they are. */
export const phaseTitle = (phase: string): string => (PHASE_TITLES as Readonly<Record<string, string>>)[phase] ?? phase;
