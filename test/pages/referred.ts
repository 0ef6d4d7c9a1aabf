import { readExamples } from '../../forms/read-forms.ts';
import type { Actor } from '../../functions/domain/directory/directory.ts';
import type { CaseId, DocumentId, PersonId } from '../../functions/domain/ids.ts';
import type { Mail } from '../../functions/domain/mails/mail.ts';
import { fileReferral } from '../../functions/use-cases/cases/file-referral.ts';
import { openTask } from '../../functions/use-cases/tasks/open-task.ts';
import { CLUB, type World } from './world.ts';

/** A member of staff of the club in some role. */
export const staff = (world: Pick<World, 'ports'>, role: Actor['role']): Actor =>
  ({
    personId: 'p-staff' as PersonId,
    name: 'Beata Nowicka',
    organisationId: CLUB.organisationId,
    organisationKind: 'kis',
    regionId: CLUB.regionId,
    role,
    membershipId: 'm1',
    at: world.ports.now(),
  }) as Actor;

/** The workflow reaches a step of recruitment: its task opens. */
export const openStep = (world: Pick<World, 'ports'>, caseId: CaseId, step: string, retry = 0) =>
  openTask(world.ports, 'system', {
    token: `token-${caseId}-${step}-${retry}`,
    execution: `${caseId}-recruitment-1`,
    caseId,
    step,
    entered: world.ports.now(),
    retry,
  });

/** The newest mail that carries a link. */
export async function newestMail(world: Pick<World, 'store'>): Promise<Mail> {
  const { items } = await world.store.list('mails-newest', {}, { limit: 10, reverse: true });
  const withLink = items
    .filter((mail) => mail.values.link !== undefined)
    .sort((a, b) => (a.queuedAt < b.queuedAt ? 1 : -1))[0];
  if (withLink === undefined) throw new Error('nobody was written to');
  return withLink;
}

/** OPS has filed a referral; the person gets a mail with a link to read and sign it. */
export async function referByOps(
  world: World,
): Promise<{ readonly caseId: CaseId; readonly documentId: DocumentId; readonly mail: Mail }> {
  const answers = structuredClone(
    readExamples('referral').find((example) => example.name === 'full')?.answers ?? {},
  ) as Record<string, unknown>;
  answers.hasSocialContract = 'no';
  answers.fullContract = undefined;
  (answers.participant as Record<string, string>).email = 'danuta@example.org';
  const version = await world.ports.forms.current('referral', CLUB.regionId);
  const filed = await fileReferral(world.ports, staff(world, 'opsSocialWorker'), {
    organisationId: CLUB.organisationId,
    form: { slug: 'referral', scope: 'national', number: version?.number ?? 0 },
    answers: JSON.parse(JSON.stringify(answers)),
  });
  if (!filed.ok) throw new Error(JSON.stringify(filed.failure));
  const task = await openStep(world, filed.value.caseId, 'recruitment/confirm');
  if (!task.ok) throw new Error(JSON.stringify(task.failure));
  return { caseId: filed.value.caseId, documentId: filed.value.documentId, mail: await newestMail(world) };
}
