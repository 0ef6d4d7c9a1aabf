import type { Component, ComponentType } from './definition.ts';

const TYPES: Readonly<Record<ComponentType, string>> = {
  textfield: 'krótki tekst',
  textarea: 'dłuższy tekst',
  email: 'adres e-mail',
  phoneNumber: 'numer telefonu',
  url: 'adres strony internetowej',
  number: 'liczba',
  currency: 'kwota w złotych',
  select: 'wybór jednej odpowiedzi z listy',
  radio: 'wybór jednej odpowiedzi',
  checkbox: 'pole do zaznaczenia',
  selectboxes: 'wybór wielu odpowiedzi',
  survey: 'tabela: jedna odpowiedź w każdym wierszu',
  day: 'data, także niepełna',
  datetime: 'data i godzina',
  time: 'godzina',
  file: 'plik',
  signature: 'podpis',
  datagrid: 'powtarzane wpisy (krótkie)',
  editgrid: 'powtarzane wpisy (dłuższe)',
  container: 'grupa pól',
  fieldset: 'część z tytułem',
  panel: 'strona',
  columns: 'pola obok siebie',
  content: 'tekst do przeczytania',
  hidden: 'wartość ustalana przez system',
};

const REGISTERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    people: 'osób',
    institutions: 'instytucji',
    services: 'usług',
    resources: 'zasobów',
    documents: 'dokumentów',
    cases: 'spraw',
    sessions: 'zajęć',
  }),
);

/** What kind of question a component is, in plain Polish for the question editor („liczba od 0 do 100”). */
export function describeField(component: Component): string {
  const { validate = {}, properties = {} } = component;
  if (component.calculateValue !== undefined) return 'wartość liczona przez system';
  if (component.type === 'datetime' && component.enableTime === false) return 'data';
  if (component.type === 'select' && properties.register !== undefined)
    return `wybór z rejestru ${REGISTERS.get(properties.register) ?? properties.register}`;
  if (component.type === 'select' && component.multiple) return 'wybór wielu odpowiedzi z listy';
  if (component.type === 'file' && component.multiple) return 'pliki';
  if (component.type === 'textfield' && properties.rule === 'pesel') return 'numer PESEL';
  if (component.type === 'textfield' && properties.rule === 'postcode') return 'kod pocztowy';
  if (component.type === 'number' || component.type === 'currency') {
    const bounds = [
      validate.min === undefined ? '' : ` od ${validate.min}`,
      validate.max === undefined ? '' : ` do ${validate.max}`,
    ];
    return `${TYPES[component.type]}${bounds.join('')}`;
  }
  return TYPES[component.type] ?? component.type;
}
