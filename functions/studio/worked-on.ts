import type { AccessObject } from '../domain/access/index.ts';
import type { Actor } from '../domain/directory/directory.ts';

/** What a studio route acts on: the country's forms for a national admin, the own region's overlays for a regional one. */
export const workedOn = async ({ actor }: { readonly actor: Actor }): Promise<AccessObject> =>
  actor.role === 'nationalDefinitionsAdmin' ? {} : { regionId: actor.regionId };
