import type {
  Membership,
  Network,
  Organisation,
  OrganisationKind,
  Person,
} from '../../../functions/domain/directory/directory.ts';
import type { RoleCode } from '../../../functions/domain/directory/roles.ts';
import { VOIVODESHIPS } from '../../../functions/domain/directory/voivodeships.ts';
import type { NetworkId, OrganisationId, PersonId, RegionId } from '../../../functions/domain/ids.ts';
import type { Change } from '../../../functions/domain/store/store.ts';
import type { LocalDate } from '../../../functions/domain/time.ts';

/** Name and the roles held; the e-mail address is made of the name. Everybody and every place is invented. */
type Somebody = readonly [name: string, ...roles: RoleCode[]];

interface Place {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly code: string;
  readonly type: Organisation['stakeholderType'];
  readonly address: string;
  readonly people: readonly Somebody[];
}

interface DemoNetwork {
  readonly id: string;
  readonly region: string;
  readonly name: string;
  readonly places: readonly Place[];
}

const NETWORKS: readonly DemoNetwork[] = [
  {
    id: 'lsr-lipniki',
    region: 'lubelskie',
    name: 'Lokalna Sieć Reintegracji w Lipnikach',
    places: [
      {
        id: 'kis-przystan',
        kind: 'kis',
        name: 'Klub Integracji Społecznej „Przystań” w Lipnikach',
        code: 'LIP',
        type: 'A',
        address: 'ul. Lipowa 3, 21-000 Lipniki',
        people: [
          ['Elżbieta Kowal', 'kisManager', 'organisationAdmin'],
          ['Marek Sowa', 'caseManager'],
          ['Joanna Brzeska', 'caseManager', 'animator'],
          ['Krystyna Wrona', 'kisSocialWorker'],
          ['Anna Zielińska', 'psychologist'],
          ['Robert Gil', 'pedagogue'],
          ['Paweł Lis', 'careerAdviser'],
          ['Dorota Maj', 'specialist', 'classLeader'],
          ['Tomasz Kłos', 'lsrCoordinator', 'workingGroup'],
          ['Hanna Rybak', 'researchTeam'],
          ['Adam Wilk', 'dataProtectionOfficer'],
          ['Irena Socha', 'auditor'],
        ],
      },
      {
        id: 'ops-lipniki',
        kind: 'ops',
        name: 'Ośrodek Pomocy Społecznej w Lipnikach',
        code: 'OPSL',
        type: 'A',
        address: 'ul. Rynek 1, 21-000 Lipniki',
        people: [
          ['Beata Nowicka', 'opsSocialWorker'],
          ['Grzegorz Bąk', 'opsManager', 'partnerHead'],
          ['Ewa Śliwa', 'familyAssistant', 'referrer'],
        ],
      },
      {
        id: 'pup-lipniki',
        kind: 'pup',
        name: 'Powiatowy Urząd Pracy w Lipnikach',
        code: 'PUPL',
        type: 'A',
        address: 'ul. Kolejowa 12, 21-000 Lipniki',
        people: [
          ['Monika Dudek', 'pupAdviser'],
          ['Stanisław Żuk', 'partnerHead'],
        ],
      },
      {
        id: 'ngo-dobre-rece',
        kind: 'ngo',
        name: 'Stowarzyszenie „Dobre Ręce”',
        code: 'DOBR',
        type: 'B',
        address: 'ul. Szkolna 7, 21-000 Lipniki',
        people: [
          ['Łucja Pawlik', 'partnerHead', 'referrer'],
          ['Igor Czyż', 'partnerDelegate'],
        ],
      },
      {
        id: 'gmina-lipniki',
        kind: 'partner',
        name: 'Urząd Gminy Lipniki',
        code: 'UGL',
        type: 'A',
        address: 'ul. Rynek 2, 21-000 Lipniki',
        people: [['Wanda Kurek', 'municipalExecutive']],
      },
    ],
  },
  {
    id: 'lsr-brzozowka',
    region: 'lubelskie',
    name: 'Lokalna Sieć Reintegracji w Brzozówce',
    places: [
      {
        id: 'kis-zrodlo',
        kind: 'kis',
        name: 'Klub Integracji Społecznej „Źródło” w Brzozówce',
        code: 'BRZ',
        type: 'A',
        address: 'ul. Leśna 15, 22-100 Brzozówka',
        people: [
          ['Andrzej Jeż', 'kisManager', 'organisationAdmin'],
          ['Magdalena Kruk', 'caseManager'],
          ['Julia Głowacka', 'psychologist', 'workingGroup'],
          ['Piotr Wnuk', 'lsrCoordinator'],
          ['Oksana Bondar', 'researchTeam'],
        ],
      },
      {
        id: 'ops-brzozowka',
        kind: 'ops',
        name: 'Ośrodek Pomocy Społecznej w Brzozówce',
        code: 'OPSB',
        type: 'A',
        address: 'ul. Główna 8, 22-100 Brzozówka',
        people: [
          ['Renata Cichoń', 'opsSocialWorker'],
          ['Jan Mróz', 'opsManager'],
        ],
      },
      {
        id: 'pup-brzozowka',
        kind: 'pup',
        name: 'Powiatowy Urząd Pracy w Brzozówce',
        code: 'PUPB',
        type: 'A',
        address: 'ul. Główna 40, 22-100 Brzozówka',
        people: [['Kamil Soból', 'pupAdviser']],
      },
      {
        id: 'cis-nowy-start',
        kind: 'cis',
        name: 'Centrum Integracji Społecznej „Nowy Start”',
        code: 'NOWY',
        type: 'B',
        address: 'ul. Młyńska 2, 22-100 Brzozówka',
        people: [['Zenon Kaczmar', 'partnerHead']],
      },
    ],
  },
  {
    id: 'lsr-zalesie',
    region: 'podkarpackie',
    name: 'Lokalna Sieć Reintegracji w Zalesiu',
    places: [
      {
        id: 'kis-most',
        kind: 'kis',
        name: 'Klub Integracji Społecznej „Most” w Zalesiu',
        code: 'ZAL',
        type: 'A',
        address: 'ul. Mostowa 5, 36-200 Zalesie',
        people: [
          ['Barbara Orzeł', 'kisManager', 'organisationAdmin'],
          ['Mateusz Świerk', 'caseManager'],
          ['Natalia Bielak', 'psychologist'],
          ['Wiktor Łoś', 'lsrCoordinator', 'workingGroup'],
        ],
      },
      {
        id: 'ops-zalesie',
        kind: 'ops',
        name: 'Ośrodek Pomocy Społecznej w Zalesiu',
        code: 'OPSZ',
        type: 'A',
        address: 'ul. Parkowa 1, 36-200 Zalesie',
        people: [
          ['Teresa Gajda', 'opsSocialWorker'],
          ['Leon Rak', 'opsManager'],
        ],
      },
      {
        id: 'pup-zalesie',
        kind: 'pup',
        name: 'Powiatowy Urząd Pracy w Zalesiu',
        code: 'PUPZ',
        type: 'A',
        address: 'ul. Parkowa 20, 36-200 Zalesie',
        people: [['Sylwia Kania', 'pupAdviser']],
      },
      {
        id: 'biblioteka-zalesie',
        kind: 'partner',
        name: 'Biblioteka Publiczna w Zalesiu',
        code: 'BIBL',
        type: 'C',
        address: 'ul. Mostowa 9, 36-200 Zalesie',
        people: [['Jadwiga Pióro', 'partnerHead']],
      },
    ],
  },
];

/** Institutions above the networks. */
const ABOVE: readonly (Place & { readonly region: string })[] = [
  {
    id: 'rops-lubelskie',
    region: 'lubelskie',
    kind: 'rops',
    name: 'Regionalny Ośrodek Polityki Społecznej – lubelskie (przykładowy)',
    code: 'ROLU',
    type: 'A',
    address: 'ul. Wojewódzka 1, 20-000 Lublin',
    people: [
      ['Halina Wierzba', 'regionalCentre'],
      ['Michał Olszewski', 'regionalDefinitionsAdmin'],
    ],
  },
  {
    id: 'rops-podkarpackie',
    region: 'podkarpackie',
    kind: 'rops',
    name: 'Regionalny Ośrodek Polityki Społecznej – podkarpackie (przykładowy)',
    code: 'ROPK',
    type: 'A',
    address: 'ul. Wojewódzka 2, 35-000 Rzeszów',
    people: [['Izabela Cis', 'regionalCentre', 'regionalDefinitionsAdmin']],
  },
  {
    id: 'kowr',
    region: 'lubelskie',
    kind: 'kowr',
    name: 'Krajowy Ośrodek Wsparcia Reintegracji (przykładowy)',
    code: 'KOWR',
    type: 'A',
    address: 'ul. Krajowa 1, 00-000 Warszawa',
    people: [
      ['Danuta Rosa', 'nationalCentre'],
      ['Krzysztof Jawor', 'nationalDefinitionsAdmin'],
      ['Ewelina Topola', 'systemAdmin'],
      ['Witold Grab', 'ministry'],
    ],
  },
];

const LETTERS: Readonly<Record<string, string>> = { ł: 'l', Ł: 'L' };

const plain = (text: string): string =>
  text
    .replace(/[łŁ]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/[^A-Za-z -]/g, '')
    .toLowerCase();

/** `beata-nowicka`, from the name: demo ids can be read. */
export const personIdOf = (name: string): PersonId => plain(name).replaceAll(' ', '-') as PersonId;

const EVERYWHERE: readonly (Place & { readonly region: string; readonly network?: string })[] = [
  ...NETWORKS.flatMap((network) =>
    network.places.map((place) => ({ ...place, region: network.region, network: network.id })),
  ),
  ...ABOVE,
];

/** All records of the demo's directory, as changes of commits of at most 100. */
export function demoDirectory(today: LocalDate): readonly (readonly Change[])[] {
  const regions = [...new Set(EVERYWHERE.map((place) => place.region))].map(
    (regionId): Change => ({
      put: 'region',
      record: { regionId: regionId as RegionId, name: VOIVODESHIPS[regionId] ?? regionId, version: 1 },
    }),
  );
  const networks = NETWORKS.map((network): Change => {
    const record: Network = {
      networkId: network.id as NetworkId,
      regionId: network.region as RegionId,
      name: network.name,
      version: 1,
    };
    return { put: 'network', record };
  });
  const rest = EVERYWHERE.flatMap((place): Change[] => {
    const organisationId = place.id as OrganisationId;
    const organisation: Organisation = {
      organisationId,
      kind: place.kind,
      name: place.name,
      stakeholderType: place.type,
      regionId: place.region as RegionId,
      ...(place.network === undefined ? {} : { networkId: place.network as NetworkId }),
      address: place.address,
      phone: '81 555 01 10',
      email: `kontakt@${place.id}.example`,
      code: place.code,
      closingDays: [],
      timers: {},
      version: 1,
    };
    const people = place.people.flatMap(([name, ...roles]): Change[] => {
      const personId = personIdOf(name);
      const person: Person = { personId, name, email: `${personId}@${place.id}.example`, active: true, version: 1 };
      const memberships = roles.map((role): Change => {
        const record: Membership = {
          membershipId: `${personId}-${role.toLowerCase()}`,
          personId,
          organisationId,
          role,
          from: today,
          version: 1,
        };
        return { put: 'membership', record };
      });
      return [{ put: 'person', record: person }, ...memberships];
    });
    return [{ put: 'organisation', record: organisation }, ...people];
  });
  const all = [...regions, ...networks, ...rest];
  return Array.from({ length: Math.ceil(all.length / 90) }, (_, at) => all.slice(at * 90, at * 90 + 90));
}

/** Who holds a role in an institution of the demo; throws when nobody does, which is a mistake in a story. */
export function holderOf(organisation: string, role: RoleCode): string {
  const found = EVERYWHERE.find((place) => place.id === organisation)?.people.find(([, ...roles]) =>
    roles.includes(role),
  );
  if (!found) throw new Error(`nobody in ${organisation} is ${role}`);
  return found[0];
}
