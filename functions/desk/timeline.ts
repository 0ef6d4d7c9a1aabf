import type { CaseEvent } from '../domain/cases/case.ts';
import { phaseName } from '../domain/cases/phases.ts';
import { momentInWords } from '../domain/time-words.ts';
import { taskRuleOf } from '../domain/workflows/catalogue.ts';
import type { Messages } from '../http/messages.ts';

/** What a timeline needs beside the event: names of people, titles of documents, names of roles. */
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
const document = (data: Data, { titles }: TimelineWords): string =>
  titles.get(String(data.form ?? data.slug ?? '')) ?? 'dokument';
const role = (data: Data, { messages }: TimelineWords): string =>
  (messages.roles as Readonly<Record<string, string>>)[String(data.role)] ?? String(data.role ?? '');

/** A sentence for every event type; the test of this file compares the list with the types that use cases write. */
export const SENTENCES: Readonly<Record<string, Say>> = {
  'case-opened': () => 'Sprawa została założona.',
  'phase-changed': (data) => `Stan sprawy: ${phaseName(String(data.phase ?? data.to))}.`,
  'task-opened': (data) => `Nowe zadanie: ${step(data)}.`,
  'task-closed': (data) => `${step(data)}: ${outcome(data)}.`,
  'document-changed': (data, words) => `Zmieniono treść: ${document(data, words)}.`,
  'sign-off-given': (data, words) => `Podpis (${role(data, words)}): ${document(data, words)}.`,
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
