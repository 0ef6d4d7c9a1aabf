import type { OverlayDraft } from '../../domain/definitions/form-version.ts';
import type { Actor } from '../../domain/directory/directory.ts';
import {
  applyOverlay,
  diffForms,
  diffSentences,
  type FormVersion,
  lint,
  lintSentence,
  type OverlayOperation,
} from '../../domain/forms/index.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { NATIONAL, withTranslations } from '../definitions/form-library.ts';
import type { Ports } from '../ports.ts';

type StudioPorts = Pick<Ports, 'store' | 'forms' | 'now'>;

/** A region's work on one form: its base, what is published, and what is changed but not yet published. */
export interface Workpiece {
  readonly slug: string;
  readonly scope: string;
  /** National version under the work. */
  readonly base: FormVersion;
  /** The region's published version, if it has one of its own. */
  readonly published?: FormVersion;
  /** Base with the draft's operations: what a publish would bring. */
  readonly working: FormVersion;
  readonly operations: readonly OverlayOperation[];
  /** Version of the draft record, 0 when nothing is changed since the last publish. */
  readonly draftVersion: number;
  /** A newer national version waits to be merged. */
  readonly newerBase?: FormVersion;
  readonly changes: readonly string[];
}

/** A national admin works on the national form itself, a regional admin on their region's overlay. */
export const scopeOf = (actor: Actor): string =>
  actor.role === 'nationalDefinitionsAdmin' ? NATIONAL : actor.regionId;

/** Opens a form in the studio: the draft if there is one, else the published overlay, else the national form unchanged. */
export async function openWorkpiece(ports: StudioPorts, actor: Actor, slug: string): Promise<Result<Workpiece>> {
  const scope = scopeOf(actor);
  const [draft, currentRegional, currentNational] = await Promise.all([
    ports.store.read('overlay-draft', { slug, scope }),
    scope === NATIONAL ? undefined : ports.store.read('current-form', { slug, scope }),
    ports.store.read('current-form', { slug, scope: NATIONAL }),
  ]);
  if (currentNational === undefined) return fail('not-found');
  const national = await ports.forms.version({ slug, scope: NATIONAL, number: currentNational.number });
  if (national === undefined) return fail('not-found');
  const published =
    currentRegional === undefined || currentRegional.number === 0
      ? undefined
      : await ports.forms.version({ slug, scope, number: currentRegional.number });

  const baseNumber = draft?.baseNumber ?? published?.baseNumber ?? national.number;
  const base =
    baseNumber === national.number
      ? national
      : await ports.forms.version({ slug, scope: NATIONAL, number: baseNumber });
  if (base === undefined) return fail('not-found');
  const operations = (draft?.operations as readonly OverlayOperation[] | undefined) ?? published?.overlay ?? [];
  const applied = applyOverlay(base.definition, operations);
  if (!applied.ok) return applied;
  const working: FormVersion = {
    ...base,
    scope: scope as FormVersion['scope'],
    definition: applied.value,
    translations: withTranslations(base.translations ?? {}, operations),
  };
  return ok({
    slug,
    scope,
    base,
    ...(published === undefined ? {} : { published }),
    working,
    operations,
    draftVersion: draft?.version ?? 0,
    ...(base.number < national.number ? { newerBase: national } : {}),
    changes: diffSentences(diffForms((published ?? base).definition, working.definition)),
  });
}

/** Adds one operation to the draft, if the form still passes the linter with it. `seen` is the draft version that the person saw. */
export async function addOperation(
  ports: StudioPorts,
  actor: Actor,
  input: { readonly slug: string; readonly operation: OverlayOperation; readonly seen: number },
): Promise<Result<Workpiece>> {
  const opened = await openWorkpiece(ports, actor, input.slug);
  if (!opened.ok) return opened;
  return saveOperations(ports, actor, opened.value, [...opened.value.operations, input.operation], input.seen);
}

/** Takes back one operation of the draft by its place in the list. */
export async function removeOperation(
  ports: StudioPorts,
  actor: Actor,
  input: { readonly slug: string; readonly index: number; readonly seen: number },
): Promise<Result<Workpiece>> {
  const opened = await openWorkpiece(ports, actor, input.slug);
  if (!opened.ok) return opened;
  const rest = opened.value.operations.filter((_operation, index) => index !== input.index);
  if (rest.length === opened.value.operations.length) return fail('not-found');
  return saveOperations(ports, actor, opened.value, rest, input.seen);
}

/** Throws the draft away: the published form stays as it is. */
export async function discardDraft(ports: StudioPorts, actor: Actor, slug: string): Promise<Result<void>> {
  const scope = scopeOf(actor);
  const draft = await ports.store.read('overlay-draft', { slug, scope });
  if (draft === undefined) return ok(undefined);
  return ports.store.commit([{ remove: 'overlay-draft', key: { slug, scope }, version: draft.version }]);
}

/** Checks operations against the base and keeps them as the draft; also used by the merge with a new base. */
export async function saveOperations(
  ports: StudioPorts,
  actor: Actor,
  workpiece: Pick<Workpiece, 'slug' | 'scope' | 'base' | 'draftVersion'>,
  operations: readonly OverlayOperation[],
  seen: number,
): Promise<Result<Workpiece>> {
  if (workpiece.draftVersion !== seen) return fail('conflict', { reason: 'studio-draft-changed' });
  const applied = applyOverlay(workpiece.base.definition, operations);
  if (!applied.ok) return applied;
  const findings = lint(applied.value).filter((finding) => finding.severity === 'error');
  if (findings.length > 0) {
    return fail('invalid-input', {
      errors: findings.map(({ pointer, code, params }) => ({ pointer, code, params })),
      reason: findings.map(lintSentence).join(' '),
    });
  }
  const record: OverlayDraft = {
    slug: workpiece.slug,
    scope: workpiece.scope,
    baseNumber: workpiece.base.number,
    operations,
    changedAt: ports.now(),
    changedBy: actor.personId,
    version: workpiece.draftVersion + 1,
  };
  const committed = await ports.store.commit([{ put: 'overlay-draft', record }]);
  if (!committed.ok) return committed;
  return openWorkpiece(ports, actor, workpiece.slug);
}
