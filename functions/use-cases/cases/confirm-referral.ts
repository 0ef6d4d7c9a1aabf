import type { TaskId } from '../../domain/ids.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Acting, SignatureInput } from '../acting.ts';
import type { Ports } from '../ports.ts';
import { declineSignature } from '../sign-offs/decline-signature.ts';
import { signDocument } from '../sign-offs/sign-document.ts';

/** A person says yes or no to a referral that somebody filed for them: a signature under it, or a refusal that ends the case without consequences. */
export async function confirmReferral(
  ports: Pick<Ports, 'store' | 'forms' | 'now'>,
  actor: Acting,
  input: {
    readonly taskId: TaskId;
    readonly decision: 'confirm' | 'decline';
    readonly hash: string;
    readonly signature?: SignatureInput;
    readonly reason?: string;
  },
): Promise<Result<{ readonly taskId: TaskId; readonly outcome: string }>> {
  const { taskId, hash } = input;
  const task = await ports.store.read('task', { taskId });
  if (task?.documentId === undefined || task.step !== 'recruitment/confirm') return fail('not-found');
  const asked = { caseId: task.caseId, documentId: task.documentId, hash, role: 'participant' };
  if (input.decision === 'decline') {
    const reason = (input.reason ?? '').trim() === '' ? 'bez podania powodu' : (input.reason ?? '');
    const declined = await declineSignature(ports, actor, { ...asked, wants: 'no-contract', reason });
    return declined.ok ? ok({ taskId, outcome: declined.value.outcome }) : declined;
  }
  if (input.signature === undefined)
    return fail('invalid-input', { errors: [{ pointer: '/signature', code: 'required' }] });
  const signed = await signDocument(ports, actor, { ...asked, signature: input.signature });
  return signed.ok ? ok({ taskId, outcome: 'signed' }) : signed;
}
