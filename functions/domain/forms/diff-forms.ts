import { canonicalJson } from './content-hash.ts';
import type { Component, FormDefinition, JsonValue, Option } from './definition.ts';
import { describeField } from './describe-field.ts';
import { nameOf, type Placed, placedComponents, stableIdOf } from './overlays/component-tree.ts';
import { studioSentence } from './studio-words.ts';

/** One change between two versions of a form, by stable id; `from` and `to` are in words. */
export interface FormChange {
  readonly kind: ChangeKind;
  readonly stableId: string;
  /** What the field is called (after the change, or before when it is gone). */
  readonly label: string;
  readonly from?: string;
  readonly to?: string;
}

export type ChangeKind =
  | 'title'
  | 'added'
  | 'removed'
  | 'moved'
  | 'moved-to'
  | 'renamed'
  | 'label'
  | 'hint'
  | 'text'
  | 'type'
  | 'required'
  | 'optional'
  | 'hidden'
  | 'shown'
  | 'option-added'
  | 'option-removed'
  | 'option-label'
  | 'condition'
  | 'calculation'
  | 'limits'
  | 'level';

/** What changed between two definitions, in the order of the later one; removed fields last. */
export function diffForms(before: FormDefinition, after: FormDefinition): readonly FormChange[] {
  const [old, now] = [placedComponents(before), placedComponents(after)];
  const oldById = new Map(old.map((placed) => [stableIdOf(placed.component), placed]));
  const newById = new Map(now.map((placed) => [stableIdOf(placed.component), placed]));
  const moved = movedIds(old, now);
  const title: FormChange[] =
    before.title === after.title
      ? []
      : [{ kind: 'title', stableId: '', label: after.title, from: before.title, to: after.title }];
  const changed = now.flatMap((placed) => {
    const previous = oldById.get(stableIdOf(placed.component));
    return previous ? changesOf(previous, placed, moved) : [addedOrRemoved('added', placed)];
  });
  const removed = old.filter(({ component }) => !newById.has(stableIdOf(component)));
  return [...title, ...changed, ...removed.map((placed) => addedOrRemoved('removed', placed))];
}

const addedOrRemoved = (kind: 'added' | 'removed', { component }: Placed): FormChange => ({
  kind,
  stableId: stableIdOf(component),
  label: nameOf(component),
  to: describeField(component),
});

function changesOf(previous: Placed, placed: Placed, moved: ReadonlySet<string>): readonly FormChange[] {
  const [before, after] = [previous.component, placed.component];
  const stableId = stableIdOf(after);
  const changes: FormChange[] = [];
  const add = (kind: ChangeKind, from?: string, to?: string): void => {
    changes.push({
      kind,
      stableId,
      label: nameOf(after),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
    });
  };
  const texts = (kind: ChangeKind, from: string | undefined, to: string | undefined): void => {
    if ((from ?? '') !== (to ?? '')) add(kind, from ?? '', to ?? '');
  };
  if (before.type !== after.type) add('type', describeField(before), describeField(after));
  if (previous.above.at(-1) !== placed.above.at(-1))
    add('moved-to', undefined, placed.parent ? nameOf(placed.parent) : '');
  else if (moved.has(stableId)) add('moved');
  texts('renamed', before.key, after.key);
  texts('label', nameOf(before), nameOf(after));
  texts('hint', before.description, after.description);
  if ((before.html ?? '') !== (after.html ?? '')) add('text');
  if (Boolean(before.validate?.required) !== Boolean(after.validate?.required))
    add(after.validate?.required ? 'required' : 'optional');
  if (Boolean(before.hidden) !== Boolean(after.hidden)) add(after.hidden ? 'hidden' : 'shown');
  changes.push(...optionChanges(before, after));
  if (differs(before.conditional, after.conditional)) add('condition');
  if (differs(before.calculateValue, after.calculateValue)) add('calculation');
  if (differs(limitsOf(before), limitsOf(after))) add('limits');
  texts('level', before.properties?.level, after.properties?.level);
  return changes;
}

const differs = (before: unknown, after: unknown): boolean =>
  canonicalJson((before ?? null) as JsonValue) !== canonicalJson((after ?? null) as JsonValue);

const limitsOf = ({
  validate = {},
  decimalLimit,
  fileMaxSize,
  filePattern,
  datePicker,
  multiple,
}: Component): unknown => {
  const { required: _required, ...rules } = validate;
  return [rules, decimalLimit ?? null, fileMaxSize ?? null, filePattern ?? null, datePicker ?? null, multiple ?? false];
};

function optionChanges(before: Component, after: Component): readonly FormChange[] {
  const stableId = stableIdOf(after);
  const label = nameOf(after);
  const compare = (from: readonly Option[] = [], to: readonly Option[] = []): FormChange[] => {
    const [old, now] = [new Map(from.map((o) => [o.value, o.label])), new Map(to.map((o) => [o.value, o.label]))];
    return [
      ...to.flatMap((option): FormChange[] => {
        const known = old.get(option.value);
        if (known === undefined) return [{ kind: 'option-added', stableId, label, to: option.label }];
        return known === option.label ? [] : [{ kind: 'option-label', stableId, label, from: known, to: option.label }];
      }),
      ...from
        .filter((option) => !now.has(option.value))
        .map((option): FormChange => ({ kind: 'option-removed', stableId, label, from: option.label })),
    ];
  };
  return [
    ...compare(before.data?.values ?? before.values, after.data?.values ?? after.values),
    ...compare(before.questions, after.questions),
  ];
}

/** Ids that stand elsewhere among the same siblings: all that aren't in a longest run that kept its order. */
function movedIds(old: readonly Placed[], now: readonly Placed[]): ReadonlySet<string> {
  const moved = new Set<string>();
  const lists = new Map<string, string[]>();
  for (const { component, above } of old) {
    const place = above.at(-1) ?? '';
    lists.set(place, [...(lists.get(place) ?? []), stableIdOf(component)]);
  }
  const newLists = new Map<string, string[]>();
  for (const { component, above } of now) {
    const place = above.at(-1) ?? '';
    if (lists.get(place)?.includes(stableIdOf(component)))
      newLists.set(place, [...(newLists.get(place) ?? []), stableIdOf(component)]);
  }
  for (const [place, ids] of newLists) {
    const positions = ids.map((id) => lists.get(place)?.indexOf(id) ?? 0);
    const stays = longestRise(positions);
    ids.forEach((id, at) => {
      if (!stays.has(at)) moved.add(id);
    });
  }
  return moved;
}

/** Indexes of one longest increasing subsequence. */
function longestRise(numbers: readonly number[]): ReadonlySet<number> {
  const length = numbers.map(() => 1);
  const previous = numbers.map(() => -1);
  for (let at = 0; at < numbers.length; at += 1)
    for (let before = 0; before < at; before += 1)
      if ((numbers[before] ?? 0) < (numbers[at] ?? 0) && (length[before] ?? 0) + 1 > (length[at] ?? 0)) {
        length[at] = (length[before] ?? 0) + 1;
        previous[at] = before;
      }
  const kept = new Set<number>();
  let at = length.indexOf(Math.max(...length));
  while (at >= 0) {
    kept.add(at);
    at = previous[at] ?? -1;
  }
  return kept;
}

/** The changes in plain Polish, one sentence each. */
export const diffSentences = (changes: readonly FormChange[]): readonly string[] =>
  changes.map(({ kind, label, from = '', to = '' }) => studioSentence('changes', kind, { label, from, to }));
