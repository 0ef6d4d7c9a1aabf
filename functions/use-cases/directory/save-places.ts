import { directoryChain, regionChain } from '../../domain/audit/chains.ts';
import { readSpan, withinBounds } from '../../domain/deadlines/index.ts';
import { isClubCode, isEmail, isLocalDate, textErrors } from '../../domain/directory/checks.ts';
import type { Actor, Network, Organisation, OrganisationKind } from '../../domain/directory/directory.ts';
import { VOIVODESHIPS } from '../../domain/directory/voivodeships.ts';
import type { NetworkId, OrganisationId, RegionId } from '../../domain/ids.ts';
import { type FieldError, fail, ok, type Result } from '../../domain/result.ts';
import type { LocalDate } from '../../domain/time.ts';
import { TIMERS } from '../../domain/workflows/catalogue.ts';
import { byOf } from '../acting.ts';
import { commitWithTrail } from '../audit/trail.ts';
import type { Ports } from '../ports.ts';

type SavePorts = Pick<Ports, 'store' | 'now' | 'newId'>;

/** Adds a voivodeship to the installation. */
export async function addRegion(ports: SavePorts, actor: Actor, regionId: string): Promise<Result<RegionId>> {
  const name = Object.hasOwn(VOIVODESHIPS, regionId) ? VOIVODESHIPS[regionId] : undefined;
  if (name === undefined) return fail('invalid-input', { errors: [{ pointer: '/region', code: 'required' }] });
  const id = regionId as RegionId;
  const event = { type: 'region-added', at: ports.now(), by: byOf(actor), data: { regionId } };
  const saved = await commitWithTrail(
    ports,
    regionChain(id),
    [event],
    [{ put: 'region', record: { regionId: id, name, version: 1 } }],
  );
  return saved.ok ? ok(id) : saved;
}

/** Adds a local network, or renames one (`networkId` and the version that was seen). */
export async function saveNetwork(
  ports: SavePorts,
  actor: Actor,
  input: {
    readonly regionId: RegionId;
    readonly name: string;
    readonly networkId?: NetworkId;
    readonly version?: number;
  },
): Promise<Result<NetworkId>> {
  const errors = textErrors('/name', input.name, 200);
  if (errors.length > 0) return fail('invalid-input', { errors });
  const networkId = input.networkId ?? (ports.newId() as NetworkId);
  const record: Network = {
    networkId,
    regionId: input.regionId,
    name: input.name.trim(),
    version: (input.version ?? 0) + 1,
  };
  const event = { type: 'network-saved', at: ports.now(), by: byOf(actor), data: { networkId } };
  const saved = await commitWithTrail(ports, regionChain(input.regionId), [event], [{ put: 'network', record }]);
  return saved.ok ? ok(networkId) : saved;
}

export const ORGANISATION_KINDS: Readonly<Record<OrganisationKind, string>> = {
  kis: 'Klub Integracji Społecznej',
  ops: 'Ośrodek Pomocy Społecznej',
  pcpr: 'Powiatowe Centrum Pomocy Rodzinie',
  pup: 'Powiatowy Urząd Pracy',
  cis: 'Centrum Integracji Społecznej',
  ngo: 'Organizacja pozarządowa',
  rops: 'Regionalny Ośrodek Polityki Społecznej',
  kowr: 'Krajowy Ośrodek Współpracy na rzecz Reintegracji',
  partner: 'Inna instytucja partnerska',
};

export interface OrganisationInput {
  readonly organisationId?: OrganisationId;
  readonly regionId: RegionId;
  readonly kind: string;
  readonly name: string;
  readonly stakeholderType: string;
  readonly code: string;
  readonly networkId: string;
  readonly address: string;
  readonly phone: string;
  readonly email: string;
  readonly version?: number;
}

/** Errors of an institution's data; pointers name the fields. */
function organisationErrors(input: OrganisationInput): readonly FieldError[] {
  return [
    ...textErrors('/name', input.name, 200),
    ...(Object.hasOwn(ORGANISATION_KINDS, input.kind) ? [] : [{ pointer: '/kind', code: 'required' }]),
    ...(['A', 'B', 'C'].includes(input.stakeholderType) ? [] : [{ pointer: '/stakeholderType', code: 'required' }]),
    ...(isClubCode(input.code) ? [] : [{ pointer: '/code', code: 'club-code' }]),
    ...(input.email === '' || isEmail(input.email) ? [] : [{ pointer: '/email', code: 'email' }]),
  ];
}

/** Adds an institution or changes one; its kind and code stay what they were, since reference numbers and roles hang on them. */
export async function saveOrganisation(
  ports: SavePorts,
  actor: Actor,
  input: OrganisationInput,
): Promise<Result<OrganisationId>> {
  const known =
    input.organisationId === undefined
      ? undefined
      : await ports.store.read('organisation', { organisationId: input.organisationId });
  if (input.organisationId !== undefined && known === undefined) return fail('not-found');
  const fixed = known === undefined ? input : { ...input, kind: known.kind, code: known.code };
  const errors = [...organisationErrors(fixed)];
  const sameCode = isClubCode(fixed.code)
    ? (await ports.store.list('organisation-by-code', { code: fixed.code })).items
    : [];
  if (sameCode.some((one) => one.organisationId !== known?.organisationId)) {
    errors.push({ pointer: '/code', code: 'code-taken' });
  }
  const network =
    fixed.networkId === '' ? undefined : await ports.store.read('network', { networkId: fixed.networkId as NetworkId });
  if (fixed.networkId !== '' && network?.regionId !== input.regionId) {
    errors.push({ pointer: '/networkId', code: 'required' });
  }
  if (errors.length > 0) return fail('invalid-input', { errors });
  if (known !== undefined && known.version !== input.version) return fail('conflict', { reason: 'changed-meanwhile' });
  const organisationId = known?.organisationId ?? (ports.newId() as OrganisationId);
  const optional = { address: fixed.address.trim(), phone: fixed.phone.trim(), email: fixed.email.trim() };
  const record: Organisation = {
    organisationId,
    kind: fixed.kind as OrganisationKind,
    name: fixed.name.trim(),
    stakeholderType: fixed.stakeholderType as 'A' | 'B' | 'C',
    regionId: known?.regionId ?? input.regionId,
    ...(network === undefined ? {} : { networkId: network.networkId }),
    ...Object.fromEntries(Object.entries(optional).filter(([, text]) => text !== '')),
    code: fixed.code,
    closingDays: known?.closingDays ?? [],
    timers: known?.timers ?? {},
    version: (known?.version ?? 0) + 1,
  };
  const event = { type: 'organisation-saved', at: ports.now(), by: byOf(actor), data: { version: record.version } };
  const saved = await commitWithTrail(
    ports,
    directoryChain(organisationId),
    [event],
    [{ put: 'organisation', record }],
  );
  return saved.ok ? ok(organisationId) : saved;
}

/** Sets the days on which an institution is closed: deadlines in working days skip them. One date per line. */
export async function setClosingDays(
  ports: SavePorts,
  actor: Actor,
  input: { readonly organisationId: OrganisationId; readonly days: readonly string[]; readonly version: number },
): Promise<Result<void>> {
  const wrong = input.days.find((day) => !isLocalDate(day));
  if (wrong !== undefined || input.days.length > 200) {
    return fail('invalid-input', { errors: [{ pointer: '/days', code: 'date', params: { day: wrong ?? '' } }] });
  }
  const days = [...new Set(input.days)].sort() as LocalDate[];
  return changeOrganisation(ports, actor, input, 'closing-days-set', { days: days.length }, { closingDays: days });
}

/** Sets one timer of an institution between its bounds; the default removes the setting. */
export async function setTimer(
  ports: SavePorts,
  actor: Actor,
  input: {
    readonly organisationId: OrganisationId;
    readonly timer: string;
    readonly value: string;
    readonly version: number;
  },
): Promise<Result<void>> {
  const rule = TIMERS.get(input.timer);
  if (rule === undefined) return fail('not-found');
  const [value, min, max] = [readSpan(input.value), readSpan(rule.min), readSpan(rule.max)];
  if (!value.ok || !min.ok || !max.ok || !withinBounds(value.value, min.value, max.value)) {
    const params = { min: rule.min, max: rule.max };
    return fail('invalid-input', { errors: [{ pointer: '/value', code: 'timer-bounds', params }] });
  }
  const known = await ports.store.read('organisation', { organisationId: input.organisationId });
  if (known === undefined) return fail('not-found');
  const { [input.timer]: _old, ...others } = known.timers;
  const timers = input.value === rule.value ? others : { ...others, [input.timer]: input.value };
  return changeOrganisation(ports, actor, input, 'timer-set', { timer: input.timer, value: input.value }, { timers });
}

async function changeOrganisation(
  ports: SavePorts,
  actor: Actor,
  input: { readonly organisationId: OrganisationId; readonly version: number },
  type: string,
  data: Readonly<Record<string, string | number>>,
  change: Partial<Organisation>,
): Promise<Result<void>> {
  const known = await ports.store.read('organisation', { organisationId: input.organisationId });
  if (known === undefined) return fail('not-found');
  if (known.version !== input.version) return fail('conflict', { reason: 'changed-meanwhile' });
  const record: Organisation = { ...known, ...change, version: known.version + 1 };
  const event = { type, at: ports.now(), by: byOf(actor), data };
  return commitWithTrail(ports, directoryChain(known.organisationId), [event], [{ put: 'organisation', record }]);
}
