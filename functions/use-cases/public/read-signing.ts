import type { Document } from '../../domain/documents/document.ts';
import type { FormVersion, Registers } from '../../domain/forms/index.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { readRegisters } from '../documents/read-registers.ts';
import type { Ports } from '../ports.ts';
import type { Signing } from './open-filling.ts';

/** A document as its signer reads it: content, the form it was written with, and who has signed exactly this content. */
export interface SigningSheet {
  readonly document: Document;
  readonly version: FormVersion;
  readonly organisation: string | undefined;
  /** Roles on the paper. */
  readonly signedBy: readonly string[];
  /** Names of people and institutions that the answers hold by id. */
  readonly registers: Registers;
}

/** Reads the document of a co-sign link; `gone` when it is no longer there. */
export async function readSigning(
  ports: Pick<Ports, 'store' | 'forms' | 'now'>,
  { caseId, documentId }: Pick<Signing, 'caseId' | 'documentId'>,
): Promise<Result<SigningSheet>> {
  const document = await ports.store.read('document', { caseId, documentId });
  if (document === undefined) return fail('gone', { reason: 'task-over' });
  const [version, organisation, signOffs] = await Promise.all([
    ports.forms.version(document.form),
    ports.store.read('organisation', { organisationId: document.organisationId }),
    ports.store.list('sign-offs-of-document', { caseId, documentId }),
  ]);
  if (version === undefined) return fail('unavailable');
  const { organisationId } = document;
  const networkId = organisation?.networkId;
  const registers = await readRegisters(ports, { organisationId, ...(networkId === undefined ? {} : { networkId }) });
  return ok({
    registers,
    document,
    version,
    organisation: organisation?.name,
    signedBy: signOffs.items
      .filter(
        ({ decision, voidedAt, hash }) => decision === 'signed' && voidedAt === undefined && hash === document.hash,
      )
      .map(({ role }) => role),
  });
}
