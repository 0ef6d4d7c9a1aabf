import { createRequire } from 'node:module';
import { type Component, type JsonValue, pathOf } from '../../../functions/domain/forms/index.ts';
import { check } from '../../builders/forms.ts';

/** The part of @formio/core that decides about a submission; loaded as CommonJS, its type declarations don't fit a strict project. */
interface Core {
  processSync(context: Record<string, unknown>): unknown;
  readonly ProcessTargets: { readonly submission: unknown; readonly evaluator: unknown };
}

const core = createRequire(import.meta.url)('@formio/core') as Core;

export interface Verdict {
  /** Paths of the fields that were refused. */
  readonly refused: ReadonlySet<string>;
  /** Answers without everything that says nothing. */
  readonly data: JsonValue;
}

/** What Form.io's own server-side run-time says: the two passes that its server makes. */
export function askCore(components: readonly Component[], answers: JsonValue): Verdict {
  const data = structuredClone(answers);
  const copy = structuredClone(components);
  const scope: { errors?: { context: { path: string } }[] } = {};
  const context: Record<string, unknown> = {
    form: { components: copy, display: 'form' },
    components: copy,
    data,
    submission: { data },
    scope,
    processors: core.ProcessTargets.submission,
  };
  core.processSync(context);
  core.processSync({ ...context, processors: core.ProcessTargets.evaluator });
  return {
    refused: new Set((scope.errors ?? []).map((error) => error.context.path)),
    data: withoutNothing(context.data as JsonValue) ?? {},
  };
}

/** What our run-time says. */
export function askOurs(components: readonly Component[], answers: JsonValue): Verdict {
  const { answers: data, errors } = check(components, answers);
  return {
    refused: new Set(errors.map(({ pointer }) => pathOf(pointer))),
    data: withoutNothing(data) ?? {},
  };
}

/** JSON without empty texts, nulls, unticked boxes, and what is left empty by that; rows keep their places. */
export function withoutNothing(value: JsonValue | undefined): JsonValue | undefined {
  if (value === undefined || value === null || value === '' || value === false) return undefined;
  if (Array.isArray(value)) {
    const rows = value.map((row: JsonValue) => withoutNothing(row) ?? {});
    return rows.some((row) => typeof row !== 'object' || Object.keys(row as object).length > 0) ? rows : undefined;
  }
  if (typeof value !== 'object') return value;
  const kept = Object.entries(value).flatMap(([key, member]): [string, JsonValue][] => {
    const bare = withoutNothing(member);
    return bare === undefined ? [] : [[key, bare]];
  });
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}
