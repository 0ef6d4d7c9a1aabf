import type { FormVersionRecord } from '../../domain/definitions/form-version.ts';
import type { FormLibrary } from '../../domain/definitions/library.ts';
import type { FormReference } from '../../domain/documents/document.ts';
import {
  applyOverlay,
  type FormDefinition,
  type FormVersion,
  type OverlayOperation,
  type Translations,
} from '../../domain/forms/index.ts';
import type { RegionId } from '../../domain/ids.ts';
import type { Store } from '../../domain/store/store.ts';

export const NATIONAL = 'national';

/** Published forms from the store. Versions never change, so each is composed once per process; only "which is current" is asked anew. */
export function formLibrary(store: Pick<Store, 'read'>): FormLibrary {
  const composed = new Map<string, Promise<FormVersion | undefined>>();

  const load = async ({ slug, scope, number }: FormReference): Promise<FormVersion | undefined> => {
    const record = await store.read('form-version', { slug, scope, number });
    if (record === undefined) return undefined;
    if (record.scope === NATIONAL) return nationalVersion(record);
    const base = await version({ slug, scope: NATIONAL, number: record.baseNumber ?? 0 });
    return base === undefined ? undefined : regionalVersion(base, record);
  };

  const version = (reference: FormReference): Promise<FormVersion | undefined> => {
    const name = `${reference.slug}@${reference.scope}.${reference.number}`;
    const known = composed.get(name);
    if (known !== undefined) return known;
    const loading = load(reference).then((found) => {
      if (found === undefined) composed.delete(name); // it may be published a moment later
      return found;
    });
    composed.set(name, loading);
    loading.catch(() => composed.delete(name)); // a store that was away must not be remembered as an answer
    return loading;
  };

  const currentNumber = async (slug: string, scope: string) =>
    (await store.read('current-form', { slug, scope }))?.number;

  return {
    version,
    async current(slug, regionId) {
      const [regional, national] = await Promise.all([currentNumber(slug, regionId), currentNumber(slug, NATIONAL)]);
      if (regional !== undefined && regional > 0) return version({ slug, scope: regionId, number: regional });
      return national === undefined ? undefined : version({ slug, scope: NATIONAL, number: national });
    },
  };
}

function nationalVersion(record: FormVersionRecord): FormVersion {
  return {
    slug: record.slug,
    scope: NATIONAL,
    number: record.number,
    definition: record.definition as FormDefinition,
    translations: (record.translations ?? {}) as Translations,
    publishedAt: record.publishedAt,
    publishedBy: record.publishedBy,
  };
}

/** The national version with a region's operations replayed on it. Throws when they don't apply: they were checked at publishing. */
export function regionalVersion(base: FormVersion, record: FormVersionRecord): FormVersion {
  const operations = (record.operations ?? []) as readonly OverlayOperation[];
  const applied = applyOverlay(base.definition, operations);
  if (!applied.ok)
    throw new Error(`Overlay ${record.slug}@${record.scope}.${record.number} does not apply to its base`);
  return {
    slug: record.slug,
    scope: record.scope as RegionId,
    number: record.number,
    definition: applied.value,
    translations: withTranslations(base.translations ?? {}, operations),
    overlay: operations,
    baseNumber: base.number,
    publishedAt: record.publishedAt,
    publishedBy: record.publishedBy,
  };
}

/** Base translations plus those that the operations bring. */
export function withTranslations(base: Translations, operations: readonly OverlayOperation[]): Translations {
  const result: Record<string, { title?: string; fields: Record<string, object> }> = {};
  for (const language of ['en', 'uk'] as const) {
    const from = base[language];
    const fields: Record<string, object> = { ...(from?.fields ?? {}) };
    for (const operation of operations) {
      if (operation.op !== 'translate' || operation.language !== language) continue;
      fields[operation.at] = { ...fields[operation.at], ...operation.texts };
    }
    if (Object.keys(fields).length > 0)
      result[language] = { ...(from?.title === undefined ? {} : { title: from.title }), fields };
  }
  return result as Translations;
}
