import { readExamples } from '../../forms/read-forms.ts';
import type { Campaign } from '../../functions/domain/campaigns/campaign.ts';
import type { Case } from '../../functions/domain/cases/case.ts';
import { appendEvent, EMPTY_HEAD } from '../../functions/domain/cases/events.ts';
import type {
  Actor,
  Membership,
  Organisation,
  OrganisationKind,
  Person,
} from '../../functions/domain/directory/directory.ts';
import { ROLES, type RoleCode } from '../../functions/domain/directory/roles.ts';
import type { Document } from '../../functions/domain/documents/document.ts';
import type { CaseId } from '../../functions/domain/ids.ts';
import type { Change, Store } from '../../functions/domain/store/store.ts';
import type { Task } from '../../functions/domain/tasks/task.ts';
import type { Instant } from '../../functions/domain/time.ts';

/** Three local networks, two of them in one region; every role in each; every document in each. Whatever must not travel carries a mark. */
export const TENANTS = [
  { id: 't1', region: 'lubelskie' },
  { id: 't2', region: 'lubelskie' },
  { id: 't3', region: 'opolskie' },
] as const;
export type TenantId = (typeof TENANTS)[number]['id'];

const KIND_OF_ROLE: Readonly<Partial<Record<RoleCode, OrganisationKind>>> = {
  opsSocialWorker: 'ops',
  opsManager: 'ops',
  familyAssistant: 'ops',
  pupAdviser: 'pup',
  referrer: 'ngo',
  partnerHead: 'partner',
  partnerDelegate: 'partner',
  municipalExecutive: 'partner',
  classLeader: 'partner',
  regionalCentre: 'rops',
  regionalDefinitionsAdmin: 'rops',
  auditor: 'rops',
  nationalCentre: 'kowr',
  ministry: 'kowr',
  nationalDefinitionsAdmin: 'kowr',
};

const KINDS: readonly OrganisationKind[] = ['kis', 'ops', 'pup', 'ngo', 'partner', 'rops', 'kowr'];

/** The ids of one tenant's things, by name of the route parameter. */
export interface Things {
  readonly tenant: TenantId;
  readonly caseId: string;
  /** Same club, another case manager. */
  readonly colleagueCaseId: string;
  readonly networkCaseId: string;
  readonly organisationId: string;
  readonly personId: string;
  readonly membershipId: string;
  readonly campaignId: string;
  readonly reference: string;
  readonly requestId: string;
  readonly tasks: readonly string[];
  /** Slug to document id, with the case that it belongs to. */
  readonly documents: ReadonlyMap<string, { readonly caseId: string; readonly documentId: string }>;
}

export const markOf = (tenant: TenantId): string => `ZNAK-${tenant.toUpperCase()}-OSOBY`;
/** On what a whole network shares. */
export const networkMarkOf = (tenant: TenantId): string => `ZNAK-${tenant.toUpperCase()}-SIECI`;
export const colleagueMarkOf = (tenant: TenantId): string => `ZNAK-${tenant.toUpperCase()}-KOLEGI`;

const personOf = (tenant: TenantId, role: RoleCode): string => `${tenant}-${role}`;

/** Puts the mark behind every longer text of an example's answers. */
function marked(value: unknown, mark: string): unknown {
  if (typeof value === 'string') return value.length > 8 && /\s/.test(value) ? `${value} ${mark}` : value;
  if (Array.isArray(value)) return value.map((one) => marked(one, mark));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, marked(one, mark)]));
}

/** Fills the store and gives who acts and what there is. */
export async function fillCountry(
  store: Store,
  at: Instant,
  documents: { readonly participant: readonly string[]; readonly network: readonly string[] },
): Promise<{ readonly actors: ReadonlyMap<string, Actor>; readonly things: ReadonlyMap<TenantId, Things> }> {
  const actors = new Map<string, Actor>();
  const things = new Map<TenantId, Things>();
  const save = async (changes: readonly Change[]): Promise<void> => {
    for (let from = 0; from < changes.length; from += 50) {
      const saved = await store.commit(changes.slice(from, from + 50));
      if (!saved.ok) throw new Error(`the country could not be filled: ${saved.failure.code}`);
    }
  };
  await save(
    ['lubelskie', 'opolskie'].map(
      (regionId) => ({ replace: 'region', record: { regionId, name: regionId, version: 1 } }) as Change,
    ),
  );

  for (const { id, region } of TENANTS) {
    const changes: Change[] = [
      { put: 'network', record: { networkId: `${id}-lsr`, regionId: region, name: `LSR ${id}`, version: 1 } as never },
    ];
    for (const kind of KINDS) {
      const organisation = {
        organisationId: `${id}-${kind}`,
        kind,
        name: `Instytucja ${id} ${kind}`,
        stakeholderType: 'B',
        regionId: region,
        ...(kind === 'rops' || kind === 'kowr' ? {} : { networkId: `${id}-lsr` }),
        code: `${id}${kind}`
          .toUpperCase()
          .replaceAll(/[^A-Z0-9]/g, '')
          .slice(0, 5),
        closingDays: [],
        timers: {},
        version: 1,
      } as unknown as Organisation;
      changes.push({ put: 'organisation', record: organisation });
    }
    for (const role of ROLES.filter((each) => each !== 'participant')) {
      const kind = KIND_OF_ROLE[role] ?? 'kis';
      const personId = personOf(id, role);
      const name = `Osoba ${id} ${role}`;
      changes.push(
        {
          put: 'person',
          record: { personId, name, email: `${personId}@example.org`, active: true, version: 1 } as unknown as Person,
        },
        {
          put: 'membership',
          record: {
            membershipId: `m-${personId}`,
            personId,
            organisationId: `${id}-${kind}`,
            role,
            from: '2026-01-01',
            version: 1,
          } as unknown as Membership,
        },
      );
      actors.set(`${id} ${role}`, {
        personId,
        name,
        organisationId: `${id}-${kind}`,
        organisationKind: kind,
        regionId: region,
        ...(kind === 'rops' || kind === 'kowr' ? {} : { networkId: `${id}-lsr` }),
        role,
        membershipId: `m-${personId}`,
        at,
      } as unknown as Actor);
    }
    const caseOf = (caseId: string, reference: string, mark: string, more: object): Change[] => {
      const first = appendEvent(
        { caseId: caseId as CaseId, head: EMPTY_HEAD },
        { type: 'case-opened', at, by: { who: 'system', role: 'system' }, data: {} },
      );
      const record = {
        caseId,
        kind: 'participant',
        reference,
        phase: 'active',
        organisationId: `${id}-kis`,
        networkId: `${id}-lsr`,
        regionId: region,
        displayName: mark,
        contact: { email: `${mark.toLowerCase()}@example.org` },
        processes: {},
        documents: {},
        openedAt: at,
        closedAt: at,
        head: first.head,
        version: 1,
        ...more,
      } as unknown as Case;
      return [
        { put: 'case', record },
        { put: 'case-event', record: first.event },
      ];
    };
    const reference = `${id.toUpperCase()}/2026/0001`;
    const mark = markOf(id);
    const files = new Map<string, { caseId: string; documentId: string }>();
    const documentOf = (slug: string, caseId: string, subjectId: string | undefined): Change => {
      const isShared = subjectId === undefined || slug === 'service-request' || slug === 'kis-programme';
      const documentId = `${caseId}-${slug}`;
      files.set(slug, { caseId, documentId });
      const examples = readExamples(slug);
      const answers = (examples.find((one) => one.name === 'full') ?? examples[0])?.answers ?? {};
      const record = {
        documentId,
        caseId,
        form: { slug, scope: 'national', number: 1 },
        status: 'submitted',
        answers: marked(answers, isShared ? networkMarkOf(id) : mark),
        hash: 'hash',
        ...(subjectId === undefined ? {} : { subjectId }),
        organisationId: `${id}-kis`,
        author: personOf(id, 'caseManager'),
        edition: 1,
        createdAt: at,
        changedAt: at,
        version: 1,
      } as unknown as Document;
      return { put: 'document', record };
    };
    const [caseId, colleagueCaseId, networkCaseId] = [`${id}-case`, `${id}-colleague`, `${id}-network`];
    const people = {
      subjectId: `${id}-subject`,
      caseManagerId: personOf(id, 'caseManager'),
      opsSocialWorkerId: personOf(id, 'opsSocialWorker'),
      opsOrganisationId: `${id}-ops`,
      referrerOrganisationId: `${id}-ops`,
      referrerPersonId: personOf(id, 'opsSocialWorker'),
      route: 'socialContract',
    };
    changes.push(
      ...caseOf(caseId, reference, mark, people),
      ...caseOf(colleagueCaseId, `${id.toUpperCase()}/2026/0002`, colleagueMarkOf(id), {
        ...people,
        subjectId: `${id}-subject-2`,
        caseManagerId: `${id}-somebody`,
        opsSocialWorkerId: `${id}-somebody-else`,
        referrerPersonId: `${id}-somebody-else`,
      }),
      ...caseOf(networkCaseId, `${id.toUpperCase()}/2026/0003`, '', {
        kind: 'partnership',
        displayName: undefined,
        contact: undefined,
        closedAt: undefined,
      }),
      ...documents.participant.map((slug) => documentOf(slug, caseId, `${id}-subject`)),
      ...documents.network.map((slug) => documentOf(slug, networkCaseId, undefined)),
      {
        put: 'board-row',
        record: {
          organisationId: `${id}-kis`,
          caseId,
          reference,
          phase: 'active',
          displayName: mark,
          waitsFor: 'caseManager',
          dueAt: at,
          dueReason: '',
          open: true,
          changedAt: at,
          version: 1,
        } as never,
      },
    );
    const tasks: string[] = [];
    for (const role of ['kisManager', 'caseManager', 'opsSocialWorker', 'workingGroup'] as const) {
      for (const kind of ['role', 'person'] as const) {
        const taskId = `${id}-task-${role}-${kind}`;
        tasks.push(taskId);
        const assignee = {
          kind,
          role,
          organisationId: `${id}-${KIND_OF_ROLE[role] ?? 'kis'}`,
          ...(kind === 'person' ? { personId: personOf(id, role) } : {}),
        };
        const record = {
          taskId,
          caseId: role === 'workingGroup' ? networkCaseId : caseId,
          step: 'recruitment/check-completeness',
          status: 'open',
          assignee,
          ...(role === 'workingGroup' ? {} : { documentId: `${caseId}-referral` }),
          opened: at,
          due: { at, reason: 'Termin.' },
          escalated: 0,
          version: 1,
        } as unknown as Task;
        changes.push({ put: 'task', record });
      }
    }
    const campaign = {
      campaignId: `${id}-campaign`,
      caseId: networkCaseId,
      form: { slug: 'institution-survey', scope: 'national', number: 1 },
      title: `Ankieta ${id}`,
      promise: 'open',
      organisationId: `${id}-kis`,
      networkId: `${id}-lsr`,
      regionId: region,
      status: 'awaiting-approval',
      extended: false,
      version: 1,
    } as unknown as Campaign;
    changes.push({ put: 'campaign', record: campaign });
    const asked = appendEvent(
      { caseId: `privacy:${id}-kis` as CaseId, head: EMPTY_HEAD },
      {
        type: 'erasure-requested',
        at,
        by: { who: 'somebody', role: 'dataProtectionOfficer' },
        data: { requestId: `${id}-request`, caseId, reference, reason: 'person-asked' },
      },
    );
    changes.push({ put: 'case-event', record: asked.event });
    await save(changes);
    things.set(id, {
      tenant: id,
      caseId,
      colleagueCaseId,
      networkCaseId,
      organisationId: `${id}-kis`,
      personId: personOf(id, 'caseManager'),
      membershipId: `m-${personOf(id, 'caseManager')}`,
      campaignId: `${id}-campaign`,
      reference,
      requestId: `${id}-request`,
      tasks,
      documents: files,
    });
  }
  return { actors, things };
}
