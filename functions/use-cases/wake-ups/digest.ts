import { addDays, atHour } from '../../domain/deadlines/index.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { Mail } from '../../domain/mails/mail.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { WakeUp } from '../../domain/store/outbox.ts';
import type { Change } from '../../domain/store/store.ts';
import { MORNING } from '../../domain/tasks/wake-plan.ts';
import { type Instant, instant, localDateOf } from '../../domain/time.ts';
import { outboxRow } from '../cases/case-changes.ts';
import type { Ports } from '../ports.ts';
import { dayInMail } from '../tasks/invite-participant.ts';

const MINUTES_AFTER_REMINDERS = 10;

/** The row of a person's next digest; many reasons on one day make one row, and one mail. */
export function digestFor(personId: PersonId, now: Instant): Change {
  const at = (day: ReturnType<typeof localDateOf>): Instant =>
    instant(Date.parse(atHour(day, MORNING)) + MINUTES_AFTER_REMINDERS * 60_000);
  const today = localDateOf(now);
  const day = at(today) > now ? today : addDays(today, 1);
  const record: WakeUp = {
    wakeUpId: `digest.${personId}.${day}`,
    owner: `digest.${personId}`,
    kind: 'digest',
    step: 0,
    at: at(day),
    version: 1,
  };
  return { replace: 'wake-up', record };
}

/** Sends one person the one mail of the day that says that tasks wait for them, without saying what about; none when nothing waits. */
export async function sendDigest(
  ports: Pick<Ports, 'store' | 'now' | 'baseUrl'>,
  wakeUp: WakeUp,
): Promise<Result<Readonly<Record<never, never>>>> {
  const personId = wakeUp.owner.slice('digest.'.length) as PersonId;
  const [person, memberships] = await Promise.all([
    ports.store.read('person', { personId }),
    ports.store.list('memberships-of-person', { personId }, { limit: 50 }),
  ]);
  const inboxes = await Promise.all([
    ports.store.list('inbox-of-person', { personId }, { limit: 1 }),
    ...memberships.items.map(({ organisationId, role }) =>
      ports.store.list('inbox-of-role', { organisationId, role }, { limit: 1 }),
    ),
  ]);
  const soonest = inboxes.flatMap(({ items }) => items).sort((left, right) => (left.due.at < right.due.at ? -1 : 1))[0];
  const done: Change = { remove: 'wake-up', key: { wakeUpId: wakeUp.wakeUpId }, version: wakeUp.version };
  const mail: Mail | undefined =
    soonest === undefined || person === undefined || !person.active
      ? undefined
      : {
          mailId: wakeUp.wakeUpId,
          event: 'daily-digest',
          to: person.email,
          language: 'pl',
          values: { link: `${ports.baseUrl}/desk`, due: dayInMail(soonest.due.at) },
          status: 'queued',
          queuedAt: ports.now(),
          version: 1,
        };
  const sent = await ports.store.commit(
    mail === undefined
      ? [done]
      : [
          done,
          { put: 'mail', record: mail },
          { put: 'outbox', record: outboxRow(mail.mailId, { type: 'mail-queued', mailId: mail.mailId }, ports.now()) },
        ],
  );
  return sent.ok || sent.failure.code !== 'unavailable' ? ok({}) : sent;
}
