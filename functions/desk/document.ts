import * as z from 'zod';
import { type AccessObject, fieldLevels, objectOfDocument } from '../domain/access/index.ts';
import type { Case } from '../domain/cases/case.ts';
import type { Actor } from '../domain/directory/directory.ts';
import type { Document } from '../domain/documents/document.ts';
import { formReference, loadForm, viewSummary } from '../domain/forms/index.ts';
import type { CaseId, DocumentId } from '../domain/ids.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { momentInWords } from '../domain/time-words.ts';
import { defineRoute } from '../http/route.ts';
import { recordRead, recordSeen } from '../use-cases/audit/record-read.ts';
import { printDocument, SIGNER_TITLES } from '../use-cases/documents/print-document.ts';
import { readRegisters } from '../use-cases/documents/read-registers.ts';
import type { Ports } from '../use-cases/ports.ts';
import { consentFacts, isByConsent } from '../use-cases/privacy/consents.ts';
import { declineSignature } from '../use-cases/sign-offs/decline-signature.ts';
import { signDocument } from '../use-cases/sign-offs/sign-document.ts';
import { addressOfCase, addressOfDocument, addressOfPdf } from './addresses.ts';
import { DOCUMENT_STATUS_WORDS } from './words.ts';

const params = z.object({ caseId: z.string().max(40), documentId: z.string().max(40) });
type Params = z.output<typeof params>;

interface Found {
  readonly record: Case;
  readonly document: Document;
  readonly object: AccessObject;
}

async function find(
  ports: Pick<Ports, 'store' | 'now'>,
  actor: Actor,
  { caseId, documentId }: Params,
): Promise<Found | undefined> {
  const [record, document] = await Promise.all([
    ports.store.read('case', { caseId: caseId as CaseId }),
    ports.store.read('document', { caseId: caseId as CaseId, documentId: documentId as DocumentId }),
  ]);
  if (record === undefined || document === undefined) return undefined;
  const released = await consentFacts(ports, actor, record, document.form.slug);
  return { record, document, object: objectOfDocument(record, document, released) };
}

const objectAsked = async ({
  ports,
  actor,
  params: asked,
}: {
  readonly ports: Ports;
  readonly actor: Actor;
  readonly params: Params;
}) => (await find(ports, actor, asked))?.object;

const showDocument = defineRoute({
  method: 'GET',
  path: '/desk/sprawa/:caseId/dokument/:documentId',
  access: 'document.read',
  title: 'One document with its signatures',
  params,
  object: objectAsked,
  handler: async ({ ports, actor, params: asked, mayAlso }) => {
    const found = await find(ports, actor, asked);
    if (found === undefined) return fail('not-found');
    const { record, document, object } = found;
    const version = await ports.forms.version(document.form);
    if (version === undefined) return fail('unavailable');
    const level = fieldLevels(actor, object)?.level ?? 'public';
    const seen = await recordSeen(ports, actor, {
      caseId: record.caseId,
      document: document.form.slug,
      documentId: document.documentId,
      formLevel: version.definition.properties?.level,
      level,
      how: 'special-data-read',
    });
    if (!seen.ok) return seen;
    if (isByConsent(actor, object)) {
      const { caseId } = record;
      const { documentId } = document;
      const read = { caseId, document: document.form.slug, documentId, how: 'package-viewed' } as const;
      const noted = await recordRead(ports, actor, read);
      if (!noted.ok) return noted;
    }
    const sections = viewSummary(loadForm(version, 'pl'), document.answers as Parameters<typeof viewSummary>[1], {
      language: 'pl',
      level,
      registers: await readRegisters(ports, record),
    });
    const signOffs = (
      await ports.store.list('sign-offs-of-document', { caseId: record.caseId, documentId: document.documentId })
    ).items;
    const valid = signOffs.filter((one) => one.voidedAt === undefined && one.hash === document.hash);
    const ownRole = signerRoleOf(actor.role);
    const closed = ['superseded', 'closed', 'refused', 'withdrawn', 'expired', 'active', 'draft', 'returned'].includes(
      document.status,
    );
    const waitsForMe =
      !closed &&
      !valid.some((one) => one.role === ownRole) &&
      mayAlso('document.sign', object) &&
      needsSignature(version.definition.properties?.signOff, ownRole);
    return ok({
      page: 'desk/document',
      title: version.definition.title,
      model: {
        title: version.definition.title,
        reference: record.reference,
        status: DOCUMENT_STATUS_WORDS[document.status],
        version: formReference(version),
        hash: document.hash,
        edition: document.edition,
        returnReason: document.status === 'returned' ? document.returnReason : undefined,
        transcribed: document.transcribed?.date,
        sections,
        leftOut: sections.reduce((sum, section) => sum + section.leftOut, 0),
        erased: Object.keys(document.answers ?? {}).length === 0,
        signOffs: signOffs.map((one) => ({
          role: SIGNER_TITLES[one.role] ?? one.role,
          name: one.name,
          on: momentInWords(one.at),
          signed: one.decision === 'signed',
          declineReason: one.declineReason,
          voided:
            one.voidedAt === undefined && one.hash === document.hash
              ? undefined
              : momentInWords(one.voidedAt ?? one.at),
        })),
        backHref: addressOfCase(record.caseId),
        pdfHref: mayAlso('document.export', object) ? addressOfPdf(record.caseId, document.documentId) : undefined,
        waitsForMe,
        withdrawAction:
          document.form.slug === 'data-sharing-consent' &&
          (document.status === 'signed' || document.status === 'active') &&
          mayAlso('document.fill', object)
            ? `/desk/sprawa/${record.caseId}/zgoda/${document.documentId}/cofnij`
            : undefined,
        signAction: `${addressOfDocument(record.caseId, document.documentId)}/podpis`,
        declineAction: `${addressOfDocument(record.caseId, document.documentId)}/odmowa`,
        signerName: actor.name,
        signerRole: SIGNER_TITLES[ownRole] ?? ownRole,
      },
      json: {
        documentId: document.documentId,
        status: document.status,
        form: document.form,
        hash: document.hash,
        sections,
        signOffs: signOffs.map(({ role, decision, at, hash, voidedAt }) => ({ role, decision, at, hash, voidedAt })),
      },
    });
  },
});

/** On the paper the club's social worker signs as such; every other role signs under its own name. */
const signerRoleOf = (role: string): string => role;

const needsSignature = (signOff: string | undefined, role: string): boolean =>
  (signOff ?? '').split(/[\s>]+/).some((one) => one.replace('?', '') === role);

const printIt = defineRoute({
  method: 'GET',
  path: '/desk/sprawa/:caseId/dokument/:documentId/pdf',
  access: 'document.export',
  title: 'The document as a PDF to sign and file',
  params,
  object: objectAsked,
  handler: async ({ ports, actor, params: asked }) => {
    const found = await find(ports, actor, asked);
    if (found === undefined) return fail('not-found');
    const level = fieldLevels(actor, found.object)?.level ?? 'public';
    const version = await ports.forms.version(found.document.form);
    const seen = await recordSeen(ports, actor, {
      caseId: found.record.caseId,
      document: found.document.form.slug,
      documentId: found.document.documentId,
      formLevel: version?.definition.properties?.level,
      level,
      how: 'document-exported',
    });
    if (!seen.ok) return seen;
    const printed = await printDocument(ports, actor, {
      caseId: found.record.caseId,
      documentId: found.document.documentId,
      level,
    });
    if (!printed.ok) return printed;
    return ok({ file: { name: printed.value.name, type: 'application/pdf', bytes: printed.value.pdf } });
  },
});

const sign = defineRoute({
  method: 'POST',
  path: '/desk/sprawa/:caseId/dokument/:documentId/podpis',
  access: 'document.sign',
  title: 'Sign the content that I saw',
  params,
  body: z.object({ hash: z.string().max(100), agree: z.literal('yes').optional() }),
  object: objectAsked,
  handler: async ({ ports, actor, params: asked, body }): Promise<Result<{ redirect: string; json: unknown }>> => {
    if (body.agree === undefined)
      return fail('invalid-input', { errors: [{ pointer: '/agree', code: 'required' }], reason: 'sign-needs-choice' });
    const done = await signDocument(ports, actor, {
      caseId: asked.caseId as CaseId,
      documentId: asked.documentId as DocumentId,
      hash: body.hash,
      signature: { name: actor.name, method: 'account' },
    });
    return done.ok ? ok({ redirect: addressOfDocument(asked.caseId, asked.documentId), json: done.value }) : done;
  },
});

const decline = defineRoute({
  method: 'POST',
  path: '/desk/sprawa/:caseId/dokument/:documentId/odmowa',
  access: 'document.sign',
  title: 'Decline to sign, with a reason',
  params,
  body: z.object({
    hash: z.string().max(100),
    reason: z.string().trim().min(1).max(2000),
    wants: z.enum(['changes', 'no-contract']).default('changes'),
  }),
  object: objectAsked,
  handler: async ({ ports, actor, params: asked, body }) => {
    const done = await declineSignature(ports, actor, {
      caseId: asked.caseId as CaseId,
      documentId: asked.documentId as DocumentId,
      ...body,
    });
    return done.ok ? ok({ redirect: addressOfDocument(asked.caseId, asked.documentId), json: done.value }) : done;
  },
});

export const documentRoutes = [showDocument, printIt, sign, decline];
