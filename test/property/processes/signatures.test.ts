import { describe, expect, test } from 'vitest';
import type { CaseId } from '../../../functions/domain/ids.ts';
import { declineSignature } from '../../../functions/use-cases/sign-offs/decline-signature.ts';
import { editDocument } from '../../../functions/use-cases/sign-offs/edit-document.ts';
import { signDocument } from '../../../functions/use-cases/sign-offs/sign-document.ts';
import { issueTaskLink } from '../../../functions/use-cases/tasks/issue-task-link.ts';
import { caseOf, eventsOf, must, participantAt, taskOf } from '../../simulate/acting.ts';
import { type House, openHouse } from '../../simulate/house.ts';
import { referralByOps, walk } from '../../simulate/start-referral.ts';

const START = '2026-04-01T08:00:00Z';
const STEP = 'social-contract/sign-contract';
const DRAWN = { name: 'Anna Nowak', method: 'drawn', evidence: 'M0 0' } as const;
const account = (name: string) => ({ name, method: 'account' }) as const;

async function collecting(): Promise<{ house: House; caseId: CaseId }> {
  const house = await openHouse({ at: START });
  const { caseId } = await referralByOps(house);
  await walk(house, caseId, 7);
  return { house, caseId };
}

async function contractOf(house: House, caseId: CaseId) {
  const documentId = (await caseOf(house, caseId)).documents['social-contract'];
  const document = documentId === undefined ? undefined : await house.store.read('document', { caseId, documentId });
  if (document === undefined) throw new Error('no contract');
  return { caseId, documentId: document.documentId, hash: document.hash, document };
}

describe('a signature', () => {
  test('is bound to the content that the person saw', async () => {
    const { house, caseId } = await collecting();
    const { documentId } = await contractOf(house, caseId);
    const seen = { caseId, documentId, hash: 'something else', signature: account('caseManager') };
    expect(await signDocument(house.ports, house.actor('caseManager'), seen)).toMatchObject({
      failure: { code: 'conflict', reason: 'content-changed' },
    });
    await house.close();
  });

  test('is void after a change, which says so, asks again and tells the person', async () => {
    const { house, caseId } = await collecting();
    const before = await contractOf(house, caseId);
    const participant = await participantAt(house, await taskOf(house, caseId, `${STEP}#participant`));
    must(await signDocument(house.ports, participant, { ...before, signature: DRAWN }));
    must(await signDocument(house.ports, house.actor('caseManager'), { ...before, signature: account('caseManager') }));
    await house.settle();
    const edited = must(
      await editDocument(house.ports, house.actor('opsSocialWorker'), {
        ...before,
        answers: { ...before.document.answers, strengths: 'Cierpliwa i bardzo dokładna.' },
      }),
    );
    expect([...edited.voided].sort()).toEqual(['caseManager', 'participant']);
    await house.settle();
    expect((await eventsOf(house, caseId)).at(-1)).toBeDefined();
    expect(house.letters.at(-1)?.subject).toBe('mails/signature-voided.pl');
    const open = await openOfContract(house, caseId);
    expect(open).toEqual([STEP, `${STEP}#caseManager`, `${STEP}#opsSocialWorker`, `${STEP}#participant`].sort());
    const after = await contractOf(house, caseId);
    must(
      await signDocument(house.ports, house.actor('opsSocialWorker'), {
        ...after,
        signature: account('opsSocialWorker'),
      }),
    );
    must(await signDocument(house.ports, house.actor('caseManager'), { ...after, signature: account('caseManager') }));
    const again = await participantAt(house, await taskOf(house, caseId, `${STEP}#participant`));
    expect(await signDocument(house.ports, again, { ...before, signature: DRAWN })).toMatchObject({
      failure: { code: 'conflict', reason: 'content-changed' },
    });
    expect(must(await signDocument(house.ports, again, { ...after, signature: DRAWN }))).toEqual({
      status: 'signed',
      missing: [],
    });
    await house.settle();
    expect((await caseOf(house, caseId)).phase).toBe('active');
    await house.close();
  });

  test('is refused to an edit by somebody else, and an active document is not edited', async () => {
    const { house, caseId } = await collecting();
    const before = await contractOf(house, caseId);
    const answers = { ...before.document.answers, strengths: 'Inne.' };
    expect(await editDocument(house.ports, house.actor('caseManager'), { ...before, answers })).toMatchObject({
      failure: { code: 'forbidden' },
    });
    expect(
      await editDocument(house.ports, house.actor('opsSocialWorker'), {
        ...before,
        answers: { ...answers, kisFullAccess: undefined },
      }),
    ).toMatchObject({ failure: { code: 'invalid-input' } });
    await walkSignatures(house, caseId);
    expect(await editDocument(house.ports, house.actor('opsSocialWorker'), { ...before, answers })).toMatchObject({
      failure: { code: 'wrong-state', reason: 'document-active' },
    });
    await house.close();
  });

  test('of a participant takes evidence when staff enter it from paper', async () => {
    const { house, caseId } = await collecting();
    const { documentId, hash } = await contractOf(house, caseId);
    const input = { caseId, documentId, hash, role: 'participant' };
    const actor = house.actor('caseManager');
    expect(await signDocument(house.ports, actor, { ...input, signature: account('caseManager') })).toMatchObject({
      failure: { code: 'invalid-input', errors: [{ pointer: '/signature/evidence' }] },
    });
    const scan = { name: 'Anna Nowak', method: 'scan', evidence: 'file-1' } as const;
    expect(must(await signDocument(house.ports, actor, { ...input, signature: scan })).missing).toEqual([
      'opsSocialWorker',
      'caseManager',
    ]);
    await house.close();
  });

  test('needs a live link: not a revoked, an expired, or another document’s', async () => {
    const { house, caseId } = await collecting();
    const { documentId, hash } = await contractOf(house, caseId);
    const task = await taskOf(house, caseId, `${STEP}#participant`);
    const old = await participantAt(house, task);
    const input = { caseId, documentId, hash, signature: DRAWN };
    must(await issueTaskLink(house.ports, house.actor('caseManager'), { taskId: task.taskId }));
    expect(await signDocument(house.ports, old, input)).toMatchObject({
      failure: { code: 'gone', reason: 'link-revoked' },
    });
    const fresh = await participantAt(house, task);
    await house.advanceTo('2026-12-01T08:00:00Z');
    expect(await signDocument(house.ports, fresh, input)).toMatchObject({
      failure: { code: 'gone', reason: 'link-expired' },
    });
    await house.close();
  });

  test('refused with a reason ends the collecting and takes the links of the others', async () => {
    const { house, caseId } = await collecting();
    const contract = await contractOf(house, caseId);
    const { documentId, hash } = contract;
    const refusal = { caseId, documentId, hash, wants: 'changes' } as const;
    const actor = house.actor('opsSocialWorker');
    expect(await declineSignature(house.ports, actor, { ...refusal, reason: ' ' })).toMatchObject({
      failure: { code: 'invalid-input' },
    });
    const participant = await participantAt(house, await taskOf(house, caseId, `${STEP}#participant`));
    expect(must(await declineSignature(house.ports, actor, { ...refusal, reason: 'Błąd w dacie.' })).outcome).toBe(
      'changes',
    );
    await house.settle();
    expect(await openOfContract(house, caseId)).toEqual(['social-contract/draft-contract']);
    expect((await contractOf(house, caseId)).document.returnReason).toBe('Błąd w dacie.');
    expect((await house.store.read('link', { linkHash: participant.link.linkHash }))?.revokedAt).toBeDefined();
    await house.close();
  });
});

const openOfContract = async (house: House, caseId: CaseId): Promise<readonly string[]> =>
  Object.keys((await caseOf(house, caseId)).open ?? {})
    .filter((step) => step.startsWith('social-contract/'))
    .sort();

async function walkSignatures(house: House, caseId: CaseId): Promise<void> {
  const { documentId, hash } = await contractOf(house, caseId);
  const participant = await participantAt(house, await taskOf(house, caseId, `${STEP}#participant`));
  must(await signDocument(house.ports, participant, { caseId, documentId, hash, signature: DRAWN }));
  for (const name of ['caseManager', 'opsSocialWorker'])
    must(await signDocument(house.ports, house.actor(name), { caseId, documentId, hash, signature: account(name) }));
  await house.settle();
}
