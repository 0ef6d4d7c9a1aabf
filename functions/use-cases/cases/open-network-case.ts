import type { Case, CaseKind } from '../../domain/cases/case.ts';
import { EMPTY_HEAD } from '../../domain/cases/events.ts';
import type { Actor } from '../../domain/directory/directory.ts';
import type { CaseId, OrganisationId } from '../../domain/ids.ts';
import { fail, type Result } from '../../domain/result.ts';
import { localDateOf } from '../../domain/time.ts';
import { PROCESSES } from '../../domain/workflows/catalogue.ts';
import { byOf } from '../acting.ts';
import type { Ports } from '../ports.ts';
import { changeCase, commitAll, decideAgain } from './case-changes.ts';
import { nextReference } from './file-referral.ts';
import { startProcess } from './start-process.ts';

/** Processes of a network that somebody opens, and the kind of case that each runs on. */
const KINDS: Readonly<Record<string, CaseKind>> = {
  'partnership-agreement': 'partnership',
  membership: 'partnership',
  'convention-meeting': 'partnership',
  'cooperation-assessment': 'assessment',
};

/** Opens a case of a network (an agreement, a membership change, meetings, an assessment) with its process; `partner` is whom it is about. */
export const openNetworkCase = (
  ports: Pick<Ports, 'store' | 'now' | 'newId'>,
  actor: Actor,
  input: { readonly process: string; readonly partner?: OrganisationId },
): Promise<Result<{ readonly caseId: CaseId; readonly reference: string }>> =>
  decideAgain(async () => {
    const kind = KINDS[input.process];
    if (kind === undefined || !PROCESSES.has(input.process))
      return fail('invalid-input', { errors: [{ pointer: '/process', code: 'not-an-option' }] });
    const own = await ports.store.read('organisation', { organisationId: actor.organisationId });
    if (own?.networkId === undefined) return fail('wrong-state', { reason: 'no-network' });
    const { items } = await ports.store.list(
      'organisations-of-network',
      { networkId: own.networkId },
      { limit: 1_000 },
    );
    const club = items.find(({ kind: its }) => its === 'kis') ?? own;
    const at = ports.now();
    const { reference, change } = await nextReference(ports, club, localDateOf(at).slice(0, 4));
    const opened: Case = {
      caseId: ports.newId() as CaseId,
      kind,
      reference,
      phase: 'open',
      organisationId: club.organisationId,
      networkId: own.networkId,
      regionId: club.regionId,
      referrerOrganisationId: actor.organisationId,
      referrerPersonId: actor.personId,
      referrerRole: actor.role,
      ...(input.partner === undefined ? {} : { partnerOrganisationId: input.partner }),
      processes: {},
      documents: {},
      openedAt: at,
      head: EMPTY_HEAD,
      version: 0,
    };
    const changes = changeCase(opened, at);
    changes.event('case-opened', byOf(actor), { reference, process: input.process });
    startProcess(changes, input.process);
    changes.put(change);
    changes.tell({ type: 'case-changed', caseId: opened.caseId });
    const done = await commitAll(ports.store, changes.all(), { caseId: opened.caseId, reference });
    return done.ok || done.failure.code !== 'already-done' ? done : fail('conflict');
  });
