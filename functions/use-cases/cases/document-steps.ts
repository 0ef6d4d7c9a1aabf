import { isEnd, mayGo } from '../../domain/cases/phases.ts';
import { atHour, dueFrom } from '../../domain/deadlines/index.ts';
import type { OrganisationId } from '../../domain/ids.ts';
import { fail, ok } from '../../domain/result.ts';
import { signedBy } from '../../domain/sign-offs/collecting.ts';
import { MORNING } from '../../domain/tasks/wake-plan.ts';
import { localDateOf } from '../../domain/time.ts';
import { PROCESSES } from '../../domain/workflows/catalogue.ts';
import { byOf } from '../acting.ts';
import { checkMoment } from '../tasks/check-content.ts';
import { advance } from '../tasks/save-document.ts';
import { calendarOf, timerValue } from '../tasks/timing.ts';
import { startFollowing, startProcess } from './start-process.ts';
import { documentOf, type StepCommand } from './step-command.ts';
import { tellParticipant } from './tell-people.ts';
import { cancelOpenTasks, stopProcesses } from './withdraw-case.ts';

const about = (command: string): string => command.slice(command.indexOf(':') + 1);

/** `activate:<slug>`: the document takes effect, the one before it is superseded, and what begins with it starts. */
const activate: StepCommand = async (ports, changes, input) => {
  const found = changes.current();
  const document = await documentOf(ports, found, about(input.command));
  if (document === undefined) return fail('not-found', { reason: 'no-document' });
  if (document.status !== 'active') {
    const allowed = await checkMoment(ports, document, 'effect');
    if (!allowed.ok) return allowed;
    advance(changes, document, 'active');
    const old =
      document.supersedes === undefined
        ? undefined
        : await ports.store.read('document', { caseId: found.caseId, documentId: document.supersedes });
    advance(changes, old, 'superseded');
  }
  startFollowing(changes, input.process, input.command);
  return ok({ documentId: document.documentId });
};

/** `close:<slug>`: the document is closed; nothing is added to it any more. */
const close: StepCommand = async (ports, changes, { command }) => {
  advance(changes, await documentOf(ports, changes.current(), about(command)), 'closed');
  return ok({});
};

/** `start:<process>`: another process of the case begins, unless it is running. */
const start: StepCommand = async (_ports, changes, { command }) => {
  const process = about(command);
  const known = changes.current().processes[process];
  if (PROCESSES.has(process) && (known === undefined || known.ended !== undefined)) startProcess(changes, process);
  return ok({});
};

/** `again`: the next cycle of the same process, as an execution of its own; a case that has ended has none. */
const again: StepCommand = async (_ports, changes, { process }) => {
  if (!isEnd(changes.current().phase)) startProcess(changes, process);
  return ok({});
};

/** `go-on:<State>`: the same cycle goes on in a new execution, so that a long wait begins in a young one. */
const goOn: StepCommand = async (_ports, changes, { command, process }) => {
  startProcess(changes, process, { at: about(command) });
  return ok({});
};

/** `plan:<timer>`: the morning on which the cycle's work opens, counted from the beginning of the cycle. */
const plan: StepCommand = async (ports, changes, { command, process }) => {
  const found = changes.current();
  const club = await ports.store.read('organisation', { organisationId: found.organisationId });
  const calendar = calendarOf(club);
  const from = found.moments?.[`${process}/start`] ?? changes.at;
  const { at } = dueFrom(from, timerValue(about(command), club), { calendar });
  return ok({ until: atHour(localDateOf(at), MORNING) });
};

/** `phase:<phase>`: where the stay stands now; an end closes the case. */
const phase: StepCommand = async (_ports, changes, { command }) => {
  const next = about(command);
  const found = changes.current();
  if (found.phase === next || isEnd(found.phase)) return ok({});
  if (found.kind === 'participant' && !mayGo(found.phase, next)) return fail('wrong-state');
  changes.set({ phase: next, ...(isEnd(next) ? { closedAt: changes.at } : {}) });
  changes.event('phase-changed', byOf('system'), { phase: next });
  return ok({});
};

/** `record:<what>`: something that reports count and people read on the case. */
const record: StepCommand = async (_ports, changes, { command }) => {
  changes.event(about(command), byOf('system'));
  return ok({});
};

/** `tell:<slug>`: the participant may read a document and is told so. */
const tell: StepCommand = async (ports, changes, { command }) => {
  const document = await documentOf(ports, changes.current(), about(command));
  if (document !== undefined) await tellParticipant(ports, changes, 'case-decided', document.documentId);
  return ok({});
};

/** `has:<slug>`: whether the case has such a document in force. */
const has: StepCommand = async (ports, changes, { command }) => {
  const document = await documentOf(ports, changes.current(), about(command));
  return ok({ found: document?.status === 'active' });
};

/** `read:<slug>.<key>`: one coded answer of a document, for the choice behind it. */
const read: StepCommand = async (ports, changes, { command }) => {
  const [slug = '', key = ''] = about(command).split('.');
  const value = (await documentOf(ports, changes.current(), slug))?.answers[key];
  return ok({ value: typeof value === 'string' ? value : '' });
};

/** `aim:<slug>.<key>`: the institution that a document names becomes the one whose people are asked. */
const aim: StepCommand = async (ports, changes, { command }) => {
  const [slug = '', key = ''] = about(command).split('.');
  const value = (await documentOf(ports, changes.current(), slug))?.answers[key];
  const partner =
    typeof value === 'string'
      ? await ports.store.read('organisation', { organisationId: value as OrganisationId })
      : undefined;
  if (partner === undefined) return fail('not-found', { reason: 'no-such-institution' });
  changes.set({ partnerOrganisationId: partner.organisationId });
  return ok({});
};

/** `hurry:<process>`: a process that waits for its time does its work now; one whose work is open already goes on with it. */
const hurry: StepCommand = async (_ports, changes, { command }) => {
  const process = about(command);
  const { processes, open = {}, caseId } = changes.current();
  const first = Object.values(PROCESSES.get(process)?.steps ?? {})[0];
  if (first === undefined || Object.keys(open).some((key) => key.startsWith(`${process}/`))) return ok({});
  const running = processes[process];
  if (running !== undefined && running.ended === undefined && running.execution !== '')
    changes.tell({ type: 'process-stopped', caseId, process, cause: 'hurried', execution: running.execution });
  startProcess(changes, process, { at: first.state });
  return ok({});
};

/** P12: the stay has ended: everything else of the case ends with it; says whether the person agreed to be asked in half a year. */
const endStay: StepCommand = async (ports, changes, { process }) => {
  const found = changes.current();
  const card = await documentOf(ports, found, 'exit-card');
  const followUp = card?.answers.followUpConsent === 'yes' && card.answers.endReason !== 'death';
  if (found.phase === 'ended') return ok({ followUp });
  advance(changes, card, 'active');
  await cancelOpenTasks(ports, changes, 'system', 'stay-ended');
  stopProcesses(changes, 'stay-ended', process);
  const { moments } = changes.current();
  changes.set({ phase: 'ended', closedAt: changes.at, moments: { ...moments, [`${process}/start`]: changes.at } });
  changes.event('stay-ended', byOf('system'), { followUp });
  return ok({ followUp });
};

/** `signed:<slug>`: whether at least two institutions have signed, the club among them; then the document is signed by those who did. */
const signed: StepCommand = async (ports, changes, { command }) => {
  const found = changes.current();
  const document = await documentOf(ports, found, about(command));
  if (document === undefined) return fail('not-found', { reason: 'no-document' });
  const { items } = await ports.store.list('sign-offs-of-document', {
    caseId: found.caseId,
    documentId: document.documentId,
  });
  const roles = signedBy(items, document);
  const enough = roles.length >= 2 && roles.some((role) => role.endsWith(`@${found.organisationId}`));
  if (enough) advance(changes, document, 'signed');
  return ok({ enough, signatures: roles.length });
};

export const documentSteps: Readonly<Record<string, StepCommand>> = {
  activate,
  close,
  start,
  again,
  'go-on': goOn,
  plan,
  phase,
  record,
  tell,
  has,
  read,
  aim,
  hurry,
  'end-stay': endStay,
  signed,
};
