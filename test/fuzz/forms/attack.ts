import type {
  Component,
  Form,
  FormDefinition,
  FormVersion,
  JsonValue,
  OverlayOperation,
} from '../../../functions/domain/forms/index.ts';
import { LINT_CODES } from '../../../functions/domain/forms/lint/finding.ts';
import { TODAY } from '../../builders/forms.ts';
import { hostileAnswers, hostileComponent, hostileDefinition, hostileEntries, pick, type Random } from './hostile.ts';
import type { Subject } from './subject.ts';

/** Processor time of this thread: a busy machine is no hang. */
const processorMs = (): number => process.threadCpuUsage().user / 1000;

/** Longest time that one call may take. */
const HANG_MS = 100;

export interface Counts {
  definitions: number;
  accepted: number;
  answers: number;
  refusals: number;
  calls: number;
  slowestMs: number;
  slowest: string;
}

export interface Fault {
  readonly kind: 'threw' | 'hung' | 'polluted' | 'malformed' | 'kept';
  readonly where: string;
  readonly detail: string;
  readonly input: unknown;
}

class Found extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault.kind);
    this.fault = fault;
  }
}

/** One round: a hostile definition through every door, and, where the linter lets it in, hostile answers after it. Undefined when all held. */
export function attackOnce(random: Random, subject: Subject, counts: Counts): Fault | undefined {
  try {
    round(random, subject, counts);
    return undefined;
  } catch (error) {
    if (error instanceof Found) return error.fault;
    throw error;
  }
}

function round(random: Random, subject: Subject, counts: Counts): void {
  const call = <T>(where: string, input: unknown, work: () => T): T => {
    counts.calls += 1;
    const once = (): [T, number] => {
      const start = processorMs();
      try {
        return [work(), processorMs() - start];
      } catch (error) {
        throw new Found({ kind: 'threw', where, detail: String(error instanceof Error ? error.stack : error), input });
      }
    };
    let [result, took] = once();
    // A pause for garbage or compiling is no hang: only what is slow every time counts.
    for (let again = 0; again < 2 && took > HANG_MS; again += 1) [result, took] = once();
    if (took > counts.slowestMs) Object.assign(counts, { slowestMs: took, slowest: where });
    if (took > HANG_MS) throw new Found({ kind: 'hung', where, detail: `${took.toFixed(0)} ms`, input });
    if (Object.keys(Object.prototype).length > 0 || ({} as { polluted?: unknown }).polluted !== undefined) {
      for (const key of Object.keys(Object.prototype))
        delete (Object.prototype as unknown as Record<string, unknown>)[key];
      throw new Found({ kind: 'polluted', where, detail: 'Object.prototype has new properties', input });
    }
    return result;
  };
  const malformed = (where: string, detail: string, input: unknown): never => {
    throw new Found({ kind: 'malformed', where, detail, input });
  };

  const definition = hostileDefinition(random);
  counts.definitions += 1;
  const findings = call('lint', definition, () => subject.lint(definition));
  for (const finding of findings) {
    counts.refusals += 1;
    const sentence = subject.lintSentence(finding);
    const known = LINT_CODES.some((code) => code === finding.code);
    if (
      !known ||
      !isPointer(finding.pointer) ||
      sentence === '' ||
      /[{}]/.test(sentence.replace('{{ }}', '').replace(/«[^»]*»/g, ''))
    )
      malformed('lint', `${JSON.stringify(finding)} ${sentence}`, definition);
  }
  const imported = call('importForeign', definition, () => subject.importForeign(definition));
  if (!imported.definition && imported.report.refused.length === 0)
    malformed('importForeign', 'refused without an entry', definition);
  if (imported.definition) call('lint', imported.definition, () => subject.lint(imported.definition));
  if (findings.some(({ severity }) => severity === 'error')) {
    const sound = imported.definition && !imported.findings.some(({ severity }) => severity === 'error');
    if (sound && imported.definition) attackForm(imported.definition, random, subject, counts, call, malformed);
    return;
  }
  attackForm(definition as FormDefinition, random, subject, counts, call, malformed);
}

type Call = <T>(where: string, input: unknown, work: () => T) => T;
type Malformed = (where: string, detail: string, input: unknown) => never;

function attackForm(
  definition: FormDefinition,
  random: Random,
  subject: Subject,
  counts: Counts,
  call: Call,
  malformed: Malformed,
): void {
  counts.accepted += 1;
  const version: FormVersion = { slug: 'formularz', scope: 'national', number: 1, definition };
  const form = call('loadForm', definition, () => subject.loadForm(version, 'pl'));
  call('emptyAnswers', definition, () => subject.emptyAnswers(form));
  for (let times = 0; times < 3; times += 1) {
    const raw = hostileAnswers(random, definition.components);
    counts.answers += 1;
    const input = { definition, raw };
    const page = Math.floor(random() * form.pages.length);
    const { answers, errors } = call('checkAnswers', input, () =>
      subject.checkAnswers(form, raw, { today: TODAY, phase: pick(random, ['draft', 'submit']) }),
    );
    for (const error of errors) {
      counts.refusals += 1;
      const sentence = subject.errorSentence(error, 'pl');
      if (!isPointer(error.pointer) || !/^[a-z-]+$/.test(error.code) || sentence.trim() === '')
        malformed('checkAnswers', JSON.stringify(error), input);
    }
    const stranger = strangerIn(form, answers);
    if (stranger !== undefined) throw new Found({ kind: 'kept', where: 'checkAnswers', detail: stranger, input });
    const shown =
      typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? (raw as Record<string, JsonValue>) : {};
    const tame = errors.some(({ pointer }) => pointer === '') ? {} : shown;
    for (const mode of ['edit', 'read', 'print'] as const)
      call('viewPage', input, () => subject.viewPage(form, page, tame, errors, { language: 'pl', mode }));
    call('viewSummary', input, () => subject.viewSummary(form, answers, { language: 'uk', level: 'special' }));
    call('exportRow', input, () => subject.exportRow(form, answers));
    call('contentHash', input, () => subject.contentHash(form.reference, answers));
    const entries = hostileEntries(random, definition.components);
    const posted = call('readPosted', { definition, entries }, () => subject.readPosted(form, page, entries, answers));
    call('checkAnswers', { definition, entries }, () =>
      subject.checkAnswers(form, posted.raw, { today: TODAY, phase: 'draft' }),
    );
  }
  const operations = hostileOperations(random, definition.components);
  call('applyOverlay', { definition, operations }, () => subject.applyOverlay(definition, operations));
}

function hostileOperations(random: Random, components: readonly Component[]): readonly OverlayOperation[] {
  const id = (): string =>
    pick(random, [...components.map(({ properties }) => properties?.id ?? ''), 'X.1', '__proto__', '']);
  return [
    { op: 'add-after', after: id(), component: hostileComponent(random, 3) },
    { op: 'relabel', at: id(), label: pick(random, ['Nowa', '', ' ']) },
    { op: 'hide-optional', at: id() },
    { op: 'reorder-within-section', at: id(), after: pick(random, [null, id()]) },
    { op: 'add-option', at: id(), option: { value: pick(random, ['x', '__proto__', '']), label: 'X' } },
  ];
}

const isPointer = (pointer: string): boolean => pointer === '' || /^(?:\/(?:[^~/]|~[01])*)+$/.test(pointer);

/** The path of a checked answer that the form doesn't know, or that isn't plain JSON. */
function strangerIn(form: Form, answers: JsonValue, path = ''): string | undefined {
  if (typeof answers !== 'object' || answers === null || Array.isArray(answers)) return path || '(answers)';
  for (const [key, value] of Object.entries(answers)) {
    const at = path === '' ? key : `${path}.${key}`;
    const node = form.byPath.get(at);
    if (!node) return at;
    const inner =
      node.holds === 'group'
        ? strangerIn(form, value, at)
        : node.holds === 'rows'
          ? (value as readonly JsonValue[]).map((row) => strangerIn(form, row, at)).find((found) => found !== undefined)
          : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}
