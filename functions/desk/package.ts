import * as z from 'zod';
import { objectOfDocument } from '../domain/access/index.ts';
import type { CaseId, DocumentId } from '../domain/ids.ts';
import { ok } from '../domain/result.ts';
import { defineRoute } from '../http/route.ts';
import { packageObject, readPackage, withdrawConsent } from '../use-cases/privacy/consents.ts';
import { addressOfDocument } from './addresses.ts';

/** What two consents have released to my institution from one case: read-only, until it expires or is withdrawn. */
const showPackage = defineRoute({
  method: 'GET',
  path: '/desk/udostepnione/:caseId',
  access: 'package.read',
  title: 'What two consents have released to my institution',
  params: z.object({ caseId: z.string().max(40) }),
  object: async ({ ports, params }) => packageObject(ports, params.caseId as CaseId),
  handler: async ({ ports, actor, params }) => {
    const found = await readPackage(ports, actor, params.caseId as CaseId);
    if (!found.ok) return found;
    const documents = await Promise.all(
      found.value.documents.map(async (document) => ({
        title: (await ports.forms.current(document.slug, actor.regionId))?.definition.title ?? document.slug,
        special: document.special,
        href: addressOfDocument(params.caseId, document.documentId),
      })),
    );
    return ok({
      page: 'desk/package',
      title: 'Udostępnione dokumenty',
      model: { reference: found.value.reference, documents },
      json: found.value,
    });
  },
});

const withdraw = defineRoute({
  method: 'POST',
  path: '/desk/sprawa/:caseId/zgoda/:documentId/cofnij',
  access: 'document.fill',
  title: 'Withdraw a consent to share, for the participant or as lead helper',
  params: z.object({ caseId: z.string().max(40), documentId: z.string().max(40) }),
  body: z.object({ kto: z.enum(['participant', 'helper']) }),
  object: async ({ ports, params }) => {
    const [record, document] = await Promise.all([
      ports.store.read('case', { caseId: params.caseId as CaseId }),
      ports.store.read('document', { caseId: params.caseId as CaseId, documentId: params.documentId as DocumentId }),
    ]);
    const isConsent = document?.form.slug === 'data-sharing-consent';
    return record === undefined || document === undefined || !isConsent
      ? undefined
      : objectOfDocument(record, document);
  },
  handler: async ({ ports, actor, params, body }) => {
    const done = await withdrawConsent(ports, actor, {
      caseId: params.caseId as CaseId,
      documentId: params.documentId as DocumentId,
      wishOf: body.kto,
    });
    return done.ok ? ok({ redirect: addressOfDocument(params.caseId, params.documentId), json: {} }) : done;
  },
});

export const packageRoutes = [showPackage, withdraw];
