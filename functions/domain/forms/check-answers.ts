import type { FieldError } from '../result.ts';
import { isJsonObject, joinPath, ownValue, type PageRef, pointerOf } from './answers.ts';
import type { JsonValue } from './definition.ts';
import type { CheckContext, Problem } from './fields/field-type.ts';
import { hasFixedRows, rowLimits } from './fields/rows.ts';
import { structureField, valueField } from './fields/table.ts';
import type { Form, FormNode } from './form.ts';
import { measureAnswers } from './measure-answers.ts';
import { parseAnswers } from './parse-answers.ts';
import type { CheckedAnswers, CheckOptions } from './runtime.ts';
import { settle } from './settle.ts';
import { isHidden, type MutableGroup, type Settled } from './settled.ts';

/** What one walk over the settled answers needs. */
interface Walk {
  readonly settled: Settled;
  readonly context: CheckContext;
  readonly withRules: boolean;
  readonly row: Exclude<PageRef, number> | undefined;
  readonly errors: FieldError[];
}

/**
 * Checks answers against their form: unknown keys dropped, types before rules, hidden values cleared per row, calculated
 * values set. Pointers of errors count rows as `raw` does; rows without any answer are left out of `answers` on submit.
 */
export function checkAnswers(form: Form, raw: unknown, options: CheckOptions): CheckedAnswers {
  const refusal = measureAnswers(raw);
  if (refusal) return { answers: {}, errors: [refusal] };
  const context: CheckContext = {
    today: options.today,
    files: new Map(options.files?.map((file) => [file.id, file])),
    trustFiles: false,
    registers: options.registers ?? {},
  };
  const { answers, problems } = parseAnswers(form, raw as JsonValue, options.trusted, context, false);
  const settled = settle(form, answers, problems, context);
  // Half-done logic would hide and empty fields at random: then nothing is taken at all.
  if (settled.budget.steps < 0) return { answers: {}, errors: [{ pointer: '', code: 'too-large' }] };
  const page = typeof options.page === 'object' ? options.page.page : options.page;
  const walk: Walk = {
    settled,
    context,
    withRules: options.phase === 'submit',
    row: typeof options.page === 'object' ? options.page : undefined,
    errors: [],
  };
  checkNodes(page === undefined ? form.roots : (form.pages[page]?.nodes ?? []), answers, '', walk);
  return {
    answers: prune(form.answerRoots, answers, options.phase === 'submit' && options.page === undefined) ?? {},
    errors: walk.errors,
  };
}

function checkNodes(nodes: readonly FormNode[], group: MutableGroup, scopePath: string, walk: Walk): void {
  for (const node of nodes) {
    if (node.retired || isHidden(walk.settled, node, scopePath)) continue;
    if (node.holds === 'nothing') {
      checkNodes(node.children, group, scopePath, walk);
      continue;
    }
    const path = joinPath(scopePath, node.component.key);
    const problem = walk.settled.problems.get(path);
    if (problem) report(node, path, problem, walk);
    const value = ownValue(group, node.component.key);
    if (node.holds === 'group') checkGroup(node, value, path, walk);
    else if (node.holds === 'rows') checkGrid(node, value, path, problem !== undefined, walk);
    else if (!problem && walk.withRules) checkValue(node, value, path, walk);
  }
}

function report(node: FormNode, path: string, problem: Problem, walk: Walk): void {
  const { row } = walk;
  const inRow = row === undefined || path.startsWith(`${row.grid}[${row.row}]`);
  if (!inRow) return;
  walk.errors.push({
    pointer: pointerOf(problem.below === undefined ? path : joinPath(path, problem.below)),
    code: problem.code,
    params: { label: node.label, ...problem.params },
  });
}

function checkValue(node: FormNode, value: JsonValue | undefined, path: string, walk: Walk): void {
  const field = valueField(node.component.type);
  if (!field) return;
  if (value === undefined) {
    if (node.component.validate?.required && node.component.properties?.signOff === undefined)
      report(node, path, { code: 'required', params: { kind: node.serverSet ? 'server' : field.requiredKind } }, walk);
    return;
  }
  for (const problem of field.check(value, node, walk.context)) report(node, path, problem, walk);
}

function checkGroup(node: FormNode, value: JsonValue | undefined, path: string, walk: Walk): void {
  const group = (value ?? {}) as MutableGroup;
  if (walk.withRules && !walk.settled.problems.has(path)) {
    const count = isBlank(node.answerChildren, group) ? 0 : 1;
    for (const problem of structureField(node.component.type)?.check(count, node) ?? [])
      report(node, path, problem, walk);
  }
  checkNodes(node.children, group, path, walk);
}

function checkGrid(node: FormNode, value: JsonValue | undefined, path: string, broken: boolean, walk: Walk): void {
  const rows = (Array.isArray(value) ? value : []) as MutableGroup[];
  const kept = walk.withRules ? keptRows(node, rows) : rows.map(() => true);
  if (walk.withRules && !broken) {
    const count = kept.filter(Boolean).length;
    for (const problem of structureField(node.component.type)?.check(count, node) ?? [])
      report(node, path, problem, walk);
  }
  for (const [at, row] of rows.entries()) {
    const rowPath = `${path}[${at}]`;
    const problem = walk.settled.problems.get(rowPath);
    if (problem) report(node, rowPath, problem, walk);
    else if (kept[at]) checkNodes(node.children, row, rowPath, walk);
  }
}

/** Which rows count: those with any answer, and as many empty ones as the group must have (their fields say what is missing). */
function keptRows(node: FormNode, rows: readonly MutableGroup[]): readonly boolean[] {
  if (hasFixedRows(node)) return rows.map(() => true);
  const blank = rows.map((row) => isBlank(node.answerChildren, row));
  let spare = Math.max(0, rowLimits(node).min - blank.filter((empty) => !empty).length);
  return blank.map((empty) => {
    if (!empty) return true;
    spare -= 1;
    return spare >= 0;
  });
}

/** True when a person has answered nothing here; an unticked box and what the server sets are no answers. */
function isBlank(nodes: readonly FormNode[], group: JsonValue | undefined): boolean {
  return nodes.every((node) => {
    const value = ownValue(group, node.component.key);
    if (value === undefined || value === false || (node.holds === 'value' && node.serverSet)) return true;
    if (node.holds === 'group') return isBlank(node.answerChildren, value);
    if (node.holds === 'rows')
      return Array.isArray(value) && value.every((row: JsonValue) => isBlank(node.answerChildren, row));
    return false;
  });
}

/** Answers without empty groups and, on submit, without empty rows; undefined when nothing is left. */
function prune(nodes: readonly FormNode[], group: MutableGroup, submitted: boolean): MutableGroup | undefined {
  const kept: MutableGroup = {};
  for (const node of nodes) {
    const { key } = node.component;
    const value = ownValue(group, key);
    if (value === undefined) continue;
    if (node.holds === 'group' && isJsonObject(value)) {
      const inside = prune(node.answerChildren, value as MutableGroup, submitted);
      if (inside) kept[key] = inside;
    } else if (node.holds === 'rows' && Array.isArray(value)) {
      const rows = value as MutableGroup[];
      const wanted = submitted ? keptRows(node, rows) : rows.map(() => true);
      const left = rows.flatMap((row, at) => (wanted[at] ? [prune(node.answerChildren, row, submitted) ?? {}] : []));
      if (left.length > 0) kept[key] = left;
    } else kept[key] = value;
  }
  return Object.keys(kept).length > 0 ? kept : undefined;
}
