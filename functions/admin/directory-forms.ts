import { ROLES_OF_KIND } from '../domain/directory/checks.ts';
import { ROLE_TITLES } from '../domain/directory/role-titles.ts';
import { VOIVODESHIPS } from '../domain/directory/voivodeships.ts';
import type { OrganisationId, PersonId, RegionId } from '../domain/ids.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { localDateOf } from '../domain/time.ts';
import { TIMERS } from '../domain/workflows/catalogue.ts';
import { regionContents, staffOf } from '../use-cases/directory/read-directory.ts';
import {
  addPerson,
  deactivatePerson,
  endRole,
  grantRole,
  handOver,
  signPersonOut,
} from '../use-cases/directory/save-people.ts';
import {
  addRegion,
  ORGANISATION_KINDS,
  saveNetwork,
  saveOrganisation,
  setClosingDays,
  setTimer,
} from '../use-cases/directory/save-places.ts';
import type { Ports } from '../use-cases/ports.ts';
import { addressOfOrganisation, organisationAsked, readOrganisation } from './directory-pages.ts';
import { type Field, formRoutes, textOf, versionOf } from './form-page.ts';

const BACK = { href: '/admin/katalog', text: 'Instytucje i osoby' };

const options = (titles: Readonly<Record<string, string>>, empty?: string) => [
  ...(empty === undefined ? [] : [{ value: '', label: empty }]),
  ...Object.entries(titles).map(([value, label]) => ({ value, label })),
];

const version = (value: number): Field => ({ name: 'version', label: '', kind: 'hidden', value: String(value) });

/** A route below an institution, the way back to it, and 404 when it is gone. */
const below = async (ports: Ports, params: Readonly<Record<string, string>>) => {
  const organisation = await readOrganisation(ports, params.organisationId ?? '');
  return organisation === undefined
    ? undefined
    : {
        organisation,
        back: { href: addressOfOrganisation(organisation.organisationId), text: organisation.name },
      };
};

const backTo = (params: Readonly<Record<string, string>>): string => addressOfOrganisation(params.organisationId ?? '');

const region = formRoutes({
  path: '/admin/wojewodztwo-nowe',
  access: 'directory.regions',
  title: 'Add a region',
  load: async () =>
    ok({
      heading: 'Dodaj województwo',
      back: BACK,
      submit: 'Dodaj',
      fields: [{ name: 'region', label: 'Województwo', kind: 'select', options: options(VOIVODESHIPS, 'wybierz') }],
    }),
  save: async ({ ports, actor }, values) => {
    const added = await addRegion(ports, actor, textOf(values, 'region'));
    return added.ok ? ok('/admin/katalog') : added;
  },
});

/** The region named in the address; the access table decides whether it is within reach. */
const regionAsked = async ({ url }: { readonly url: URL }) => {
  const regionId = url.searchParams.get('region') ?? '';
  return Object.hasOwn(VOIVODESHIPS, regionId) ? { regionId } : undefined;
};

const network = formRoutes({
  path: '/admin/siec-nowa',
  access: 'directory.networks',
  title: 'Add a local network',
  object: regionAsked,
  load: async ({ url }) =>
    ok({
      heading: 'Dodaj sieć lokalną',
      intro: `Województwo ${VOIVODESHIPS[url.searchParams.get('region') ?? ''] ?? ''}.`,
      back: BACK,
      submit: 'Dodaj',
      fields: [{ name: 'name', label: 'Nazwa sieci' }],
    }),
  save: async ({ ports, actor, url }, values) => {
    const regionId = (url.searchParams.get('region') ?? '') as RegionId;
    const saved = await saveNetwork(ports, actor, { regionId, name: textOf(values, 'name') });
    return saved.ok ? ok('/admin/katalog') : saved;
  },
});

const organisationFields = (
  networks: readonly { readonly networkId: string; readonly name: string }[],
  known?: Awaited<ReturnType<typeof readOrganisation>>,
): readonly Field[] => [
  ...(known === undefined
    ? [
        { name: 'kind', label: 'Rodzaj', kind: 'select', options: options(ORGANISATION_KINDS, 'wybierz') } as const,
        { name: 'code', label: 'Skrót', hint: '2–5 wielkich liter lub cyfr; stoi w numerach spraw i nie zmienia się.' },
      ]
    : [version(known.version)]),
  { name: 'name', label: 'Nazwa', value: known?.name ?? '' },
  {
    name: 'stakeholderType',
    label: 'Typ interesariusza',
    kind: 'select',
    value: known?.stakeholderType ?? '',
    options: options(
      { A: 'A – reintegracja głównym celem', B: 'B – jednym z celów', C: 'C – nie jest celem statutowym' },
      'wybierz',
    ),
  },
  {
    name: 'networkId',
    label: 'Sieć lokalna',
    kind: 'select',
    value: known?.networkId ?? '',
    options: options(Object.fromEntries(networks.map((one) => [one.networkId, one.name])), 'bez sieci'),
  },
  { name: 'address', label: 'Adres (nieobowiązkowe)', value: known?.address ?? '' },
  { name: 'phone', label: 'Telefon (nieobowiązkowe)', kind: 'tel', value: known?.phone ?? '' },
  { name: 'email', label: 'E-mail (nieobowiązkowe)', kind: 'email', value: known?.email ?? '' },
];

const organisationInput = (values: Readonly<Record<string, string>>) => ({
  kind: textOf(values, 'kind'),
  name: textOf(values, 'name'),
  stakeholderType: textOf(values, 'stakeholderType'),
  code: textOf(values, 'code'),
  networkId: textOf(values, 'networkId'),
  address: textOf(values, 'address'),
  phone: textOf(values, 'phone'),
  email: textOf(values, 'email'),
});

const newOrganisation = formRoutes({
  path: '/admin/instytucja-nowa',
  access: 'directory.networks',
  title: 'Add an institution',
  object: regionAsked,
  load: async ({ ports, actor, url }) => {
    const regionId = (url.searchParams.get('region') ?? '') as RegionId;
    const { networks } = await regionContents(ports, actor, regionId);
    return ok({ heading: 'Dodaj instytucję', back: BACK, submit: 'Dodaj', fields: organisationFields(networks) });
  },
  save: async ({ ports, actor, url }, values) => {
    const regionId = (url.searchParams.get('region') ?? '') as RegionId;
    const saved = await saveOrganisation(ports, actor, { regionId, ...organisationInput(values) });
    return saved.ok ? ok(addressOfOrganisation(saved.value)) : saved;
  },
});

const editOrganisation = formRoutes({
  path: '/admin/instytucja/:organisationId/dane',
  access: 'directory.organisations',
  title: 'Change an institution',
  object: organisationAsked,
  load: async ({ ports, params }) => {
    const found = await below(ports, params);
    if (found === undefined) return fail('not-found');
    const { regionId } = found.organisation;
    const networks = await ports.store.list('networks-of-region', { regionId }, { limit: 500 });
    return ok({
      heading: 'Zmień dane instytucji',
      back: found.back,
      submit: 'Zapisz',
      fields: organisationFields(networks.items, found.organisation),
    });
  },
  save: async ({ ports, actor, params }, values) => {
    const found = await below(ports, params);
    if (found === undefined) return fail('not-found');
    const { organisationId, regionId } = found.organisation;
    const input = { ...organisationInput(values), organisationId, regionId, version: versionOf(values) };
    const saved = await saveOrganisation(ports, actor, input);
    return saved.ok ? ok(found.back.href) : saved;
  },
});

async function roleFields(ports: Ports, organisationId: OrganisationId): Promise<Result<readonly Field[]>> {
  const organisation = await readOrganisation(ports, organisationId);
  if (organisation === undefined) return fail('not-found');
  const titles = Object.fromEntries(ROLES_OF_KIND[organisation.kind].map((role) => [role, ROLE_TITLES[role]]));
  const staff = await staffOf(ports, organisationId);
  const people = Object.fromEntries(staff.map(({ person }) => [person.personId, person.name]));
  return ok([
    { name: 'role', label: 'Rola', kind: 'select', options: options(titles, 'wybierz') },
    { name: 'from', label: 'Od dnia', kind: 'date', value: localDateOf(ports.now()) },
    { name: 'to', label: 'Do dnia (puste: bez końca)', kind: 'date' },
    {
      name: 'substitutes',
      label: 'Zastępuje osobę (nieobowiązkowe)',
      hint: 'W zapisach sprawy będą oba nazwiska. Zastępstwo musi mieć datę końca.',
      kind: 'select',
      options: options(people, 'nikogo'),
    },
  ]);
}

const roleInput = (values: Readonly<Record<string, string>>, organisationId: string) => ({
  organisationId: organisationId as OrganisationId,
  role: textOf(values, 'role'),
  from: textOf(values, 'from'),
  to: textOf(values, 'to'),
  substitutes: textOf(values, 'substitutes'),
});

const newPerson = formRoutes({
  path: '/admin/instytucja/:organisationId/osoba-nowa',
  access: 'directory.people',
  title: 'Add a person with a role',
  object: organisationAsked,
  load: async ({ ports, params }) => {
    const found = await below(ports, params);
    if (found === undefined) return fail('not-found');
    const roles = await roleFields(ports, found.organisation.organisationId);
    if (!roles.ok) return roles;
    return ok({
      heading: 'Dodaj osobę',
      intro: 'Osoba zaloguje się tym adresem e-mail. Jeśli ma już konto, dostanie nową rolę.',
      back: found.back,
      submit: 'Dodaj',
      fields: [
        { name: 'name', label: 'Imię i nazwisko' },
        { name: 'email', label: 'Adres e-mail', kind: 'email' },
        { name: 'phone', label: 'Telefon (nieobowiązkowe)', kind: 'tel' },
        ...roles.value,
      ],
    });
  },
  save: async ({ ports, actor, params }, values) => {
    const saved = await addPerson(ports, actor, {
      ...roleInput(values, params.organisationId ?? ''),
      name: textOf(values, 'name'),
      email: textOf(values, 'email'),
      phone: textOf(values, 'phone'),
    });
    return saved.ok ? ok(backTo(params)) : saved;
  },
});

/** The person named in the address, only while they have something to do with the institution. */
async function staffMember(ports: Ports, params: Readonly<Record<string, string>>) {
  const found = await below(ports, params);
  if (found === undefined) return undefined;
  const staff = await staffOf(ports, found.organisation.organisationId);
  const member = staff.find(({ person }) => person.personId === params.personId);
  return member === undefined ? undefined : { ...found, member, staff };
}

const newRole = formRoutes({
  path: '/admin/instytucja/:organisationId/osoba/:personId/rola',
  access: 'directory.people',
  title: 'Grant a role or a substitution',
  object: organisationAsked,
  load: async ({ ports, params }) => {
    const found = await staffMember(ports, params);
    if (found === undefined) return fail('not-found');
    const fields = await roleFields(ports, found.organisation.organisationId);
    if (!fields.ok) return fields;
    return ok({
      heading: `Nowa rola: ${found.member.person.name}`,
      back: found.back,
      submit: 'Nadaj',
      fields: fields.value,
    });
  },
  save: async ({ ports, actor, params }, values) => {
    const found = await staffMember(ports, params);
    if (found === undefined) return fail('not-found');
    const input = { ...roleInput(values, params.organisationId ?? ''), personId: found.member.person.personId };
    const saved = await grantRole(ports, actor, input);
    return saved.ok ? ok(backTo(params)) : saved;
  },
});

const closeRole = formRoutes({
  path: '/admin/instytucja/:organisationId/rola/:membershipId/koniec',
  access: 'directory.people',
  title: 'End a role now',
  object: organisationAsked,
  load: async ({ ports, params }) => {
    const found = await below(ports, params);
    const role = await ports.store.read('membership', { membershipId: params.membershipId ?? '' });
    if (found === undefined || role?.organisationId !== found.organisation.organisationId) return fail('not-found');
    const person = await ports.store.read('person', { personId: role.personId });
    return ok({
      heading: 'Zakończ rolę',
      intro: `${person?.name ?? ''}: ${ROLE_TITLES[role.role]}.`,
      warning: 'Osoba straci tę rolę od następnego kliknięcia.',
      back: found.back,
      submit: 'Zakończ rolę',
      fields: [version(role.version)],
    });
  },
  save: async ({ ports, actor, params }, values) => {
    const membershipId = params.membershipId ?? '';
    const role = await ports.store.read('membership', { membershipId });
    if (role?.organisationId !== params.organisationId) return fail('not-found');
    const saved = await endRole(ports, actor, { membershipId, version: versionOf(values) });
    return saved.ok ? ok(backTo(params)) : saved;
  },
});

const passTasks = formRoutes({
  path: '/admin/instytucja/:organisationId/osoba/:personId/przekaz',
  access: 'directory.hand-over',
  title: 'Hand a leaving person’s tasks over',
  object: organisationAsked,
  load: async ({ ports, params }) => {
    const found = await staffMember(ports, params);
    if (found === undefined) return fail('not-found');
    const others = found.staff.filter(({ person }) => person.active && person.personId !== params.personId);
    return ok({
      heading: `Przekaż zadania: ${found.member.person.name}`,
      intro: 'Wszystkie otwarte zadania tej osoby w tej instytucji przejdą na wybraną osobę. Musi mieć tę samą rolę.',
      back: found.back,
      submit: 'Przekaż',
      fields: [
        {
          name: 'to',
          label: 'Komu przekazać',
          kind: 'select',
          options: options(Object.fromEntries(others.map(({ person }) => [person.personId, person.name])), 'wybierz'),
        },
      ],
    });
  },
  save: async ({ ports, actor, params }, values) => {
    const found = await staffMember(ports, params);
    if (found === undefined) return fail('not-found');
    const to = found.staff.find(({ person }) => person.personId === textOf(values, 'to'));
    if (to === undefined) return fail('invalid-input', { errors: [{ pointer: '/to', code: 'required' }] });
    const moved = await handOver(ports, actor, {
      from: found.member.person.personId,
      to: to.person.personId,
      organisationId: found.organisation.organisationId,
    });
    return moved.ok ? ok(backTo(params)) : moved;
  },
});

const switchOff = formRoutes({
  path: '/admin/instytucja/:organisationId/osoba/:personId/wylacz',
  access: 'directory.people',
  title: 'Deactivate a person',
  object: organisationAsked,
  load: async ({ ports, params }) => {
    const found = await staffMember(ports, params);
    if (found === undefined) return fail('not-found');
    return ok({
      heading: `Wyłącz konto: ${found.member.person.name}`,
      warning: 'Osoba zostanie wylogowana wszędzie i nie zaloguje się więcej.',
      back: found.back,
      submit: 'Wyłącz konto',
      fields: [version(found.member.person.version)],
    });
  },
  save: async ({ ports, actor, params }, values) => {
    const found = await staffMember(ports, params);
    if (found === undefined) return fail('not-found');
    const saved = await deactivatePerson(ports, actor, {
      personId: params.personId as PersonId,
      organisationId: found.organisation.organisationId,
      version: versionOf(values),
    });
    return saved.ok ? ok(backTo(params)) : saved;
  },
});

const signOutPerson = formRoutes({
  path: '/admin/instytucja/:organisationId/osoba/:personId/wyloguj',
  access: 'directory.people',
  title: 'Sign a person out everywhere',
  object: organisationAsked,
  load: async ({ ports, params }) => {
    const found = await staffMember(ports, params);
    if (found === undefined) return fail('not-found');
    return ok({
      heading: `Wyloguj wszędzie: ${found.member.person.name}`,
      intro: 'Na przykład gdy zginął komputer lub telefon. Osoba będzie mogła zalogować się ponownie.',
      back: found.back,
      submit: 'Wyloguj wszędzie',
      fields: [],
    });
  },
  save: async ({ ports, actor, params }) => {
    const found = await staffMember(ports, params);
    if (found === undefined) return fail('not-found');
    const done = await signPersonOut(ports, actor, {
      personId: found.member.person.personId,
      organisationId: found.organisation.organisationId,
    });
    return done.ok ? ok(backTo(params)) : done;
  },
});

const days = formRoutes({
  path: '/admin/instytucja/:organisationId/dni',
  access: 'directory.closing-days',
  title: 'Set closing days',
  object: organisationAsked,
  load: async ({ ports, params }) => {
    const found = await below(ports, params);
    if (found === undefined) return fail('not-found');
    return ok({
      heading: 'Dni, w które instytucja nie pracuje',
      back: found.back,
      submit: 'Zapisz',
      fields: [
        {
          name: 'days',
          label: 'Dni, każdy w osobnej linii',
          hint: 'Na przykład 2026-05-02. Soboty, niedziele i święta są wolne i bez tego.',
          kind: 'lines',
          value: found.organisation.closingDays.join('\n'),
        },
        version(found.organisation.version),
      ],
    });
  },
  save: async ({ ports, actor, params }, values) => {
    const saved = await setClosingDays(ports, actor, {
      organisationId: params.organisationId as OrganisationId,
      days: textOf(values, 'days')
        .split(/\s+/)
        .filter((day) => day !== ''),
      version: versionOf(values),
    });
    return saved.ok ? ok(backTo(params)) : saved;
  },
});

const timer = formRoutes({
  path: '/admin/instytucja/:organisationId/termin/:timer',
  access: 'directory.timers',
  title: 'Set a timer within its bounds',
  object: organisationAsked,
  load: async ({ ports, params }) => {
    const found = await below(ports, params);
    const rule = TIMERS.get(params.timer ?? '');
    if (found === undefined || rule === undefined) return fail('not-found');
    return ok({
      heading: rule.title,
      intro: `${rule.reason} Wartość domyślna: ${rule.value}.`,
      back: found.back,
      submit: 'Zapisz',
      fields: [
        {
          name: 'value',
          label: 'Czas',
          hint: `Od ${rule.min} do ${rule.max}. P14D to 14 dni, P1M to miesiąc, 3WD to 3 dni robocze.`,
          value: found.organisation.timers[params.timer ?? ''] ?? rule.value,
        },
        version(found.organisation.version),
      ],
    });
  },
  save: async ({ ports, actor, params }, values) => {
    const saved = await setTimer(ports, actor, {
      organisationId: params.organisationId as OrganisationId,
      timer: params.timer ?? '',
      value: textOf(values, 'value').toUpperCase(),
      version: versionOf(values),
    });
    return saved.ok ? ok(backTo(params)) : saved;
  },
});

export const directoryForms = [
  ...region,
  ...network,
  ...newOrganisation,
  ...editOrganisation,
  ...newPerson,
  ...newRole,
  ...closeRole,
  ...passTasks,
  ...switchOff,
  ...signOutPerson,
  ...days,
  ...timer,
];
