import { privacyChain } from '../../domain/audit/chains.ts';
import type { Case } from '../../domain/cases/case.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Instant } from '../../domain/time.ts';
import { type Acting, byOf } from '../acting.ts';
import { commitWithTrail } from '../audit/trail.ts';
import { eventsOf } from '../audit/verify-chains.ts';
import { filesIn } from '../drafts/keep-file.ts';
import type { Ports } from '../ports.ts';
import { contentsOf, findPerson } from './person-records.ts';

/** Longest time that an old backup may still be lying somewhere; sealed fields in it stay closed from the first second on. */
export const BACKUP_HORIZON_DAYS = 35;

type ErasePorts = Pick<Ports, 'store' | 'now' | 'newId' | 'keys' | 'files' | 'log'>;

/** What was done, for the person who asked: no name, no content. */
export interface ErasureReceipt {
  readonly requestId: string;
  readonly at: Instant;
  readonly cases: readonly string[];
  readonly documents: number;
  readonly files: number;
  readonly keysDestroyed: number;
  readonly backupHorizonDays: number;
}

const whoOf = (actor: Acting): string => byOf(actor).who;

/** Cases that still run can't be erased: a person who wants to go first withdraws, and the case closes. */
const stillOpen = (cases: readonly Case[]): Case | undefined => cases.find((record) => record.closedAt === undefined);

/** What waits for a second person in a club, and what was decided: read from the chain itself. */
export interface ErasureRequest {
  readonly requestId: string;
  readonly reference: string;
  readonly reason: string;
  readonly askedBy: string;
  readonly at: Instant;
  readonly state: 'waiting' | 'done' | 'refused';
}

/** Erasure requests of a club, newest first. */
export async function erasureRequests(
  ports: Pick<Ports, 'store'>,
  organisationId: string,
): Promise<readonly ErasureRequest[]> {
  const requests = new Map<string, ErasureRequest>();
  for (const event of await eventsOf(ports, privacyChain(organisationId))) {
    const requestId = String(event.data.requestId ?? '');
    if (event.type === 'erasure-requested') {
      requests.set(requestId, {
        requestId,
        reference: String(event.data.reference ?? ''),
        reason: String(event.data.reason ?? ''),
        askedBy: event.by.who,
        at: event.at,
        state: 'waiting',
      });
    }
    const known = requests.get(requestId);
    if (known === undefined) continue;
    if (event.type === 'erasure-done') requests.set(requestId, { ...known, state: 'done' });
    if (event.type === 'erasure-refused') requests.set(requestId, { ...known, state: 'refused' });
  }
  return [...requests.values()].reverse();
}

/** Legal grounds for which a person's data are erased; a code, so that the record holds no words about a person. */
export const ERASURE_REASONS: Readonly<Record<string, string>> = {
  'person-asked': 'Osoba o to poprosiła',
  'retention-over': 'Minął okres przechowywania',
  'consent-withdrawn': 'Cofnięto zgodę, a innej podstawy nie ma',
  'entered-by-mistake': 'Dane wprowadzono przez pomyłkę',
};

/** Asks for an erasure: the person is named by case number, the ground by its code. A second person decides. */
export async function requestErasure(
  ports: ErasePorts,
  actor: Acting,
  input: { readonly person: string; readonly reason: string; readonly organisationId: string },
): Promise<Result<{ readonly requestId: string }>> {
  if (!Object.hasOwn(ERASURE_REASONS, input.reason)) {
    return fail('invalid-input', { errors: [{ pointer: '/reason', code: 'required' }] });
  }
  const found = await findPerson(ports, input.person);
  const first = found.ok ? found.value.cases[0] : undefined;
  if (!found.ok || first === undefined || first.organisationId !== input.organisationId) {
    return fail('invalid-input', { errors: [{ pointer: '/person', code: 'no-such-case' }] });
  }
  if (stillOpen(found.value.cases) !== undefined) {
    return fail('invalid-input', { errors: [{ pointer: '/person', code: 'case-open' }] });
  }
  const waiting = await erasureRequests(ports, input.organisationId);
  if (waiting.some((one) => one.reference === first.reference && one.state === 'waiting')) {
    return fail('invalid-input', { errors: [{ pointer: '/person', code: 'already-requested' }] });
  }
  const requestId = ports.newId();
  const event = {
    type: 'erasure-requested',
    at: ports.now(),
    by: byOf(actor),
    data: { requestId, caseId: first.caseId, reference: first.reference, reason: input.reason },
  };
  const saved = await commitWithTrail(ports, privacyChain(input.organisationId), [event]);
  return saved.ok ? ok({ requestId }) : saved;
}

/** Decides on a request, as a second person. Approving erases at once and gives the receipt. */
export async function decideErasure(
  ports: ErasePorts,
  actor: Acting,
  input: { readonly requestId: string; readonly organisationId: string; readonly decision: 'approve' | 'refuse' },
): Promise<Result<ErasureReceipt | undefined>> {
  const requests = await erasureRequests(ports, input.organisationId);
  const request = requests.find((one) => one.requestId === input.requestId);
  if (request === undefined) return fail('not-found');
  if (request.state !== 'waiting') return fail('already-done');
  if (request.askedBy === whoOf(actor)) return fail('separation-of-duties', { reason: 'second-person' });
  if (input.decision === 'refuse') {
    const event = {
      type: 'erasure-refused',
      at: ports.now(),
      by: byOf(actor),
      data: { requestId: input.requestId, reference: request.reference },
    };
    const saved = await commitWithTrail(ports, privacyChain(input.organisationId), [event]);
    return saved.ok ? ok(undefined) : saved;
  }
  return erasePerson(ports, actor, { person: request.reference, requestId: input.requestId });
}

/**
 * Erases a person: their data keys and their cases' keys are destroyed (sealed fields of every table and backup stay closed for ever),
 * uploaded files removed, links revoked, the board's lines dropped. Numbers, dates, statuses and the record of acts stay: they name
 * nobody. Repeating it after a crash ends what was left.
 */
export async function erasePerson(
  ports: ErasePorts,
  actor: Acting,
  input: { readonly person: string; readonly requestId?: string },
): Promise<Result<ErasureReceipt>> {
  const found = await findPerson(ports, input.person);
  if (!found.ok) return found;
  const { subjectId, cases } = found.value;
  const [first] = cases;
  if (first === undefined) return fail('not-found');
  if (stillOpen(cases) !== undefined) return fail('blocked-by-rule', { reason: 'case-open' });
  const at = ports.now();
  let [documents, files, keysDestroyed] = [0, 0, 0];
  // Files are found through answers, so that they go before the key that opens the answers.
  for (const record of cases) {
    const contents = await contentsOf(ports, record);
    documents += contents.documents.length;
    const fileIds = new Set([
      ...contents.documents.flatMap((document) => filesIn(document.answers).map((file) => file.id)),
      ...contents.signOffs.flatMap((one) =>
        one.method === 'scan' && one.evidence !== undefined ? [one.evidence] : [],
      ),
    ]);
    for (const fileId of fileIds) {
      const removed = await ports.files.remove(fileId);
      if (!removed.ok && removed.failure.code !== 'not-found') return removed;
      await ports.store.commit([{ remove: 'file', key: { fileId } }]);
      files += 1;
    }
    await ports.store.commit([
      { remove: 'board-row', key: { organisationId: record.organisationId, caseId: record.caseId } },
    ]);
    await revokeLinks(ports, record, at);
  }
  for (const subject of [subjectId, ...cases.map((record) => record.caseId)]) {
    const destroyed = await ports.keys.destroy(subject, at);
    if (!destroyed.ok) return destroyed;
    keysDestroyed += 1;
  }
  const requestId = input.requestId ?? ports.newId();
  const event = {
    type: 'erasure-done',
    at,
    by: byOf(actor),
    data: { requestId, reference: first.reference, cases: cases.length, documents, files, keys: keysDestroyed },
  };
  const saved = await commitWithTrail(ports, privacyChain(first.organisationId), [event]);
  if (!saved.ok) return saved;
  ports.log('person-erased', { caseId: first.caseId, documents, files });
  return ok({
    requestId,
    at,
    cases: cases.map((record) => record.reference),
    documents,
    files,
    keysDestroyed,
    backupHorizonDays: BACKUP_HORIZON_DAYS,
  });
}

async function revokeLinks(ports: Pick<Ports, 'store'>, record: Case, at: Instant): Promise<void> {
  const tasks = (await ports.store.list('tasks-of-case', { caseId: record.caseId }, { limit: 1000 })).items;
  const targets = [
    ...tasks.map((task) => `task:${task.taskId}`),
    ...Object.values(record.documents).map((documentId) => `sign-off:${documentId}`),
  ];
  for (const target of targets) {
    for (const link of (await ports.store.list('links-of-target', { target })).items) {
      if (link.revokedAt === undefined) {
        await ports.store.commit([{ put: 'link', record: { ...link, revokedAt: at, version: link.version + 1 } }]);
      }
    }
  }
}
