import { privacyChain } from '../../domain/audit/chains.ts';
import type { CaseEvent } from '../../domain/cases/case.ts';
import { ROLE_TITLES } from '../../domain/directory/role-titles.ts';
import type { RoleCode } from '../../domain/directory/roles.ts';
import type { DocumentStatus } from '../../domain/documents/document.ts';
import type { Answers } from '../../domain/forms/answers.ts';
import { loadForm, viewSummary } from '../../domain/forms/index.ts';
import { ok, type Result } from '../../domain/result.ts';
import { type Acting, byOf } from '../acting.ts';
import { commitWithTrail } from '../audit/trail.ts';
import type { Ports } from '../ports.ts';
import { type CaseContents, contentsOf, findPerson } from './person-records.ts';

/** A person's copy of their data: `machine` for other programs, `human` a page to read and print. */
export interface PersonCopy {
  readonly machine: object;
  readonly human: string;
}

type ExportPorts = Pick<Ports, 'store' | 'now' | 'forms' | 'templates'>;

const moment = new Intl.DateTimeFormat('pl-PL', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Warsaw' });

/** Statuses as a person reads them (documents.md, section 0). */
const STATUS_WORDS: Readonly<Record<DocumentStatus, string>> = {
  draft: 'roboczy',
  submitted: 'złożony',
  returned: 'zwrócony do poprawy',
  approved: 'zatwierdzony',
  signed: 'podpisany',
  active: 'obowiązujący',
  superseded: 'zastąpiony',
  closed: 'zamknięty',
  refused: 'odrzucony',
  withdrawn: 'wycofany',
  expired: 'po terminie',
};

const roleInWords = (role: string): string => (Object.hasOwn(ROLE_TITLES, role) ? ROLE_TITLES[role as RoleCode] : role);

const readLine = (event: CaseEvent): object => ({
  at: event.at,
  role: event.by.role,
  type: event.type,
  data: event.data,
});

async function readableDocuments(
  ports: ExportPorts,
  { documents, signOffs }: CaseContents,
): Promise<readonly object[]> {
  const readable: object[] = [];
  for (const document of documents) {
    const version = await ports.forms.version(document.form);
    const answers = (document.answers ?? {}) as Answers;
    readable.push({
      title: version?.definition.title ?? document.form.slug,
      status: STATUS_WORDS[document.status],
      at: moment.format(new Date(document.changedAt)),
      sections:
        version === undefined
          ? []
          : viewSummary(loadForm(version, 'pl'), answers, { language: 'pl', level: 'special' }),
      signOffs: signOffs
        .filter((one) => one.documentId === document.documentId)
        .map((one) => ({
          role: roleInWords(one.role),
          name: one.name,
          at: moment.format(new Date(one.at)),
          decision: one.decision,
        })),
    });
  }
  return readable;
}

/** Everything kept about a person, for that person: documents, signatures, what happened, and which roles read special data. The act itself is recorded. */
export async function exportPerson(ports: ExportPorts, actor: Acting, person: string): Promise<Result<PersonCopy>> {
  const found = await findPerson(ports, person);
  if (!found.ok) return found;
  const contents: CaseContents[] = [];
  for (const record of found.value.cases) contents.push(await contentsOf(ports, record));
  const [first] = found.value.cases;
  const at = ports.now();
  if (first !== undefined) {
    const event = {
      type: 'data-exported',
      at,
      by: byOf(actor),
      data: { caseId: first.caseId, cases: contents.length },
    };
    const saved = await commitWithTrail(ports, privacyChain(first.organisationId), [event]);
    if (!saved.ok) return saved;
  }
  const cases: object[] = [];
  for (const one of contents) {
    cases.push({
      reference: one.record.reference,
      name: one.record.displayName,
      opened: moment.format(new Date(one.record.openedAt)),
      documents: await readableDocuments(ports, one),
      reads: one.reads.map((event) => ({
        at: moment.format(new Date(event.at)),
        role: roleInWords(event.by.role),
        type: event.type,
      })),
    });
  }
  return ok({
    machine: {
      format: 'reintegra-person-copy-1',
      exportedAt: at,
      cases: contents.map(({ record, documents, signOffs, events, reads }) => ({
        reference: record.reference,
        phase: record.phase,
        name: record.displayName,
        contact: record.contact,
        openedAt: record.openedAt,
        closedAt: record.closedAt,
        documents: documents.map(({ documentId, form, status, answers, createdAt, changedAt, edition }) => ({
          documentId,
          form,
          status,
          edition,
          createdAt,
          changedAt,
          answers,
        })),
        signOffs,
        events: events.map(readLine),
        reads: reads.map(readLine),
      })),
    },
    human: ports.templates.render('pages/admin/person-copy', { at: moment.format(new Date(at)), cases }),
  });
}
