import type { Component, FormDefinition, FormVersion } from '../../domain/forms/index.ts';

const OPTIONS = [
  { value: 'work', label: 'Praca' },
  { value: 'people', label: 'Więzi z ludźmi' },
  { value: 'health', label: 'Zdrowie' },
];
const YES_NO = [
  { value: 'yes', label: 'TAK' },
  { value: 'no', label: 'NIE' },
];
const SCALE = ['bardzo słabo', 'słabo', 'średnio', 'dobrze', 'bardzo dobrze', 'nie dotyczy / nie wiem'].map(
  (label, at) => ({ value: at === 5 ? 'na' : String(at + 1), label }),
);

const field = (type: Component['type'], key: string, label: string, more: Partial<Component> = {}): Component => ({
  type,
  key,
  label,
  input: true,
  ...more,
  properties: { id: `G1.${key}`, ...more.properties },
});

const REQUIRED = { validate: { required: true } } as const;
const HINT = { description: 'Krótka podpowiedź pod pytaniem.' } as const;

/** One page per kind of field, each type of ADR 0003 at least once, required so that every error can be shown. */
const GALLERY: FormDefinition = {
  title: 'Galeria pól',
  name: 'gallery',
  path: 'gallery',
  type: 'form',
  display: 'wizard',
  properties: { slug: 'gallery', catalogue: 'G1', level: 'public', languages: 'pl en uk' },
  components: [
    panel('texts', 'Teksty i liczby', [
      field('textfield', 'text', 'Imię', { ...REQUIRED, ...HINT }),
      field('textarea', 'long', 'Opisz swoją sytuację', { validate: { required: true, maxLength: 200 }, rows: 3 }),
      field('textarea', 'longer', 'Oczekiwania wobec klubu', REQUIRED),
      field('email', 'email', 'E-mail', REQUIRED),
      field('phoneNumber', 'phone', 'Telefon', REQUIRED),
      field('url', 'page', 'Strona internetowa', REQUIRED),
      field('number', 'hours', 'Godziny tygodniowo', { ...REQUIRED, properties: { unit: 'godz.', id: 'G1.hours' } }),
      field('currency', 'cost', 'Miesięczny koszt dojazdu', { ...REQUIRED, currency: 'PLN' }),
      field('number', 'sum', 'Razem (wyliczone)', {
        disabled: true,
        calculateValue: { '+': [{ var: 'data.hours' }, 1] },
      }),
      field('textfield', 'locked', 'Pole tylko do odczytu', { disabled: true, defaultValue: 'ustalone wcześniej' }),
    ]),
    panel('choices', 'Wybory', [
      field('radio', 'yesNo', 'Czy masz dojazd?', { ...REQUIRED, values: YES_NO }),
      field('radio', 'goal', 'Co jest teraz najważniejsze?', { ...REQUIRED, ...HINT, values: OPTIONS }),
      field('textfield', 'goalWhy', 'Dlaczego praca?', {
        conditional: {
          show: true,
          conjunction: 'all',
          conditions: [{ component: 'goal', operator: 'isEqual', value: 'work' }],
        },
      }),
      field('select', 'one', 'Wybierz z listy', { ...REQUIRED, widget: 'html5', data: { values: OPTIONS } }),
      field('select', 'several', 'Wybierz kilka z listy', {
        ...REQUIRED,
        widget: 'html5',
        multiple: true,
        data: { values: OPTIONS },
      }),
      field('selectboxes', 'many', 'Zaznacz wszystko, co pasuje', { ...REQUIRED, values: OPTIONS }),
      field('checkbox', 'agree', 'Zgadzam się na kontakt telefoniczny', REQUIRED),
      field('survey', 'matrix', 'Oceń współpracę', { ...REQUIRED, ...HINT, questions: OPTIONS, values: SCALE }),
    ]),
    panel('dates', 'Daty, pliki, podpis', [
      field('datetime', 'born', 'Data urodzenia', { ...REQUIRED, ...HINT, enableTime: false, format: 'yyyy-MM-dd' }),
      field('datetime', 'meeting', 'Termin spotkania', { ...REQUIRED, enableTime: true, format: 'yyyy-MM-dd HH:mm' }),
      field('day', 'since', 'Od kiedy (wystarczy rok)', { ...REQUIRED, dayFirst: true }),
      field('time', 'hour', 'Godzina', REQUIRED),
      field('file', 'paper', 'Załącznik', {
        ...REQUIRED,
        ...HINT,
        storage: 'reintegra',
        filePattern: '.pdf,.jpg',
        fileMaxSize: '5MB',
        multiple: true,
      }),
      field('signature', 'sign', 'Podpis', REQUIRED),
    ]),
    panel('groups', 'Grupy', [
      field('content', 'note', 'Wyjaśnienie', {
        input: false,
        html: '<p>To jest <strong>tekst do przeczytania</strong> z <a href="https://www.gov.pl">odnośnikiem</a>.</p>',
      }),
      field('container', 'home', 'Miejsce zamieszkania', {
        ...HINT,
        components: [
          field('textfield', 'street', 'Ulica', REQUIRED),
          field('textfield', 'city', 'Miejscowość', REQUIRED),
        ],
      }),
      field('fieldset', 'period', 'Okres', {
        input: false,
        legend: 'Okres',
        components: [
          field('columns', 'sides', '', {
            input: false,
            columns: [
              {
                width: 6,
                components: [
                  field('datetime', 'periodFrom', 'Od', { ...REQUIRED, enableTime: false, format: 'yyyy-MM-dd' }),
                ],
              },
              {
                width: 6,
                components: [field('datetime', 'periodTo', 'Do', { enableTime: false, format: 'yyyy-MM-dd' })],
              },
            ],
          }),
        ],
      }),
      field('datagrid', 'members', 'Skład gospodarstwa domowego', {
        validate: { required: true, minLength: 1, maxLength: 5 },
        components: [
          field('textfield', 'relation', 'Pokrewieństwo', REQUIRED),
          field('number', 'age', 'Wiek', REQUIRED),
        ],
      }),
      field('editgrid', 'goals', 'Cele', {
        validate: { required: true, minLength: 1 },
        components: [
          field('textfield', 'what', 'Cel', REQUIRED),
          field('radio', 'sphere', 'Sfera życia', { ...REQUIRED, values: OPTIONS }),
          field('textarea', 'measure', 'Po czym poznasz, że się udało?', REQUIRED),
          field('datetime', 'due', 'Termin', { ...REQUIRED, enableTime: false, format: 'yyyy-MM-dd' }),
        ],
      }),
      field('hidden', 'secret', 'Ukryte', {}),
    ]),
  ],
};

function panel(key: string, title: string, components: readonly Component[]): Component {
  return { type: 'panel', key, title, label: title, input: false, properties: { id: `G1.${key}` }, components };
}

export const GALLERY_VERSION: FormVersion = { slug: 'gallery', scope: 'national', number: 1, definition: GALLERY };

/** Answers that fill every field. */
export const GALLERY_ANSWERS = {
  text: 'Anna',
  long: 'Szukam pracy i chcę poznać ludzi.',
  longer: 'Zajęcia blisko domu.',
  email: 'anna@example.org',
  phone: '+48601234567',
  page: 'https://example.org',
  hours: 12,
  cost: 120.5,
  sum: 13,
  locked: 'ustalone wcześniej',
  yesNo: 'yes',
  goal: 'work',
  goalWhy: 'Chcę sama się utrzymać.',
  one: 'people',
  several: ['work', 'health'],
  many: { work: true, people: false, health: true },
  agree: true,
  matrix: { work: '4', people: '5', health: 'na' },
  born: '1980-04-03',
  meeting: '2026-04-17T10:30',
  since: '00/00/2019',
  hour: '09:30',
  paper: [
    {
      id: 'f1',
      name: 'kontrakt-socjalny-2026.pdf',
      size: 240_000,
      type: 'application/pdf',
      sha256: 'x',
      state: 'checked',
    },
  ],
  sign: { kind: 'drawn', path: 'M60 140L90 60L120 140L150 70L200 130L260 110' },
  home: { street: 'Krótka 3', city: 'Lublin' },
  periodFrom: '2026-04-01',
  periodTo: '2026-12-31',
  members: [
    { relation: 'córka', age: 7 },
    { relation: 'matka', age: 71 },
  ],
  goals: [{ what: 'Kurs komputerowy', sphere: 'work', measure: 'Napiszę CV bez pomocy.', due: '2026-06-30' }],
} as const;
