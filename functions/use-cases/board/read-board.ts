import type { Actor } from '../../domain/directory/directory.ts';
import type { BoardRow } from '../../domain/store/outbox.ts';
import type { Page } from '../../domain/store/store.ts';
import type { Ports } from '../ports.ts';

export interface BoardQuestion {
  readonly phase?: string;
  readonly overdueOnly: boolean;
  readonly caseManagerId?: string;
  readonly after?: string;
}

/** Rows on one screen. */
export const PAGE_SIZE = 25;
/** A filter that the index can't answer looks at this many pages at most, so the cost of a request stays flat. */
const MOST_PAGES = 8;

/** One screen of a club's board, soonest date first; reads one index range whatever the number of cases. */
export async function readBoard(
  ports: Pick<Ports, 'store' | 'now'>,
  actor: Actor,
  question: BoardQuestion,
): Promise<Page<BoardRow>> {
  const { organisationId } = actor;
  const wanted = (row: BoardRow): boolean =>
    question.caseManagerId === undefined || row.caseManagerId === question.caseManagerId;
  const found: BoardRow[] = [];
  let after = question.after;
  for (let page = 0; page < MOST_PAGES; page++) {
    const options = {
      limit: PAGE_SIZE - found.length,
      ...(after === undefined ? {} : { after }),
      ...(question.overdueOnly ? { until: ports.now() } : {}),
    };
    const read =
      question.phase === undefined
        ? await ports.store.list('board-of-organisation', { organisationId }, options)
        : await ports.store.list('board-of-phase', { organisationId, phase: question.phase }, options);
    found.push(...read.items.filter(wanted));
    after = read.next;
    if (after === undefined || found.length >= PAGE_SIZE) break;
  }
  return { items: found, ...(after === undefined ? {} : { next: after }) };
}

/** How many are past their date, counted up to 100 ("100" then means "100 or more"): one range read. */
export async function countOverdue(ports: Pick<Ports, 'store' | 'now'>, actor: Actor): Promise<number> {
  const { organisationId } = actor;
  return (await ports.store.list('board-of-organisation', { organisationId }, { limit: 100, until: ports.now() })).items
    .length;
}
