import type { Case } from '../../domain/cases/case.ts';
import type { RoleCode } from '../../domain/directory/roles.ts';
import type { Document } from '../../domain/documents/document.ts';
import type { OrganisationId, PersonId } from '../../domain/ids.ts';
import type { Store } from '../../domain/store/store.ts';
import type { Assignee } from '../../domain/tasks/task.ts';
import type { Assign, RoleScope } from '../../domain/workflows/process.ts';

/** Who gets a task, and who may act with a participant. */
export interface Assigned {
  readonly assignee: Assignee;
  readonly helper?: Assignee;
  readonly also?: readonly RoleCode[];
}

const KEPT_BY_NOBODY = new Set(['participant', 'link', 'public', 'system']);

const role = (name: RoleCode, organisationId: OrganisationId): Assignee => ({
  kind: 'role',
  role: name,
  organisationId,
});
const person = (personId: PersonId, name: RoleCode, organisationId: OrganisationId): Assignee => ({
  kind: 'person',
  personId,
  role: name,
  organisationId,
});

/** The regional centre's host institution in a region; the club itself when none is entered, so that nothing waits for nobody. */
async function regionalHost(store: Pick<Store, 'list'>, found: Case): Promise<OrganisationId> {
  const { items } = await store.list('organisations-of-region', { regionId: found.regionId }, { limit: 1_000 });
  return items.find(({ kind }) => kind === 'rops')?.organisationId ?? found.organisationId;
}

async function organisationOf(store: Pick<Store, 'list'>, found: Case, scope: RoleScope): Promise<OrganisationId> {
  if (scope === 'region') return regionalHost(store, found);
  if (scope === 'referrer') return found.referrerOrganisationId ?? found.organisationId;
  if (scope === 'ops') return found.opsOrganisationId ?? found.organisationId;
  if (scope === 'partner') return found.partnerOrganisationId ?? found.organisationId;
  return found.organisationId;
}

const byRole = async (store: Pick<Store, 'list'>, found: Case, name: RoleCode, scope: RoleScope): Promise<Assignee> => {
  // Without a social assistance centre nobody there can act: the club's manager does.
  if (scope === 'ops' && found.opsOrganisationId === undefined) return role('kisManager', found.organisationId);
  return role(name, await organisationOf(store, found, scope));
};

const participant = (found: Case): Assignee => ({ kind: 'participant', organisationId: found.organisationId });

const caseManager = (found: Case): Assignee =>
  found.caseManagerId === undefined
    ? role('caseManager', found.organisationId)
    : person(found.caseManagerId, 'caseManager', found.organisationId);

const opsSocialWorker = (found: Case): Assignee => {
  const ops = found.opsOrganisationId;
  if (ops === undefined) return caseManager(found); // nobody of a social assistance centre knows this person
  return found.opsSocialWorkerId === undefined
    ? role('opsSocialWorker', ops)
    : person(found.opsSocialWorkerId, 'opsSocialWorker', ops);
};

const referrer = (found: Case): Assigned =>
  found.referrerPersonId === undefined
    ? { assignee: participant(found), helper: role('caseManager', found.organisationId) }
    : {
        assignee: person(
          found.referrerPersonId,
          found.referrerRole ?? 'referrer',
          found.referrerOrganisationId ?? found.organisationId,
        ),
      };

function author(found: Case, document: Document | undefined): Assigned {
  const who = document?.author;
  if (who === undefined || who === found.referrerPersonId) return referrer(found);
  if (KEPT_BY_NOBODY.has(who)) return { assignee: participant(found), helper: caseManager(found) };
  if (who === found.opsSocialWorkerId) return { assignee: opsSocialWorker(found) };
  return { assignee: person(who as PersonId, 'caseManager', found.organisationId) };
}

/** Finds the people of a rule for one case; a person who is not known yet is replaced by their role. */
export async function assign(
  store: Pick<Store, 'list'>,
  found: Case,
  rule: Assign,
  document?: Document,
): Promise<Assigned> {
  if ('role' in rule) {
    const assignee = await byRole(store, found, rule.role, rule.of);
    return rule.also === undefined ? { assignee } : { assignee, also: rule.also };
  }
  if ('participant' in rule) {
    const helper =
      'role' in rule.or ? await byRole(store, found, rule.or.role, rule.or.of) : helperOf(found, rule.or.person);
    return { assignee: participant(found), helper };
  }
  if (rule.person === 'caseManager') return { assignee: caseManager(found) };
  if (rule.person === 'opsSocialWorker') return { assignee: opsSocialWorker(found) };
  return rule.person === 'referrer' ? referrer(found) : author(found, document);
}

const helperOf = (found: Case, who: 'caseManager' | 'referrer'): Assignee => {
  const known = who === 'referrer' ? referrer(found) : { assignee: caseManager(found) };
  return known.assignee.kind === 'participant' ? caseManager(found) : known.assignee;
};

const SIGNER_SCOPE: Partial<Readonly<Record<string, RoleScope>>> = {
  opsManager: 'ops',
  partnerHead: 'partner',
  partnerDelegate: 'partner',
};

/** Who heads an institution that is no ordinary partner. */
const HEADS: readonly RoleCode[] = ['kisManager', 'opsManager', 'pupAdviser', 'regionalCentre', 'partnerDelegate'];

/** Who signs as a role on the paper; `partnerHead@<organisation>` is the head of one institution. */
export function signer(found: Case, name: string): Assigned {
  const [head, institution] = name.split('@');
  if (institution !== undefined)
    return { assignee: role(head as RoleCode, institution as OrganisationId), also: HEADS };
  if (name === 'participant') return { assignee: participant(found), helper: caseManager(found) };
  if (name === 'referrer') return referrer(found);
  if (name === 'caseManager' || name === 'leadHelper') return { assignee: caseManager(found) };
  if (name === 'opsSocialWorker') return { assignee: opsSocialWorker(found) };
  const scope = SIGNER_SCOPE[name];
  const organisationId =
    scope === 'ops'
      ? (found.opsOrganisationId ?? found.organisationId)
      : scope === 'partner'
        ? (found.partnerOrganisationId ?? found.organisationId)
        : found.organisationId;
  return { assignee: role((name === 'socialWorker' ? 'kisSocialWorker' : name) as RoleCode, organisationId) };
}
