import { instant, type LocalDate, localDateOf } from '../../../functions/domain/time.ts';
import { confirmReferral } from '../../../functions/use-cases/cases/confirm-referral.ts';
import { fileReferral } from '../../../functions/use-cases/cases/file-referral.ts';
import { signDocument } from '../../../functions/use-cases/sign-offs/sign-document.ts';
import { completeTask, returnForCorrection } from '../../../functions/use-cases/tasks/complete-task.ts';
import { acceptance, contractFor, opinion, recruitmentSurvey, referralBy, refusal, selfReferral } from './answers.ts';
import { type CaseDriver, must } from './case-driver.ts';
import { holderOf, personIdOf } from './directory.ts';
import type { Story } from './stories.ts';

const DAY = 86_400_000;

const dayAfter = (driver: CaseDriver, days: number): LocalDate =>
  localDateOf(instant(Date.parse(driver.now) + days * DAY));

/** Walks one story to the step at which it waits. `onceKey` makes a second walk do nothing. */
export async function walkStory(driver: CaseDriver, story: Story, onceKey: string): Promise<void> {
  const { ports } = driver;
  const { club, person, from, waits, pace } = story;
  const organisation = await ports.store.read('organisation', { organisationId: club as never });
  const form = await ports.forms.current('referral', organisation?.regionId ?? '');
  if (!organisation || !form || (await ports.store.read('once', { onceKey })) !== undefined) return;
  const signature = { name: `${person.firstName} ${person.lastName}`, method: 'typed-with-code' } as const;
  const filed = {
    organisationId: organisation.organisationId,
    form: { slug: form.slug, scope: form.scope, number: form.number },
    onceKey,
  };
  const isSelf = from === 'self';
  const referral = isSelf
    ? await fileReferral(ports, 'public', { ...filed, answers: selfReferral(person), signature })
    : await fileReferral(ports, await driver.actor(from.organisation, from.role), {
        ...filed,
        answers: referralBy(person, from.source, holderOf(from.organisation, from.role)),
      });
  driver.follow(must('referral', referral).caseId);

  if (!isSelf) {
    const taskId = await driver.open('recruitment/confirm');
    if (waits === 'confirm') return;
    driver.pass(pace / 2);
    const task = await ports.store.read('task', { taskId });
    const documentId = task?.documentId;
    const document = documentId && (await ports.store.read('document', { caseId: driver.caseId, documentId }));
    const hash = document ? document.hash : '';
    must(
      'confirmation',
      await confirmReferral(ports, await driver.participant(taskId), { taskId, decision: 'confirm', hash, signature }),
    );
  }
  const check = await driver.open('recruitment/check-completeness');
  if (waits === 'check') return;
  driver.pass(pace / 2);
  const caseManager = await driver.actor(club, 'caseManager');
  if (waits === 'correct') {
    const reason = 'Brakuje opisu dotychczasowych działań. Proszę dopisać, co już próbowaliście.';
    must('return', await returnForCorrection(ports, caseManager, { taskId: check, reason }));
    await driver.open('recruitment/correct');
    return;
  }
  must('check', await completeTask(ports, caseManager, { taskId: check, outcome: 'complete' }));
  const survey = await driver.open('recruitment/survey');
  if (waits === 'survey') return;
  driver.pass(pace);
  const answers = recruitmentSurvey(isSelf);
  must('survey', await completeTask(ports, await driver.participant(survey), { taskId: survey, answers, signature }));

  const team = await driver.open('recruitment/opinion');
  if (waits === 'opinion') return;
  driver.pass(pace);
  const meetingDate = dayAfter(driver, 0);
  must(
    'opinion',
    await completeTask(ports, await driver.actor(club, 'psychologist'), {
      taskId: team,
      answers: opinion(meetingDate),
    }),
  );
  const decide = await driver.open('recruitment/decide');
  if (waits === 'decide') return;
  driver.pass(pace);
  const manager = await driver.actor(club, 'kisManager');
  if (waits === 'refused') {
    must('refusal', await completeTask(ports, manager, { taskId: decide, answers: refusal(meetingDate) }));
    await driver.open('recruitment/joint-talk-offer');
    return;
  }
  const viaOps = !isSelf && from.source === 'ops';
  const slug = viaOps ? 'social-contract' : 'internal-agreement';
  const route = viaOps ? 'socialContract' : 'internalAgreement';
  const caseManagerId = personIdOf(holderOf(club, 'caseManager'));
  const decision = acceptance(meetingDate, dayAfter(driver, 3), caseManagerId, route);
  must('decision', await completeTask(ports, manager, { taskId: decide, answers: decision }));
  await contract(driver, story, { slug, viaOps });
}

/** P2: drafted together, read by the other side, signed by everybody, active. */
async function contract(
  driver: CaseDriver,
  { club, person, from, waits, pace }: Story,
  { slug, viaOps }: { readonly slug: 'social-contract' | 'internal-agreement'; readonly viaOps: boolean },
): Promise<void> {
  const { ports } = driver;
  const draft = await driver.open(viaOps ? 'social-contract/draft-contract' : 'social-contract/draft-agreement');
  if (waits === 'draft') return;
  driver.pass(pace);
  const ops = from === 'self' ? '' : from.organisation;
  const author = viaOps ? await driver.actor(ops, 'opsSocialWorker') : await driver.actor(club, 'caseManager');
  const { email: _, ...participant } = person;
  const parties = { participant, kis: club, ...(viaOps ? { ops } : {}) };
  const answers = contractFor(slug, parties, dayAfter(driver, 7), dayAfter(driver, 180));
  must('draft', await completeTask(ports, author, { taskId: draft, answers }));

  const consult = await driver.open(viaOps ? 'social-contract/consult' : 'social-contract/approve-agreement');
  if (waits === 'consult') return;
  driver.pass(pace / 2);
  const reader = await driver.actor(club, viaOps ? 'caseManager' : 'kisManager');
  must('consultation', await completeTask(ports, reader, { taskId: consult, outcome: 'approve' }));

  const collecting = viaOps ? 'social-contract/sign-contract' : 'social-contract/sign-agreement';
  await driver.open(collecting);
  const part = await driver.open(`${collecting}#participant`);
  const found = await ports.store.read('case', { caseId: driver.caseId });
  const documentId = found?.documents[slug];
  if (documentId === undefined) throw new Error('demo: nothing to sign');
  const sign = async (
    actor: Parameters<typeof signDocument>[1],
    signature: Parameters<typeof signDocument>[2]['signature'],
    role: string,
  ) => {
    const document = await ports.store.read('document', { caseId: driver.caseId, documentId });
    must(
      `signature ${role}`,
      await signDocument(ports, actor, {
        caseId: driver.caseId,
        documentId,
        hash: document?.hash ?? '',
        signature,
        role,
      }),
    );
    driver.pass(pace / 4);
  };
  driver.pass(pace / 2);
  const name = `${person.firstName} ${person.lastName}`;
  await sign(await driver.participant(part), { name, method: 'typed-with-code' }, 'participant');
  if (waits === 'sign') return driver.settle();
  await sign(author, { name: author.name, method: 'account' }, viaOps ? 'opsSocialWorker' : 'caseManager');
  await sign(reader, { name: reader.name, method: 'account' }, viaOps ? 'caseManager' : 'kisManager');
  await driver.phase('active');
}
