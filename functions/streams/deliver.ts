import { ok, type Result } from '../domain/result.ts';
import type { OutboxRecord } from '../domain/store/outbox.ts';
import type { Ports } from '../use-cases/ports.ts';
import { answerLate, processDue, processStopped, taskClosed, taskWaits } from './effects.ts';
import { projectBoard } from './project-board.ts';
import { reachOtherwise } from './reach-otherwise.ts';
import { sendMail } from './send-mail.ts';

export { drainOutbox, drainWakeUps } from './drain.ts';

/** Effects of one kind of message, without the board's line. */
async function effect(ports: Ports, record: OutboxRecord): Promise<Result<void>> {
  const { message } = record;
  switch (message.type) {
    case 'process-due':
      return processDue(ports, message);
    case 'process-stopped':
      return processStopped(ports, message);
    case 'task-opened':
    case 'task-changed':
      return taskWaits(ports, message, record);
    case 'task-closed':
      return taskClosed(ports, message, record);
    case 'answer-late':
      return answerLate(ports, message, record);
    case 'mail-queued': {
      const sent = await sendMail(ports, message.mailId);
      return sent.ok ? reachOtherwise(ports, message.mailId) : sent;
    }
    case 'case-changed':
    case 'document-changed':
    case 'sign-offs-voided':
    case 'campaign-changed':
      return ok(undefined);
  }
}

/**
 * From a committed change to its effects: workflows started and answered, wake-ups armed, the board's line, mails. May be delivered any number
 * of times; `unavailable` asks for another try. The row itself is removed by who drains (or by the stream).
 */
export async function deliver(ports: Ports, record: OutboxRecord): Promise<Result<void>> {
  const { message } = record;
  const done = await effect(ports, record);
  if (!done.ok || !('caseId' in message) || message.type === 'process-stopped') return done;
  return projectBoard(ports, message.caseId);
}
