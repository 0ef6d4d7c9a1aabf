import type { Actor } from '../../domain/directory/directory.ts';
import { fieldsById } from '../../domain/documents/printed/fields-by-id.ts';
import { printSections } from '../../domain/documents/printed/print-sections.ts';
import { signersOnPaper } from '../../domain/documents/printed/signers-on-paper.ts';
import { formReference, type Level, loadForm, viewSummary } from '../../domain/forms/index.ts';
import type { CaseId, DocumentId } from '../../domain/ids.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { dateInWords, momentInWords } from '../../domain/time-words.ts';
import type { Ports } from '../ports.ts';
import { readRegisters } from './read-registers.ts';

type PrintPorts = Pick<Ports, 'store' | 'forms' | 'templates' | 'printer' | 'qrCodes' | 'now' | 'baseUrl'>;

/** Names of the roles on a signature line. */
export const SIGNER_TITLES: Readonly<Record<string, string>> = {
  participant: 'Uczestnik',
  referrer: 'Osoba kierująca',
  opsSocialWorker: 'Pracownik socjalny OPS',
  kisSocialWorker: 'Pracownik socjalny',
  caseManager: 'Case manager',
  kisManager: 'Kierownik KIS',
  opsManager: 'Kierownik OPS',
  psychologist: 'Psycholog',
  careerAdviser: 'Doradca zawodowy',
  leadHelper: 'Helper odpowiedzialny',
  classLeader: 'Prowadzący zajęcia',
  partnerHead: 'Zwierzchnik instytucji',
  leader: 'Lider partnerstwa',
  animator: 'Inicjator (animator)',
  municipalExecutive: 'Wójt, burmistrz lub prezydent',
  lsrCoordinator: 'Koordynator LSR',
  attendee: 'Uczestnik spotkania',
  chair: 'Przewodniczący',
  minuteTaker: 'Protokolant',
};

const METHOD_WORDS: Readonly<Record<string, string>> = {
  account: 'potwierdzenie w systemie po zalogowaniu',
  typed: 'podpis wpisany imieniem i nazwiskiem',
  'typed-with-code': 'podpis wpisany, potwierdzony kodem',
  drawn: 'podpis odręczny na ekranie',
  scan: 'skan podpisanego dokumentu',
  witnessed: 'podpis złożony przy świadku',
};

/**
 * The document as a PDF to sign and file: its printed template, the reference and version, the content hash with a QR code that leads
 * to its check, and every sign-off. Fields above `level` are left out. `blank` prints the empty form for handwriting.
 */
export async function printDocument(
  ports: PrintPorts,
  _actor: Actor | 'participant',
  input: { readonly caseId: CaseId; readonly documentId: DocumentId; readonly level: Level; readonly blank?: boolean },
): Promise<Result<{ readonly name: string; readonly pdf: Uint8Array }>> {
  const { caseId, documentId } = input;
  const [record, document, signOffs] = await Promise.all([
    ports.store.read('case', { caseId }),
    ports.store.read('document', { caseId, documentId }),
    ports.store.list('sign-offs-of-document', { caseId, documentId }),
  ]);
  if (record === undefined || document === undefined) return fail('not-found');
  const version = await ports.forms.version(document.form);
  const template = `documents/${document.form.slug}`;
  if (version === undefined || !ports.templates.has(template))
    return fail('unavailable', { reason: 'no-printed-shape' });
  const form = loadForm(version, 'pl');
  const reference = `${record.reference}/${version.definition.properties?.catalogue ?? document.form.slug}/${document.edition}`;
  const verifyUrl = `${ports.baseUrl}/sprawdz/${documentId}/${document.hash.slice(0, 16)}`;
  const registers = await readRegisters(ports, record);
  const answers = input.blank === true ? undefined : (document.answers as Parameters<typeof viewSummary>[1]);
  const rolesOnPaper = signersOnPaper(form, answers);
  const parts = printSections(form, answers, { language: 'pl', level: input.level, registers });
  const valid = signOffs.items.filter((one) => one.voidedAt === undefined && one.hash === document.hash);
  const html = ports.templates.render(template, {
    title: version.definition.title,
    reference,
    version: formReference(version),
    hash: document.hash,
    verifyUrl,
    qrSvg: await ports.qrCodes.svg(verifyUrl),
    generatedOn: dateInWords(ports.now()),
    caseReference: record.reference,
    sections: viewSummary(form, document.answers as Parameters<typeof viewSummary>[1], {
      language: 'pl',
      level: input.level,
      registers,
    }),
    answers: document.answers,
    parts,
    part: Object.fromEntries(parts.map((part) => [part.key, part])),
    field: fieldsById(parts),
    signOffs: [...new Set([...rolesOnPaper, ...valid.map((one) => one.role)])].map((role) => {
      const found = valid.find((one) => one.role === role);
      return {
        role,
        roleLabel: SIGNER_TITLES[role] ?? role,
        name: found?.name,
        signedAt: found === undefined || found.decision !== 'signed' ? undefined : momentInWords(found.at),
        hash: found?.hash,
        method: found === undefined ? undefined : METHOD_WORDS[found.method],
      };
    }),
    blank: input.blank === true,
  });
  const printed = await ports.printer.print(html);
  if (!printed.ok) return printed;
  return ok({ name: `${reference.replaceAll('/', '-')}.pdf`, pdf: printed.value });
}
