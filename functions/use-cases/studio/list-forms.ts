import type { Actor } from '../../domain/directory/directory.ts';
import { NATIONAL } from '../definitions/form-library.ts';
import type { Ports } from '../ports.ts';
import { scopeOf } from './overlay-draft.ts';

/** One form in the studio's list. */
export interface StudioForm {
  readonly slug: string;
  readonly title: string;
  /** Number in the model's catalogue, "A1". */
  readonly catalogue: string;
  readonly nationalNumber: number;
  /** Version of the region's own, absent while the region uses the national form. */
  readonly regionalNumber?: number;
  readonly hasDraft: boolean;
  /** The region's version stands on an older national one. */
  readonly behindBase: boolean;
}

/** All forms with the versions that the actor's scope uses, in catalogue order. */
export async function listStudioForms(
  ports: Pick<Ports, 'store' | 'forms'>,
  actor: Actor,
): Promise<readonly StudioForm[]> {
  const scope = scopeOf(actor);
  const [national, own, drafts] = await Promise.all([
    ports.store.list('current-forms-of-scope', { scope: NATIONAL }, { limit: 200 }),
    scope === NATIONAL ? { items: [] } : ports.store.list('current-forms-of-scope', { scope }, { limit: 200 }),
    ports.store.list('overlay-drafts-of-scope', { scope }, { limit: 200 }),
  ]);
  const forms = await Promise.all(
    national.items.map(async ({ slug, number }): Promise<StudioForm | undefined> => {
      const version = await ports.forms.version({ slug, scope: NATIONAL, number });
      if (version === undefined) return undefined;
      const regional = own.items.find((one) => one.slug === slug && one.number > 0);
      const published =
        regional === undefined ? undefined : await ports.forms.version({ slug, scope, number: regional.number });
      return {
        slug,
        title: version.definition.title,
        catalogue: version.definition.properties?.catalogue ?? '',
        nationalNumber: number,
        ...(regional === undefined ? {} : { regionalNumber: regional.number }),
        hasDraft: drafts.items.some((draft) => draft.slug === slug),
        behindBase: (published?.baseNumber ?? number) < number,
      };
    }),
  );
  return forms
    .filter((form) => form !== undefined)
    .sort((a, b) => catalogueOrder(a.catalogue) - catalogueOrder(b.catalogue));
}

/** "A1" before "A2" before "A10" before "B2". */
const catalogueOrder = (catalogue: string): number => catalogue.charCodeAt(0) * 1000 + Number(catalogue.slice(1));
