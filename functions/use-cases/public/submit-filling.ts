import type { OrganisationId } from '../../domain/ids.ts';
import type { Link } from '../../domain/links/link.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { SignatureInput } from '../acting.ts';
import { fileReferral } from '../cases/file-referral.ts';
import { spending } from '../links/revoke-link.ts';
import type { Ports } from '../ports.ts';
import { completeTask } from '../tasks/complete-task.ts';
import { checkWhole } from './fill-page.ts';
import type { Filling } from './open-filling.ts';

type SubmittingPorts = Pick<Ports, 'store' | 'forms' | 'now' | 'newId'>;

/** What a person takes away from sending a form. */
export interface Submitted {
  readonly reference: string;
}

/**
 * Sends a filled form exactly once: the whole is checked again, filed as a referral or as the task's document, and only then is the link
 * spent and the draft removed. A repeat (double click, lost answer) is told the same reference.
 */
export async function submitFilling(
  ports: SubmittingPorts,
  filling: Filling,
  signature: SignatureInput | undefined,
  language: 'pl' | 'en' | 'uk',
): Promise<Result<Submitted>> {
  const { answers, errors, files } = checkWhole(ports, filling);
  if (errors.length > 0) return fail('invalid-input', { errors });
  const sent =
    filling.task === undefined
      ? await fileOwnReferral(ports, filling, { answers, files, signature, language })
      : await completeOwnTask(ports, filling, { answers, files, signature });
  if (!sent.ok) return sent;
  await tidyUp(ports, filling);
  return sent;
}

type Content = Pick<ReturnType<typeof checkWhole>, 'answers' | 'files'> & {
  readonly signature: SignatureInput | undefined;
};

async function fileOwnReferral(
  ports: SubmittingPorts,
  filling: Filling,
  { answers, files, signature, language }: Content & { readonly language: 'pl' | 'en' | 'uk' },
): Promise<Result<Submitted>> {
  if (signature === undefined) return fail('invalid-input', { errors: [{ pointer: '/signature', code: 'required' }] });
  const { draft } = filling;
  const filed = await fileReferral(ports, filling.actor, {
    organisationId: draft.purpose.id as OrganisationId,
    form: draft.form,
    answers,
    signature,
    language,
    onceKey: referralKey(draft.draftId),
    draftId: draft.draftId,
    files,
  });
  return filed.ok ? ok({ reference: filed.value.reference }) : filed;
}

async function completeOwnTask(
  ports: SubmittingPorts,
  filling: Filling,
  { answers, files, signature }: Content,
): Promise<Result<Submitted>> {
  const { task, rule, case: found } = filling.task ?? failWithoutTask();
  const outcome = Object.keys(rule.outcomes).find((name) => name === 'submitted') ?? Object.keys(rule.outcomes)[0];
  const done = await completeTask(ports, filling.actor, {
    taskId: task.taskId,
    ...(outcome === undefined ? {} : { outcome }),
    answers,
    files,
    ...(signature === undefined ? {} : { signature }),
  });
  return done.ok ? ok({ reference: found.reference }) : done;
}

const failWithoutTask = (): never => {
  throw new Error('a filling without a task is a referral');
};

/** Spends the link and removes the draft; where the act's own transaction did it, or somebody was faster, that is as good. */
async function tidyUp(ports: SubmittingPorts, filling: Filling): Promise<void> {
  const link = await ports.store.read('link', { linkHash: filling.actor.link.linkHash });
  if (link !== undefined && link.spentAt === undefined) await ports.store.commit([...spending(link, ports.now())]);
  const stored = await ports.store.read('draft', { draftId: filling.draft.draftId });
  if (stored !== undefined) await ports.store.commit([{ remove: 'draft', key: { draftId: filling.draft.draftId } }]);
}

/** Key of the mark under which a person's own referral was filed, once and for all. */
const referralKey = (draftId: string): string => `referral ${draftId}`;

/** The reference of what was sent through this link, if anything was: found by what the act itself left, so that no crash loses it. */
export async function readReceipt(ports: Pick<Ports, 'store'>, link: Link): Promise<Submitted | undefined> {
  switch (link.target.kind) {
    case 'draft': {
      const mark = await ports.store.read('once', { onceKey: referralKey(link.target.draftId) });
      return mark === undefined ? undefined : { reference: (JSON.parse(mark.result) as Submitted).reference };
    }
    case 'task':
    case 'sign-off': {
      if (link.spentAt === undefined) return undefined;
      const found = await ports.store.read('case', { caseId: link.target.caseId });
      return found === undefined ? undefined : { reference: found.reference };
    }
    default:
      return undefined;
  }
}
