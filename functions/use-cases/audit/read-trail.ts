import { definitionChain, directoryChain, isHeadless, privacyChain, readsChain } from '../../domain/audit/chains.ts';
import { EVENT_TITLES } from '../../domain/audit/event-titles.ts';
import { type ChainVerdict, verifyChain } from '../../domain/audit/verify.ts';
import type { Case, CaseEvent } from '../../domain/cases/case.ts';
import { ROLE_TITLES } from '../../domain/directory/role-titles.ts';
import type { RoleCode } from '../../domain/directory/roles.ts';
import type { CaseId, PersonId } from '../../domain/ids.ts';
import { localDateOf } from '../../domain/time.ts';
import type { Ports } from '../ports.ts';
import { eventsOf } from './verify-chains.ts';

/** Which record is asked for: a case's events or who read it, an institution's directory or privacy acts, or definitions of a scope. */
export type Trail =
  | { readonly kind: 'case' | 'reads'; readonly record: Case }
  | { readonly kind: 'directory' | 'privacy'; readonly organisationId: string }
  | { readonly kind: 'definitions'; readonly scope: string };

export interface TrailFilter {
  readonly type?: string;
  readonly who?: string;
  readonly from?: string;
  readonly to?: string;
}

export interface TrailLine {
  readonly sequence: number;
  readonly at: string;
  readonly type: string;
  readonly title: string;
  readonly who: string;
  readonly role: string;
  readonly details: string;
}

const chainOf = (trail: Trail): CaseId => {
  if ('record' in trail) return trail.kind === 'case' ? trail.record.caseId : readsChain(trail.record.caseId);
  if ('scope' in trail) return definitionChain(trail.scope);
  return trail.kind === 'directory' ? directoryChain(trail.organisationId) : privacyChain(trail.organisationId);
};

const titleOfRole = (role: string): string =>
  Object.hasOwn(ROLE_TITLES, role) ? ROLE_TITLES[role as RoleCode] : role === 'system' ? 'system' : role;

async function namesOf(
  ports: Pick<Ports, 'store'>,
  events: readonly CaseEvent[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(events.flatMap(({ by }) => [by.who, by.substitutes ?? '']).filter((id) => id !== ''));
  const names = new Map<string, string>([
    ['system', 'system'],
    ['participant', 'uczestnik'],
  ]);
  for (const id of ids) {
    if (names.has(id)) continue;
    const person = await ports.store.read('person', { personId: id as PersonId });
    names.set(id, person?.name ?? id);
  }
  return names;
}

const isWanted = (event: CaseEvent, filter: TrailFilter): boolean =>
  (filter.type === undefined || event.type === filter.type) &&
  (filter.who === undefined || event.by.who === filter.who || event.by.substitutes === filter.who) &&
  (filter.from === undefined || localDateOf(event.at) >= filter.from) &&
  (filter.to === undefined || localDateOf(event.at) <= filter.to);

/** A record's events in words, newest first, with the verdict on the whole chain; ids stand for everything but staff names. */
export async function readTrail(
  ports: Pick<Ports, 'store'>,
  trail: Trail,
  filter: TrailFilter = {},
): Promise<{
  readonly lines: readonly TrailLine[];
  readonly verdict: ChainVerdict;
  readonly types: readonly string[];
}> {
  const chainId = chainOf(trail);
  const events = await eventsOf(ports, chainId);
  const head = 'record' in trail && !isHeadless(chainId) ? trail.record.head : undefined;
  const wanted = events.filter((event) => isWanted(event, filter)).reverse();
  const names = await namesOf(ports, wanted);
  return {
    verdict: verifyChain(chainId, events, head),
    types: [...new Set(events.map((event) => event.type))].sort(),
    lines: wanted.map((event) => ({
      sequence: event.sequence,
      at: event.at,
      type: event.type,
      title: EVENT_TITLES[event.type] ?? event.type,
      who:
        event.by.substitutes === undefined
          ? (names.get(event.by.who) ?? event.by.who)
          : `${names.get(event.by.who)} (zastępuje: ${names.get(event.by.substitutes)})`,
      role: titleOfRole(event.by.role),
      details: Object.entries(event.data)
        .filter(([, value]) => value !== null)
        .map(([key, value]) => `${key}: ${value}`)
        .join(', '),
    })),
  };
}

/** A cell that no spreadsheet takes for a formula. */
const defused = (text: string): string => (/^[=+\-@\t\r\0]/.test(text) ? `'${text}` : text);

const quoted = (text: string): string => `"${defused(text).replaceAll('"', '""')}"`;

/** The lines as CSV with a byte-order mark, for a spreadsheet. */
export const trailAsCsv = (lines: readonly TrailLine[]): string =>
  `\u{FEFF}${[
    ['nr', 'czas', 'zdarzenie', 'kto', 'rola', 'szczegóły'],
    ...lines.map((line) => [String(line.sequence), line.at, line.title, line.who, line.role, line.details]),
  ]
    .map((row) => row.map(quoted).join(';'))
    .join('\r\n')}\r\n`;
