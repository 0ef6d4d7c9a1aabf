import type { Component, FormDefinition } from '../../forms/index.ts';
import { compareField } from './compare-field.ts';
import { componentKinds, sameLabel, walk } from './components.ts';
import type { PrintedDocument, PrintedField, PrintedLists } from './transcription.ts';

interface Placed {
  readonly component: Component;
  readonly parent: Component;
}

const NOTHING: Component = { type: 'panel', key: 'none' };

function placed(components: readonly Component[], parent: Component = NOTHING): readonly Placed[] {
  return components.flatMap((component) => [
    { component, parent },
    ...placed(
      [...(component.components ?? []), ...(component.columns ?? []).flatMap((cell) => cell.components)],
      component,
    ),
  ]);
}

const idOf = (component: Component): string => component.properties?.id ?? '';

/** The component of a printed field; for a span of days without a group of its own, the field of its first day. */
function findField(id: string, all: readonly Placed[]): Placed | undefined {
  return (
    all.find(({ component }) => idOf(component) === id) ??
    all.find(({ component }) => idOf(component) === `${id}From`) ??
    all.find(({ component }) => component.type === 'signature' && idOf(component).startsWith(`${id}.`))
  );
}

/** Fields of an entry beyond its first: „YN + LT” has a second one whose id continues the entry's. */
function missingSeconds(id: string, field: PrintedField, all: readonly Placed[], first: Component): readonly string[] {
  const others = all
    .map(({ component }) => component)
    .filter((component) => idOf(component).startsWith(id) && component !== first);
  return field.type
    .split('+')
    .slice(1)
    .filter((type) => !others.some((component) => componentKinds(component).includes(type)))
    .map((type) => `${id}: its ${type} is missing`);
}

function compareSigners(id: string, field: PrintedField, all: readonly Placed[]): readonly string[] {
  const signatures = all.filter(({ component }) => component.type === 'signature' && idOf(component).startsWith(id));
  return (field.signers ?? [])
    .filter(
      (signer) => signatures.length !== 1 && !signatures.some(({ component }) => idOf(component) === `${id}.${signer}`),
    )
    .map((signer) => `${id}: no signature of ${signer}`);
}

/** Everything in which a composed definition differs from the catalogue, as sentences; empty when nothing does. */
export function compareDocument(
  printed: PrintedDocument,
  definition: FormDefinition,
  lists: PrintedLists,
): readonly string[] {
  const all = placed(definition.components);
  const properties = definition.properties ?? {};
  const head = (['catalogue', 'key', 'slug', 'level'] as const)
    .filter((name) => properties[name] !== printed[name])
    .map((name) => `${name} is ${properties[name] ?? 'not given'}, printed ${printed[name]}`);
  const title = sameLabel(printed.title.replace(/, IPD$/, ' (IPD)'), definition.title)
    ? []
    : [`title „${definition.title}”, printed „${printed.title}”`];
  const signsOff = (properties.signOff ?? '').split(/[\s>]+/).filter((role) => role !== '');
  const signs =
    signsOff.length === 0 && printed.signs.length > 0 && printed.fields.some(({ type }) => type === 'SIG')
      ? [`signed by ${printed.signs.join(', ')}, but the form has no sign-off`]
      : [];
  const order = walk(definition.components).map(idOf);
  let last = { at: -1, key: '' };
  const fields = printed.fields.flatMap((field) => {
    const id = `${printed.catalogue}.${field.key}`;
    const found = findField(id, all);
    if (found === undefined) return [`${id}: missing`];
    const at = order.indexOf(idOf(found.component));
    const misplaced = at < last.at ? [`${id}: stands before ${last.key}, printed after it`] : [];
    last = { at, key: field.key };
    return [
      ...misplaced,
      ...compareField(id, field, found.component, found.parent, lists),
      ...missingSeconds(id, field, all, found.component),
      ...compareSigners(id, field, all),
    ];
  });
  return [...head, ...title, ...signs, ...fields];
}
