import { describe, expect, it } from 'vitest';
import type { Document } from '../documents/document.ts';
import type { SignOff } from '../sign-offs/sign-off.ts';
import type { LocalDate } from '../time.ts';
import { consentsFor } from './consents.ts';

const TODAY = '2026-04-03' as LocalDate;
const ANSWERS = {
  recipient: 'ops-1',
  scope: { ipd: true, diagnosis: false },
  includesSpecial: 'yes',
  includesSpecialTick: true,
  benefitCheck: 'yes',
  validTo: '2026-04-03',
  participantDecision: 'grant',
  helperDecision: 'grant',
};
const consent = (answers: object = {}, more: Partial<Document> = {}): Document =>
  ({
    documentId: 'd1',
    form: { slug: 'data-sharing-consent', scope: 'national', number: 1 },
    status: 'active',
    hash: 'h1',
    answers: { ...ANSWERS, ...answers },
    ...more,
  }) as unknown as Document;
const signed = (role: string, more: Partial<SignOff> = {}): SignOff =>
  ({ documentId: 'd1', role, decision: 'signed', hash: 'h1', ...more }) as SignOff;
const BOTH = [signed('participant'), signed('caseManager')];
const released = (document: Document, signOffs = BOTH, slug = 'individual-action-plan') =>
  consentsFor(slug, [document], signOffs, TODAY);

describe('consents to share', () => {
  it('release the named documents to the named recipient while both agree', () => {
    expect(released(consent())).toEqual([{ organisationId: 'ops-1', special: true }]);
    expect(released(consent({}, { status: 'signed' }))).toHaveLength(1);
    expect(released(consent({ includesSpecialTick: false }))).toEqual([{ organisationId: 'ops-1', special: false }]);
  });

  it('release nothing else', () => {
    expect(released(consent(), BOTH, 'diagnostic-report')).toEqual([]);
    expect(released(consent(), BOTH, 'referral')).toEqual([]);
    expect(released(consent({ scope: undefined }))).toEqual([]);
    expect(released(consent({}, { form: { slug: 'referral', scope: 'national', number: 1 } }))).toEqual([]);
  });

  it.each([
    ['the participant refused', consent({ participantDecision: 'refuse' })],
    ['the helper refused', consent({ helperDecision: 'refuse' })],
    ['the helper does not confirm the benefit', consent({ benefitCheck: 'no' })],
    ['it has expired', consent({ validTo: '2026-04-02' })],
    ['it has no end', consent({ validTo: undefined })],
    ['it was withdrawn', consent({}, { status: 'withdrawn' })],
    ['a withdrawal is noted', consent({ withdrawnAt: '2026-04-02T10:00:00.000Z' })],
    ['it is not signed yet', consent({}, { status: 'submitted' })],
    ['nobody is named', consent({ recipient: '' })],
    ['the person was erased', consent({}, { answers: undefined as never })],
  ])('release nothing when %s', (_why, document) => {
    expect(released(document)).toEqual([]);
  });

  it.each([
    ['one signature is missing', [signed('participant')]],
    ['one was declined', [signed('participant'), signed('caseManager', { decision: 'declined' })]],
    ['one was voided', [signed('participant', { voidedAt: TODAY as never }), signed('caseManager')]],
    ['one was for other content', [signed('participant', { hash: 'h0' }), signed('caseManager')]],
  ])('release nothing when %s', (_why, signOffs) => {
    expect(released(consent(), signOffs)).toEqual([]);
  });
});
