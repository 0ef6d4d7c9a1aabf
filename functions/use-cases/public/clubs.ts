import type { Organisation, Region } from '../../domain/directory/directory.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Ports } from '../ports.ts';

/** Regions that exist in this installation. */
export const listRegions = async (ports: Pick<Ports, 'store'>): Promise<readonly Region[]> =>
  (await ports.store.list('all-regions', {}, { limit: 50 })).items;

/** Clubs of one region, by their codes; at most 200. */
export async function listClubs(ports: Pick<Ports, 'store'>, regionId: string): Promise<readonly Organisation[]> {
  const { items } = await ports.store.list('organisations-of-region', { regionId }, { limit: 200 });
  return items.filter((organisation) => organisation.kind === 'kis');
}

/** A club by the readable code in its address, small letters or capitals. */
export async function findClub(ports: Pick<Ports, 'store'>, code: string): Promise<Result<Organisation>> {
  const { items } = await ports.store.list('organisation-by-code', { code }, { limit: 5 });
  const club = items.find((organisation) => organisation.kind === 'kis');
  return club === undefined ? fail('not-found', { reason: 'club-unknown' }) : ok(club);
}
