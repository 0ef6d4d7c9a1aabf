import type { QuestionKind } from '../domain/definitions/new-question.ts';
import type { OverlayOperation } from '../domain/forms/index.ts';

/** Kinds of a new question as an admin reads them. */
export const KIND_WORDS: Readonly<Record<QuestionKind, string>> = {
  'short-text': 'Krótka odpowiedź (jedna linijka)',
  'long-text': 'Dłuższa odpowiedź (kilka zdań)',
  'yes-no': 'Tak lub nie',
  'one-choice': 'Jedna odpowiedź z listy',
  'many-choices': 'Kilka odpowiedzi z listy',
  number: 'Liczba',
  date: 'Data',
};

/** Types of existing questions in plain words. */
export const TYPE_WORDS: Readonly<Record<string, string>> = {
  textfield: 'krótka odpowiedź',
  textarea: 'dłuższa odpowiedź',
  email: 'adres e-mail',
  phoneNumber: 'numer telefonu',
  url: 'adres strony',
  number: 'liczba',
  currency: 'kwota w złotych',
  select: 'jedna odpowiedź z listy',
  radio: 'jedna odpowiedź',
  checkbox: 'zaznaczenie',
  selectboxes: 'kilka odpowiedzi',
  survey: 'tabela ocen',
  day: 'data (dzień, miesiąc, rok)',
  datetime: 'data',
  time: 'godzina',
  file: 'załącznik',
  signature: 'podpis',
  datagrid: 'powtarzane wiersze',
  editgrid: 'powtarzane wpisy',
  container: 'grupa pytań',
  fieldset: 'grupa pytań',
  panel: 'strona',
  content: 'tekst do przeczytania',
  hidden: 'pole ukryte',
};

/** One change of the draft as a sentence; `labelOf` gives a question's words for its id. */
export function operationSentence(operation: OverlayOperation, labelOf: (id: string) => string): string {
  switch (operation.op) {
    case 'add-after':
      return `Nowe pytanie „${operation.component.label ?? operation.component.key}” po pytaniu „${labelOf(operation.after)}”.`;
    case 'relabel':
      return `Pytanie brzmi teraz: „${operation.label}”.`;
    case 'translate':
      return `Tłumaczenie (${operation.language === 'en' ? 'angielski' : 'ukraiński'}) pytania „${labelOf(operation.at)}”: „${operation.texts.label ?? ''}”.`;
    case 'hint':
      return operation.description === ''
        ? `Usunięta podpowiedź przy pytaniu „${labelOf(operation.at)}”.`
        : `Podpowiedź przy pytaniu „${labelOf(operation.at)}”: „${operation.description}”.`;
    case 'hide-optional':
      return `Ukryte pytanie nieobowiązkowe (${operation.at}).`;
    case 'reorder-within-section':
      return operation.after === null
        ? `Pytanie „${labelOf(operation.at)}” jest teraz pierwsze w swojej części.`
        : `Pytanie „${labelOf(operation.at)}” stoi teraz po pytaniu „${labelOf(operation.after)}”.`;
    case 'add-option':
      return `Nowa odpowiedź „${operation.option.label}” przy pytaniu „${labelOf(operation.at)}”.`;
  }
}
