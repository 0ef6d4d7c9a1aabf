import type { ParticipantPhase } from './case.ts';

/** Where a participant's case may go from each phase; one that leads nowhere is an end. Drives the rules and the diagram. */
export const PHASE_TRANSITIONS = {
  referred: ['returned', 'surveying', 'deciding', 'withdrawn'],
  returned: ['referred', 'withdrawn'],
  surveying: ['deciding', 'withdrawn'],
  deciding: ['returned', 'contracting', 'refused', 'withdrawn'],
  contracting: ['active', 'not-concluded', 'withdrawn'],
  active: ['ended', 'withdrawn'],
  refused: [],
  withdrawn: [],
  'not-concluded': [],
  ended: [],
} satisfies Record<ParticipantPhase, readonly ParticipantPhase[]>;

const isPhase = (phase: string): phase is ParticipantPhase => Object.hasOwn(PHASE_TRANSITIONS, phase);

/** Whether a case that stands in one phase may go to the other; staying is always allowed. */
export function mayGo(from: string, to: string): boolean {
  if (from === to) return true;
  return isPhase(from) && isPhase(to) && (PHASE_TRANSITIONS[from] as readonly ParticipantPhase[]).includes(to);
}

/** Whether a phase is an end, from which no path leads. */
export const isEnd = (phase: string): boolean => isPhase(phase) && PHASE_TRANSITIONS[phase].length === 0;

/** Polish names of phases, as boards and case pages show them. */
export const PHASE_NAMES: Readonly<Record<ParticipantPhase, string>> = {
  referred: 'skierowanie złożone',
  returned: 'do uzupełnienia',
  surveying: 'ankieta rekrutacyjna',
  deciding: 'rozstrzygnięcie o przyjęciu',
  contracting: 'kontrakt lub umowa',
  active: 'uczestniczy w klubie',
  refused: 'odmowa',
  withdrawn: 'wycofane',
  'not-concluded': 'bez kontraktu',
  ended: 'udział zakończony',
};

/** Phases in which a case still waits for somebody. */
export const OPEN_PHASES = (Object.keys(PHASE_NAMES) as readonly ParticipantPhase[]).filter((phase) => !isEnd(phase));

/** Polish names of a campaign's states, which are the phases of its case. */
const CAMPAIGN_PHASE_NAMES: Readonly<Record<string, string>> = {
  draft: 'ankieta: szkic',
  'awaiting-approval': 'ankieta: czeka na zgodę',
  open: 'ankieta: otwarta',
  closed: 'ankieta: zamknięta',
};

/** A phase in words, of a participant's case or a campaign's; an unknown one comes back as it is. */
export const phaseName = (phase: string): string =>
  isPhase(phase) ? PHASE_NAMES[phase] : (CAMPAIGN_PHASE_NAMES[phase] ?? phase);

/** The readable number of a case, `LUB/2026/0007`: code of the club, year, running number. */
export const referenceOf = (code: string, year: string, number: number): string =>
  `${code}/${year}/${String(number).padStart(4, '0')}`;
