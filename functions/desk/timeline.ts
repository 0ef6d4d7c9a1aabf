import type { CaseEvent } from '../domain/cases/case.ts';
import { phaseName } from '../domain/cases/phases.ts';
import type { DocumentStatus } from '../domain/documents/document.ts';
import { momentInWords } from '../domain/time-words.ts';
import { PROCESSES, taskRuleOf } from '../domain/workflows/catalogue.ts';
import type { Messages } from '../http/messages.ts';
import { DOCUMENT_STATUS_WORDS } from './words.ts';

/** What a timeline needs beside the event: names of people, titles of documents by their ids, names of roles. */
export interface TimelineWords {
  readonly names: ReadonlyMap<string, string>;
  readonly titles: ReadonlyMap<string, string>;
  readonly messages: Messages;
}

type Data = CaseEvent['data'];
type Say = (data: Data, words: TimelineWords) => string;

const step = (data: Data): string => {
  try {
    return taskRuleOf(String(data.step)).title;
  } catch {
    return String(data.step); // a step of a process version that this release no longer knows
  }
};
const outcome = (data: Data): string => {
  try {
    return taskRuleOf(String(data.step)).outcomes[String(data.outcome)]?.label ?? String(data.outcome);
  } catch {
    return String(data.outcome);
  }
};
const document = ({ document: id }: Data, { titles }: TimelineWords): string => titles.get(String(id)) ?? 'dokument';
const role = (data: Data, { messages }: TimelineWords): string =>
  (messages.roles as Readonly<Record<string, string>>)[String(data.role)] ?? String(data.role ?? '');
const status = (data: Data): string => DOCUMENT_STATUS_WORDS[data.status as DocumentStatus] ?? String(data.status);
const process = (data: Data): string => PROCESSES.get(String(data.process))?.title ?? String(data.process);

/** A sentence for every event type that use cases write; the test beside this file compares both lists. */
export const SENTENCES: Readonly<Record<string, Say>> = {
  'case-opened': (data) => `Sprawa ${data.reference} została założona.`,
  'case-imported': (data) => `Sprawa ${data.reference} przepisana z papieru.`,
  'document-transcribed': (data, words) => `Przepisany z papieru: ${document(data, words)}.`,
  'case-accepted': () => 'Klub przyjął osobę.',
  'case-refused': () => 'Klub odmówił przyjęcia.',
  'case-withdrawn': () => 'Sprawa została wycofana.',
  'case-not-concluded': () => 'Kontrakt nie został zawarty.',
  'consent-withdrawn': () => 'Cofnięto zgodę na udostępnienie danych; dostęp zamknięto od razu.',
  'contract-active': (data, words) => `Obowiązuje: ${document(data, words)}.`,
  'task-opened': (data) => `Nowe zadanie: ${step(data)}.`,
  'task-done': (data) => `${step(data)}: ${outcome(data)}.`,
  'task-cancelled': (data) => `Zadanie nie jest już potrzebne: ${step(data)}.`,
  'task-continued': (data) => `Zadanie czeka dalej: ${step(data)}.`,
  'task-claimed': (data) => `Wzięte zadanie: ${step(data)}.`,
  'task-released': (data) => `Oddane zadanie: ${step(data)}.`,
  'task-reassigned': (data) => `Przekazane zadanie: ${step(data)}.`,
  'task-paused': (data) => `Wstrzymane zadanie: ${step(data)}.`,
  'task-resumed': (data) => `Wznowione zadanie: ${step(data)}.`,
  'answer-repeated': (data) => `Druga odpowiedź na to samo zadanie; liczy się pierwsza: ${step(data)}.`,
  'answer-late': (data) => `Odpowiedź przyszła po czasie i została zachowana: ${step(data)}.`,
  'link-issued': (data) => `Wydany link i kod: ${step(data)}.`,
  'document-saved': (data, words) => `Zapisana treść: ${document(data, words)}.`,
  'document-status': (data, words) => `${document(data, words)}: ${status(data)}.`,
  'sign-offs-voided': (data, words) => `Treść się zmieniła, złożone podpisy są nieważne: ${document(data, words)}.`,
  signed: (data, words) => `Podpis (${role(data, words)}): ${document(data, words)}.`,
  'signature-declined': (data, words) => `Odmowa podpisu (${role(data, words)}): ${document(data, words)}.`,
  'process-continued': (data) => `Proces idzie dalej: ${process(data)}.`,
  'process-stalled': (data) => `Proces stanął i wymaga pomocy: ${process(data)}.`,
  'case-paused': () => 'Sprawa została wstrzymana, terminy stoją.',
  'case-resumed': () => 'Sprawa została wznowiona.',
  'process-started': (data) => `Rozpoczęty proces: ${process(data)}.`,
  'process-stopped': (data) => `Zatrzymany proces: ${process(data)}.`,
  'process-rebuilt': (data) => `Proces odtworzony od miejsca, w którym stał: ${process(data)}.`,
  'task-reminded': (data) => `Wysłane przypomnienie: ${step(data)}.`,
  'task-overdue': (data) => `Minął termin: ${step(data)}.`,
  'task-escalated': (data) => `O zaległym zadaniu dowiedziała się następna osoba: ${step(data)}.`,
  'task-handed-over': (data) => `Zadanie przeszło na inną osobę: ${step(data)}.`,
  'answer-not-awaited': (data) => `Odpowiedź zachowana, choć proces już na nią nie czekał: ${step(data)}.`,
  'signature-settled': (data, words) => `Sprawa podpisu rozstrzygnięta (${role(data, words)}).`,
  'phase-changed': (data) => `Stan sprawy: ${phaseName(String(data.phase ?? data.to ?? ''))}.`,
  'stay-ended': () => 'Udział w klubie się zakończył.',
  'case-ended': () => 'Sprawa została zakończona.',
  'document-exported': (data, words) => `Pobrany PDF: ${document(data, words)}.`,
  'document-read': (data, words) => `Odczytany dokument: ${document(data, words)}.`,
  'mail-bounced': () => 'Wiadomość nie dotarła; trzeba dotrzeć do osoby inaczej.',
  'campaign-created': () => 'Ankieta czeka na zgodę.',
  'campaign-opened': () => 'Ankieta została otwarta.',
  'campaign-closed': () => 'Ankieta została zamknięta.',
  'campaign-extended': () => 'Ankieta została przedłużona o tydzień.',
  'campaign-refused': () => 'Grupa robocza nie zgodziła się na ankietę.',
  'campaign-resubmitted': () => 'Ankieta po poprawkach znów czeka na zgodę.',
};

/** One event as the case page shows it. */
export function timelineLine(event: CaseEvent, words: TimelineWords) {
  const say = Object.hasOwn(SENTENCES, event.type) ? SENTENCES[event.type] : undefined;
  const roles: Readonly<Record<string, string>> = words.messages.roles;
  const name = words.names.get(event.by.who);
  const who =
    event.by.who === 'system' ? 'system' : [name, roles[event.by.role] ?? event.by.role].filter(Boolean).join(', ');
  const deputy =
    event.by.substitutes === undefined
      ? ''
      : ` (w zastępstwie: ${words.names.get(event.by.substitutes) ?? 'inna osoba'})`;
  return {
    sequence: event.sequence,
    text: say === undefined ? event.type : say(event.data, words),
    on: momentInWords(event.at),
    at: event.at,
    who: `${who}${deputy}`,
  };
}
