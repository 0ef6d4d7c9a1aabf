import * as z from 'zod';
import type { AccessObject } from '../domain/access/verdict.ts';
import type { Organisation } from '../domain/directory/directory.ts';
import { ROLE_TITLES } from '../domain/directory/role-titles.ts';
import type { OrganisationId } from '../domain/ids.ts';
import { fail, ok } from '../domain/result.ts';
import { localDateOf } from '../domain/time.ts';
import { TIMERS } from '../domain/workflows/catalogue.ts';
import { defineRoute } from '../http/route.ts';
import { regionContents, regionsFor, staffOf } from '../use-cases/directory/read-directory.ts';
import { ORGANISATION_KINDS } from '../use-cases/directory/save-places.ts';
import type { Ports } from '../use-cases/ports.ts';

/** Access facts of an institution. */
const objectOfOrganisation = (organisation: Organisation): AccessObject => ({
  organisationId: organisation.organisationId,
  regionId: organisation.regionId,
  ...(organisation.networkId === undefined ? {} : { networkId: organisation.networkId }),
});

export const readOrganisation = (ports: Pick<Ports, 'store'>, organisationId: string) =>
  ports.store.read('organisation', { organisationId: organisationId as OrganisationId });

/** The object of every route below an institution. */
export const organisationAsked = async ({
  ports,
  params,
}: {
  readonly ports: Ports;
  readonly params: Readonly<Record<string, string>>;
}): Promise<AccessObject | undefined> => {
  const organisation = await readOrganisation(ports, params.organisationId ?? '');
  return organisation && objectOfOrganisation(organisation);
};

export const addressOfOrganisation = (organisationId: string): string => `/admin/instytucja/${organisationId}`;

const showDirectory = defineRoute({
  method: 'GET',
  path: '/admin/katalog',
  access: 'directory.read',
  title: 'Regions, networks and institutions within reach',
  handler: async ({ ports, actor, mayAlso }) => {
    const regions = await Promise.all(
      (await regionsFor(ports, actor)).map(async (region) => {
        const { networks, organisations } = await regionContents(ports, actor, region.regionId);
        const inRegion = { regionId: region.regionId };
        return {
          name: region.name,
          regionId: region.regionId,
          addNetwork: mayAlso('directory.networks', inRegion)
            ? `/admin/siec-nowa?region=${region.regionId}`
            : undefined,
          addOrganisation: mayAlso('directory.networks', inRegion)
            ? `/admin/instytucja-nowa?region=${region.regionId}`
            : undefined,
          networks: networks.map(({ networkId, name }) => ({ networkId, name })),
          organisations: organisations.map((one) => ({
            name: one.name,
            href: addressOfOrganisation(one.organisationId),
            kind: ORGANISATION_KINDS[one.kind],
            stakeholderType: one.stakeholderType,
            code: one.code,
            network: networks.find((network) => network.networkId === one.networkId)?.name,
          })),
        };
      }),
    );
    return ok({
      page: 'admin/directory',
      title: 'Instytucje i osoby',
      layout: 'wide',
      model: { regions, addRegion: mayAlso('directory.regions', {}) ? '/admin/wojewodztwo-nowe' : undefined },
      json: { regions },
    });
  },
});

const showOrganisation = defineRoute({
  method: 'GET',
  path: '/admin/instytucja/:organisationId',
  access: 'directory.read',
  title: 'One institution: its people, roles, closing days and timers',
  params: z.object({ organisationId: z.string().max(100) }),
  object: async (exchange) => organisationAsked(exchange),
  handler: async ({ ports, params, mayAlso, now }) => {
    const organisation = await readOrganisation(ports, params.organisationId);
    if (organisation === undefined) return fail('not-found');
    const object = objectOfOrganisation(organisation);
    const base = addressOfOrganisation(organisation.organisationId);
    const today = localDateOf(now);
    const editsPeople = mayAlso('directory.people', object);
    const names = new Map<string, string>();
    const staff = await staffOf(ports, organisation.organisationId);
    for (const { person } of staff) names.set(person.personId, person.name);
    const people = staff.map(({ person, roles }) => ({
      name: person.name,
      email: person.email,
      active: person.active,
      roles: roles.map((role) => ({
        title: ROLE_TITLES[role.role],
        from: role.from,
        to: role.to,
        isOver: role.to !== undefined && role.to < today,
        substitutes: role.substitutes === undefined ? undefined : (names.get(role.substitutes) ?? 'inna osoba'),
        endHref:
          editsPeople && (role.to === undefined || role.to >= today)
            ? `${base}/rola/${role.membershipId}/koniec`
            : undefined,
      })),
      grantHref: editsPeople && person.active ? `${base}/osoba/${person.personId}/rola` : undefined,
      handOverHref:
        mayAlso('directory.hand-over', object) && person.active
          ? `${base}/osoba/${person.personId}/przekaz`
          : undefined,
      signOutHref: editsPeople && person.active ? `${base}/osoba/${person.personId}/wyloguj` : undefined,
      deactivateHref: editsPeople && person.active ? `${base}/osoba/${person.personId}/wylacz` : undefined,
    }));
    const timers = [...TIMERS].map(([key, rule]) => ({
      title: rule.title,
      value: organisation.timers[key] ?? rule.value,
      isOwn: organisation.timers[key] !== undefined,
      bounds: `${rule.min} – ${rule.max}`,
      href: mayAlso('directory.timers', object) ? `${base}/termin/${key}` : undefined,
    }));
    return ok({
      page: 'admin/organisation',
      title: organisation.name,
      layout: 'wide',
      model: {
        name: organisation.name,
        kind: ORGANISATION_KINDS[organisation.kind],
        stakeholderType: organisation.stakeholderType,
        code: organisation.code,
        address: organisation.address,
        phone: organisation.phone,
        email: organisation.email,
        editHref: mayAlso('directory.organisations', object) ? `${base}/dane` : undefined,
        addPersonHref: editsPeople ? `${base}/osoba-nowa` : undefined,
        people,
        closingDays: organisation.closingDays,
        closingDaysHref: mayAlso('directory.closing-days', object) ? `${base}/dni` : undefined,
        timers,
      },
      json: { organisation, people },
    });
  },
});

export const directoryPages = [showDirectory, showOrganisation];
