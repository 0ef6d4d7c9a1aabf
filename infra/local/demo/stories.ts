import type { Participant } from './answers.ts';

/** How far a story goes; each one waits at its last step, the earlier ones have been done by the people whose task they were. */
export type Waits =
  | 'confirm'
  | 'check'
  | 'correct'
  | 'survey'
  | 'opinion'
  | 'decide'
  | 'refused'
  | 'draft'
  | 'consult'
  | 'sign'
  | 'active';

export interface Story {
  readonly club: string;
  /** Who referred: an institution of the network with its worker's role, or the person. */
  readonly from:
    | 'self'
    | {
        readonly organisation: string;
        readonly role: 'opsSocialWorker' | 'pupAdviser' | 'referrer';
        readonly source: 'ops' | 'pup' | 'ngo';
      };
  readonly person: Participant;
  readonly daysAgo: number;
  /** Hours between the steps. */
  readonly pace: number;
  readonly waits: Waits;
}

const somebody = (firstName: string, lastName: string, birthDate: string, residence: string): Participant => ({
  firstName,
  lastName,
  birthDate,
  residence,
  email: `uczestnik.${birthDate.replaceAll('-', '')}@poczta.example`,
});

const OPS_LIPNIKI = { organisation: 'ops-lipniki', role: 'opsSocialWorker', source: 'ops' } as const;
const PUP_LIPNIKI = { organisation: 'pup-lipniki', role: 'pupAdviser', source: 'pup' } as const;
const OPS_BRZOZOWKA = { organisation: 'ops-brzozowka', role: 'opsSocialWorker', source: 'ops' } as const;
const OPS_ZALESIE = { organisation: 'ops-zalesie', role: 'opsSocialWorker', source: 'ops' } as const;

/** Cases in every state of the path; those that have waited longest are past their dates. */
export const STORIES: readonly Story[] = [
  {
    club: 'kis-przystan',
    from: OPS_LIPNIKI,
    person: somebody('Danuta', 'Wróbel', '1968-05-19', 'Lipniki, ul. Młyńska 4/7'),
    daysAgo: 48,
    pace: 60,
    waits: 'active',
  },
  {
    club: 'kis-przystan',
    from: OPS_LIPNIKI,
    person: somebody('Ryszard', 'Gołąb', '1959-11-02', 'Lipniki, ul. Polna 12'),
    daysAgo: 30,
    pace: 48,
    waits: 'sign',
  },
  {
    club: 'kis-przystan',
    from: OPS_LIPNIKI,
    person: somebody('Teresa', 'Jaskółka', '1971-02-28', 'Lipniki, ul. Rzeczna 3'),
    daysAgo: 26,
    pace: 60,
    waits: 'draft',
  },
  {
    club: 'kis-przystan',
    from: PUP_LIPNIKI,
    person: somebody('Sławomir', 'Żuraw', '1980-07-14', 'Lipniki, ul. Kolejowa 8/1'),
    daysAgo: 34,
    pace: 30,
    waits: 'decide',
  },
  {
    club: 'kis-przystan',
    from: 'self',
    person: somebody('Zofia', 'Kukułka', '1999-01-30', 'Lipniki, ul. Szkolna 9/2'),
    daysAgo: 12,
    pace: 36,
    waits: 'opinion',
  },
  {
    club: 'kis-przystan',
    from: OPS_LIPNIKI,
    person: somebody('Mirosław', 'Kos', '1964-09-09', 'Lipniki, ul. Leśna 1'),
    daysAgo: 29,
    pace: 24,
    waits: 'survey',
  },
  {
    club: 'kis-przystan',
    from: OPS_LIPNIKI,
    person: somebody('Bogumiła', 'Czapla', '1977-12-05', 'Lipniki, ul. Ogrodowa 22'),
    daysAgo: 6,
    pace: 24,
    waits: 'correct',
  },
  {
    club: 'kis-przystan',
    from: 'self',
    person: somebody('Oleh', 'Szpak', '1990-03-21', 'Lipniki, ul. Rynek 5/3'),
    daysAgo: 2,
    pace: 12,
    waits: 'check',
  },
  {
    club: 'kis-przystan',
    from: OPS_LIPNIKI,
    person: somebody('Krystian', 'Dzięcioł', '1985-06-17', 'Lipniki, ul. Młyńska 6'),
    daysAgo: 3,
    pace: 12,
    waits: 'confirm',
  },
  {
    club: 'kis-przystan',
    from: PUP_LIPNIKI,
    person: somebody('Ilona', 'Sikora', '1973-10-11', 'Lipniki, ul. Wiejska 40'),
    daysAgo: 20,
    pace: 36,
    waits: 'refused',
  },
  {
    club: 'kis-zrodlo',
    from: 'self',
    person: somebody('Natalia', 'Rudzik', '1994-04-25', 'Brzozówka, ul. Sosnowa 2'),
    daysAgo: 28,
    pace: 40,
    waits: 'consult',
  },
  {
    club: 'kis-zrodlo',
    from: OPS_BRZOZOWKA,
    person: somebody('Henryk', 'Bocian', '1956-08-30', 'Brzozówka, ul. Główna 77'),
    daysAgo: 9,
    pace: 24,
    waits: 'survey',
  },
  {
    club: 'kis-most',
    from: OPS_ZALESIE,
    person: somebody('Lidia', 'Pliszka', '1982-01-13', 'Zalesie, ul. Mostowa 31'),
    daysAgo: 16,
    pace: 30,
    waits: 'decide',
  },
  {
    club: 'kis-most',
    from: 'self',
    person: somebody('Waldemar', 'Sroka', '1969-05-07', 'Zalesie, ul. Parkowa 14'),
    daysAgo: 1,
    pace: 6,
    waits: 'check',
  },
];
