import type { FormVersionRecord } from '../../domain/definitions/form-version.ts';
import type { FormDefinition, Translations } from '../../domain/forms/index.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Change } from '../../domain/store/store.ts';
import type { Ports } from '../ports.ts';
import { NATIONAL } from './form-library.ts';

export interface ShippedForm {
  readonly slug: string;
  readonly definition: FormDefinition;
  readonly translations: Translations;
}

/**
 * Publishes the forms of this release as national versions: a form that differs from the newest national version becomes the next
 * one, an equal one changes nothing. Running cases and drafts stay on theirs. Returns what was published, `slug@national.n`.
 */
export async function publishShipped(
  ports: Pick<Ports, 'store' | 'now'>,
  shipped: readonly ShippedForm[],
): Promise<Result<readonly string[]>> {
  const published: string[] = [];
  for (const form of shipped) {
    const current = await ports.store.read('current-form', { slug: form.slug, scope: NATIONAL });
    const newest =
      current === undefined
        ? undefined
        : await ports.store.read('form-version', { slug: form.slug, scope: NATIONAL, number: current.number });
    if (newest !== undefined && newest.publishedBy !== 'release') continue; // a national admin has gone on from the shipped form
    if (newest !== undefined && sameContent(newest, form)) continue;
    const number = (current?.number ?? 0) + 1;
    const changes: Change[] = [
      {
        put: 'form-version',
        record: {
          slug: form.slug,
          scope: NATIONAL,
          number,
          definition: form.definition,
          translations: form.translations as Record<string, unknown>,
          publishedAt: ports.now(),
          publishedBy: 'release',
          version: 1,
        },
      },
      {
        put: 'current-form',
        record: { slug: form.slug, scope: NATIONAL, number, version: (current?.version ?? 0) + 1 },
      },
    ];
    const committed = await ports.store.commit(changes);
    // Two processes that start at once publish the same; the second finds it done.
    if (committed.ok) published.push(`${form.slug}@${NATIONAL}.${number}`);
    else if (committed.failure.code !== 'conflict' && committed.failure.code !== 'already-done') return committed;
  }
  return ok(published);
}

const sameContent = (record: FormVersionRecord, form: ShippedForm): boolean =>
  JSON.stringify([sorted(record.definition), sorted(record.translations ?? {})]) ===
  JSON.stringify([sorted(form.definition), sorted(form.translations)]);

/** Key order is no difference: a store gives maps back in an order of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
