import type { Case } from '../../domain/cases/case.ts';
import type { Document, FormReference } from '../../domain/documents/document.ts';
import {
  checkRules,
  type EarlierDocument,
  type RuleContext,
  setCalculated,
} from '../../domain/documents/rules/index.ts';
import {
  type Answers,
  checkAnswers,
  contentHash,
  type Form,
  type FormVersion,
  formReference,
  loadForm,
  type Registers,
  type StoredFile,
} from '../../domain/forms/index.ts';
import type { FieldError } from '../../domain/result.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { localDateOf } from '../../domain/time.ts';
import type { Ports } from '../ports.ts';

/** Answers that passed their form and its rules, with the hash that sign-offs bind to. */
export interface CheckedContent {
  readonly form: FormReference;
  readonly answers: Answers;
  readonly hash: string;
}

interface Content {
  readonly form: FormReference;
  readonly answers: unknown;
  /** The document as it is, for values that only the server sets. */
  readonly before?: Document;
  /** 1 for the first; counted by rules that ask for the reason of a new version. */
  readonly edition?: number;
  readonly files?: readonly StoredFile[];
  readonly phase: 'draft' | 'submit';
  /** Keys that must be answered although the document stays a draft. */
  readonly requires?: readonly string[];
}

const LOOKED_BACK_AT: ReadonlySet<string> = new Set([
  'submitted',
  'approved',
  'signed',
  'active',
  'superseded',
  'closed',
]);

/** What rules may look at: earlier documents of the case, newest first, and who has signed this one. */
export async function ruleContext(
  ports: Pick<Ports, 'store' | 'now'>,
  caseId: Case['caseId'],
  document: Document | undefined,
): Promise<RuleContext> {
  const [documents, signOffs] = await Promise.all([
    ports.store.list('documents-of-case', { caseId }, { limit: 1_000 }),
    document === undefined
      ? { items: [] }
      : ports.store.list('sign-offs-of-document', { caseId, documentId: document.documentId }),
  ]);
  const earlier: readonly EarlierDocument[] = documents.items
    .filter(({ documentId, status }) => documentId !== document?.documentId && LOOKED_BACK_AT.has(status))
    .sort((left, right) => (left.changedAt < right.changedAt ? 1 : -1))
    .map(({ form, documentId, changedAt, answers, status }) => ({
      slug: form.slug,
      reference: documentId,
      status,
      date: localDateOf(changedAt),
      answers: answers ?? {},
    }));
  return {
    today: localDateOf(ports.now()),
    edition: document?.edition ?? 1,
    earlier,
    signedBy: signOffs.items
      .filter(
        ({ decision, voidedAt, hash }) => decision === 'signed' && voidedAt === undefined && hash === document?.hash,
      )
      .map(({ role }) => role),
  };
}

/** People and institutions that a form of this case may name; who they are called is the surface's business. */
async function registersOf(
  ports: Pick<Ports, 'store' | 'now'>,
  found: Pick<Case, 'organisationId' | 'networkId'>,
): Promise<Registers> {
  const today = localDateOf(ports.now());
  const [people, institutions] = await Promise.all([
    ports.store.list('memberships-of-organisation', { organisationId: found.organisationId }, { limit: 1_000 }),
    found.networkId === undefined
      ? { items: [] }
      : ports.store.list('organisations-of-network', { networkId: found.networkId }, { limit: 1_000 }),
  ]);
  const active = people.items.filter(({ from, to }) => from <= today && (to === undefined || today <= to));
  return {
    people: [...new Set(active.map(({ personId }) => personId))].map((value) => ({ value, label: '' })),
    ...(institutions.items.length === 0
      ? {}
      : {
          institutions: institutions.items.map(({ organisationId, name }) => ({ value: organisationId, label: name })),
        }),
  };
}

const rulesOf = (version: FormVersion): string => version.definition.properties?.rules ?? '';

const missing = (form: Form, answers: Answers, keys: readonly string[]): readonly FieldError[] =>
  keys
    .filter((key) => answers[key] === undefined)
    .map((key) => ({
      pointer: `/${key}`,
      code: 'required',
      params: { label: form.byPath.get(key)?.label ?? key },
    }));

/** Checks answers with the version of the form that the person saw: types, required fields, and every named rule of the moment. */
export async function checkContent(
  ports: Pick<Ports, 'store' | 'forms' | 'now'>,
  found: Pick<Case, 'caseId' | 'organisationId' | 'networkId'>,
  content: Content,
): Promise<Result<CheckedContent>> {
  const version = await ports.forms.version(content.form);
  if (version === undefined) return fail('not-found', { reason: 'no-such-form' });
  const form = loadForm(version, 'pl');
  const known = await ruleContext(ports, found.caseId, content.before);
  const context = content.edition === undefined ? known : { ...known, edition: content.edition };
  const checked = checkAnswers(form, content.answers, {
    today: context.today,
    phase: content.phase,
    registers: await registersOf(ports, found),
    ...(content.before === undefined ? {} : { trusted: content.before.answers as Answers }),
    ...(content.files === undefined ? {} : { files: content.files }),
  });
  const answers = setCalculated(form, checked.answers, context);
  const broken = [
    ...checked.errors,
    ...missing(form, answers, content.requires ?? []),
    ...(content.phase === 'submit' ? checkRules(rulesOf(version), 'submit', answers, context) : []),
  ];
  if (broken.length > 0) return fail('invalid-input', { errors: broken });
  return ok({ form: content.form, answers, hash: contentHash(formReference(version), answers) });
}

/** What the named rules say to a document as it stands: before its approval or signature, its effect, its closing. */
export async function checkMoment(
  ports: Pick<Ports, 'store' | 'forms' | 'now'>,
  document: Document,
  moment: 'sign' | 'effect' | 'close',
): Promise<Result<void>> {
  const version = await ports.forms.version(document.form);
  if (version === undefined) return fail('not-found', { reason: 'no-such-form' });
  const context = await ruleContext(ports, document.caseId, document);
  const errors = checkRules(rulesOf(version), moment, document.answers, context);
  return errors.length > 0 ? fail('blocked-by-rule', { errors }) : ok(undefined);
}
