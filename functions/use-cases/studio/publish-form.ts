import { definitionChain } from '../../domain/audit/chains.ts';
import type { CaseEvent } from '../../domain/cases/case.ts';
import type { FormVersionRecord } from '../../domain/definitions/form-version.ts';
import type { Actor } from '../../domain/directory/directory.ts';
import {
  type FormVersion,
  formReference,
  lint,
  type MergeConflict,
  mergeOverlay,
  type OverlayOperation,
} from '../../domain/forms/index.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Change } from '../../domain/store/store.ts';
import { commitWithTrail } from '../audit/trail.ts';
import { NATIONAL } from '../definitions/form-library.ts';
import type { Ports } from '../ports.ts';
import { openWorkpiece, saveOperations, scopeOf, type Workpiece } from './overlay-draft.ts';

type StudioPorts = Pick<Ports, 'store' | 'forms' | 'now'>;

/**
 * Publishes the draft as the next version of the scope: new links and documents use it from now on; drafts and running cases stay
 * on theirs. Returns the reference, `referral@mazowieckie.2`.
 */
export async function publishForm(
  ports: StudioPorts,
  actor: Actor,
  input: { readonly slug: string; readonly seen: number; readonly note?: string },
): Promise<Result<{ readonly reference: string }>> {
  const opened = await openWorkpiece(ports, actor, input.slug);
  if (!opened.ok) return opened;
  const { scope, working, operations, base, draftVersion } = opened.value;
  if (draftVersion === 0) return fail('wrong-state', { reason: 'studio-nothing-to-publish' });
  if (draftVersion !== input.seen) return fail('conflict', { reason: 'studio-draft-changed' });
  if (lint(working.definition).some((finding) => finding.severity === 'error')) return fail('invalid-input');

  const current = await ports.store.read('current-form', { slug: input.slug, scope });
  const newest = await newestNumber(ports, input.slug, scope);
  const number = newest + 1;
  const record: FormVersionRecord = {
    slug: input.slug,
    scope,
    number,
    // A national version is whole; a regional one is its operations on a national base, so that a new base can be merged.
    ...(scope === NATIONAL
      ? { definition: working.definition, translations: working.translations as Record<string, unknown> }
      : { baseNumber: base.number, operations }),
    publishedAt: ports.now(),
    publishedBy: actor.personId,
    ...(input.note === undefined || input.note === '' ? {} : { note: input.note }),
    version: 1,
  };
  const changes: Change[] = [
    { put: 'form-version', record },
    { put: 'current-form', record: { slug: input.slug, scope, number, version: (current?.version ?? 0) + 1 } },
    { remove: 'overlay-draft', key: { slug: input.slug, scope }, version: draftVersion },
  ];
  const reference = formReference({ slug: input.slug, scope: scope as FormVersion['scope'], number });
  const committed = await commitWithTrail(
    ports,
    definitionChain(scope),
    [eventOf(ports, actor, 'form-published', { reference, base: base.number, operations: operations.length })],
    changes,
  );
  return committed.ok ? ok({ reference }) : committed;
}

/** Makes an earlier version the current one again; 0 means "the national form, without our changes". Nothing is deleted. */
export async function returnToVersion(
  ports: StudioPorts,
  actor: Actor,
  input: { readonly slug: string; readonly number: number },
): Promise<Result<void>> {
  const scope = scopeOf(actor);
  if (scope === NATIONAL && input.number === 0) return fail('not-found');
  if (
    input.number > 0 &&
    (await ports.store.read('form-version', { slug: input.slug, scope, number: input.number })) === undefined
  ) {
    return fail('not-found');
  }
  const current = await ports.store.read('current-form', { slug: input.slug, scope });
  if (current === undefined) return fail('wrong-state');
  const record = { ...current, number: input.number, version: current.version + 1 };
  return commitWithTrail(
    ports,
    definitionChain(scope),
    [eventOf(ports, actor, 'form-returned-to', { slug: input.slug, number: input.number })],
    [{ put: 'current-form', record }],
  );
}

const eventOf = (ports: Pick<Ports, 'now'>, actor: Actor, type: string, data: CaseEvent['data']) => ({
  type,
  at: ports.now(),
  by: { who: actor.personId, role: actor.role },
  data,
});

/** Every published version of the form in the actor's scope, newest first. */
export async function listVersions(
  ports: StudioPorts,
  actor: Actor,
  slug: string,
): Promise<readonly FormVersionRecord[]> {
  return (await ports.store.list('versions-of-form', { slug, scope: scopeOf(actor) }, { limit: 100, reverse: true }))
    .items;
}

async function newestNumber(ports: StudioPorts, slug: string, scope: string): Promise<number> {
  const [newest] = (await ports.store.list('versions-of-form', { slug, scope }, { limit: 1, reverse: true })).items;
  return newest?.number ?? 0;
}

/** What a merge with the newest national version would do: operations that hold, and conflicts to decide. */
export function previewMerge(workpiece: Workpiece): {
  readonly operations: readonly OverlayOperation[];
  readonly conflicts: readonly MergeConflict[];
} {
  if (workpiece.newerBase === undefined) return { operations: workpiece.operations, conflicts: [] };
  return mergeOverlay(workpiece.base.definition, workpiece.newerBase.definition, workpiece.operations);
}

/**
 * Moves the region's changes onto the newest national version as a draft. `keep` names, by their number in the list, the conflicting
 * operations that the person wants to keep; the others are dropped, each by the person's own decision.
 */
export async function mergeWithNewBase(
  ports: StudioPorts,
  actor: Actor,
  input: { readonly slug: string; readonly seen: number; readonly keep: readonly number[] },
): Promise<Result<Workpiece>> {
  const opened = await openWorkpiece(ports, actor, input.slug);
  if (!opened.ok) return opened;
  const workpiece = opened.value;
  if (workpiece.newerBase === undefined) return fail('wrong-state', { reason: 'studio-base-is-newest' });
  const { operations, conflicts } = previewMerge(workpiece);
  const kept = conflicts.filter((_conflict, index) => input.keep.includes(index)).map((conflict) => conflict.operation);
  return saveOperations(
    ports,
    actor,
    { ...workpiece, base: workpiece.newerBase },
    [...operations, ...kept],
    input.seen,
  );
}
