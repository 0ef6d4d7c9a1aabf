import type { Case } from '../../domain/cases/case.ts';
import { EMPTY_HEAD } from '../../domain/cases/events.ts';
import { referenceOf } from '../../domain/cases/phases.ts';
import type { Actor, Organisation } from '../../domain/directory/directory.ts';
import type { FormReference } from '../../domain/documents/document.ts';
import type { StoredFile } from '../../domain/forms/index.ts';
import type { CaseId, DocumentId, OrganisationId, SubjectId } from '../../domain/ids.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Change } from '../../domain/store/store.ts';
import { localDateOf } from '../../domain/time.ts';
import { type Acting, byOf, isStaff, type LinkActor, type SignatureInput } from '../acting.ts';
import type { Ports } from '../ports.ts';
import { type CheckedContent, checkContent } from '../tasks/check-content.ts';
import { queueMail } from '../tasks/invite-participant.ts';
import { addSignature, saveDocument } from '../tasks/save-document.ts';
import { changeCase, commitAll, decideAgain } from './case-changes.ts';

export interface FileReferralInput {
  /** The club to which the person is referred. */
  readonly organisationId: OrganisationId;
  readonly form: FormReference;
  readonly answers: unknown;
  readonly files?: readonly StoredFile[];
  /** Staff sign as referrer by their account when absent; a person signs their own referral. */
  readonly signature?: SignatureInput;
  readonly language?: 'pl' | 'en' | 'uk';
  /** The same key a second time gives the first result. */
  readonly onceKey?: string;
  readonly draftId?: string;
}

export interface FiledReferral {
  readonly caseId: CaseId;
  readonly reference: string;
  readonly documentId: DocumentId;
}

type FilingPorts = Pick<Ports, 'store' | 'forms' | 'now' | 'newId'>;

const textAt = (answers: unknown, ...keys: readonly string[]): string | undefined => {
  let value: unknown = answers;
  for (const key of keys)
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
};

/** The next running number of a club's cases this year, as a change of the same commit. */
export async function nextReference(
  ports: Pick<Ports, 'store'>,
  club: Organisation,
  year: string,
): Promise<{ readonly reference: string; readonly change: Change }> {
  const counterKey = `cases:${club.code}:${year}`;
  const counter = await ports.store.read('counter', { counterKey });
  const value = (counter?.value ?? 0) + 1;
  return {
    reference: referenceOf(club.code, year, value),
    change: { put: 'counter', record: { counterKey, value, version: (counter?.version ?? 0) + 1 } },
  };
}

/**
 * Files A1: opens a case with its reference number and starts the recruitment. Staff file for a person, who then confirms by signature; a
 * person files their own. `invalid-input` with every broken field; a repeat under the same `onceKey` is told the first result.
 */
export function fileReferral(
  ports: FilingPorts,
  actor: Actor | LinkActor | 'public',
  input: FileReferralInput,
): Promise<Result<FiledReferral>> {
  return decideAgain(() => file(ports, actor, input));
}

async function earlier(ports: FilingPorts, onceKey: string | undefined): Promise<FiledReferral | undefined> {
  const mark = onceKey === undefined ? undefined : await ports.store.read('once', { onceKey });
  return mark === undefined ? undefined : (JSON.parse(mark.result) as FiledReferral);
}

async function file(
  ports: FilingPorts,
  actor: Actor | LinkActor | 'public',
  input: FileReferralInput,
): Promise<Result<FiledReferral>> {
  const known = await earlier(ports, input.onceKey);
  if (known !== undefined) return ok(known);
  const club = await ports.store.read('organisation', { organisationId: input.organisationId });
  if (club === undefined || club.kind !== 'kis') return fail('not-found');
  if (input.form.slug !== 'referral')
    return fail('invalid-input', { errors: [{ pointer: '/form', code: 'not-an-option' }] });
  const caseId = ports.newId() as CaseId;
  const content = await checkContent(
    ports,
    {
      caseId,
      organisationId: club.organisationId,
      ...(club.networkId === undefined ? {} : { networkId: club.networkId }),
    },
    {
      form: input.form,
      answers: input.answers,
      phase: 'submit',
      ...(input.files === undefined ? {} : { files: input.files }),
    },
  );
  if (!content.ok) return content;
  const allowed = signatureFor(actor, content.value, input.signature);
  if (!allowed.ok) return allowed;
  return commitFiling(ports, actor, { input, club, caseId, content: content.value, ...allowed.value });
}

const SELF = 'self';

/** A person files only for themselves; staff never file in a person's own name. */
function signatureFor(
  actor: Actor | LinkActor | 'public',
  content: CheckedContent,
  given: SignatureInput | undefined,
): Result<{ readonly role: 'referrer' | 'participant'; readonly signature: SignatureInput }> {
  const own = content.answers.referralSource === SELF;
  if (isStaff(actor)) {
    const paper = given?.method === 'scan' || given?.method === 'witnessed';
    if (!own) return ok({ role: 'referrer', signature: given ?? { name: actor.name, method: 'account' } });
    return paper && (given?.evidence ?? '') !== ''
      ? ok({ role: 'participant', signature: given as SignatureInput })
      : fail('invalid-input', { errors: [{ pointer: '/signature/evidence', code: 'required' }] });
  }
  if (!own) return fail('invalid-input', { errors: [{ pointer: '/referralSource', code: 'not-an-option' }] });
  if (given === undefined || given.name.trim() === '' || given.method === 'account')
    return fail('invalid-input', { errors: [{ pointer: '/signature', code: 'required' }] });
  return ok({ role: 'participant', signature: given });
}

interface Filing {
  readonly input: FileReferralInput;
  readonly club: Organisation;
  readonly caseId: CaseId;
  readonly content: CheckedContent;
  readonly role: 'referrer' | 'participant';
  readonly signature: SignatureInput;
}

const asActing = (actor: Actor | LinkActor | 'public'): Acting =>
  actor === 'public' ? ({ kind: 'link' } as LinkActor) : actor;

async function commitFiling(
  ports: FilingPorts,
  actor: Actor | LinkActor | 'public',
  { input, club, caseId, content, role, signature }: Filing,
): Promise<Result<FiledReferral>> {
  const at = ports.now();
  const { reference, change } = await nextReference(ports, club, localDateOf(at).slice(0, 4));
  const changes = changeCase(newCase(ports, actor, { input, club, caseId, content, reference, at }), at);
  changes.event('case-opened', byOf(asActing(actor)), { reference, source: String(content.answers.referralSource) });
  const { document } = saveDocument(changes, {
    before: undefined,
    content,
    status: role === 'participant' ? 'submitted' : 'draft',
    actor: asActing(actor),
    newId: ports.newId,
    signOffs: [],
  });
  addSignature(changes, { document, role, signature, actor: asActing(actor), earlier: [] });
  changes.tell({ type: 'process-due', caseId, process: 'recruitment', cycle: 1 });
  changes.tell({ type: 'case-changed', caseId });
  if (role === 'participant')
    queueMail(changes, ports.newId(), changes.current(), 'case-received', {
      reference,
      ...(club.phone === undefined ? {} : { contact: club.phone }),
    });
  const filed: FiledReferral = { caseId, reference, documentId: document.documentId };
  changes.put(change);
  if (input.onceKey !== undefined)
    changes.put({ put: 'once', record: { onceKey: input.onceKey, result: JSON.stringify(filed), at, version: 1 } });
  if (input.draftId !== undefined) changes.put({ remove: 'draft', key: { draftId: input.draftId } });
  const done = await commitAll(ports.store, changes.all(), filed);
  if (done.ok || done.failure.code !== 'already-done') return done;
  const first = await earlier(ports, input.onceKey); // the same act won the race, or only the counter was taken: then decide again
  return first === undefined ? fail('conflict') : ok(first);
}

function newCase(
  ports: Pick<Ports, 'newId'>,
  actor: Actor | LinkActor | 'public',
  {
    input,
    club,
    caseId,
    content,
    reference,
    at,
  }: Omit<Filing, 'role' | 'signature'> & { readonly reference: string; readonly at: Case['openedAt'] },
): Case {
  const { answers } = content;
  const email = textAt(answers, 'participant', 'email');
  const phone = textAt(answers, 'participant', 'phone');
  const staff = isStaff(actor) && answers.referralSource !== SELF ? actor : undefined;
  const fromOps = staff?.role === 'opsSocialWorker' || staff?.role === 'opsManager';
  return {
    caseId,
    kind: 'participant',
    reference,
    phase: 'referred',
    organisationId: club.organisationId,
    ...(club.networkId === undefined ? {} : { networkId: club.networkId }),
    regionId: club.regionId,
    ...(staff === undefined
      ? {}
      : {
          referrerOrganisationId: staff.organisationId,
          referrerPersonId: staff.personId,
          referrerRole: staff.role,
        }),
    ...(fromOps && staff !== undefined ? { opsOrganisationId: staff.organisationId } : {}),
    ...(staff?.role === 'opsSocialWorker' ? { opsSocialWorkerId: staff.personId } : {}),
    subjectId: ports.newId() as SubjectId,
    displayName: [textAt(answers, 'participant', 'firstName'), textAt(answers, 'participant', 'lastName')]
      .filter((part) => part !== undefined)
      .join(' '),
    contact: {
      ...(email === undefined ? {} : { email }),
      ...(phone === undefined ? {} : { phone }),
      language: input.language ?? 'pl',
    },
    processes: { recruitment: { execution: '', version: '', cycle: 1 } },
    documents: {},
    openedAt: at,
    head: EMPTY_HEAD,
    version: 0,
  };
}
