import type { Component, Option } from '../../forms/index.ts';
import { componentKinds, labelOf, sameLabel, walk } from './components.ts';
import type { PrintedField, PrintedLists, PrintedOptions } from './transcription.ts';

const hasRuleOfItsOwn = ({ properties, conditional, calculateValue }: Component): boolean =>
  properties?.rules !== undefined ||
  properties?.rule !== undefined ||
  conditional !== undefined ||
  calculateValue !== undefined;

/** What JSON can say of a printed rule: a limit, a default, a source, a list, a hint, a label that shows the unit. */
const saysSomething = (component: Component): boolean => {
  const { validate, properties } = component;
  const limits = Object.keys(validate ?? {}).filter((name) => name !== 'maxLength' && name !== 'required');
  return (
    hasRuleOfItsOwn(component) ||
    limits.length > 0 ||
    component.defaultValue !== undefined ||
    component.description !== undefined ||
    component.validate?.required === true ||
    ['prefill', 'compare', 'auto', 'list', 'register', 'measure', 'each', 'signOff'].some(
      (name) => properties?.[name] !== undefined,
    )
  );
};

function compareOptions(
  what: string,
  printed: PrintedOptions,
  actual: readonly Option[],
  lists: PrintedLists,
): readonly string[] {
  const wanted = typeof printed === 'string' ? lists[printed] : printed;
  if (wanted === undefined) return [];
  return Object.entries(wanted).flatMap(([value, label]) => {
    const option = actual.find((candidate) => candidate.value === value);
    if (option === undefined) return [`${what}: option ${value} is missing`];
    return sameLabel(label, option.label)
      ? []
      : [`${what}: option ${value} reads „${option.label}”, printed „${label}”`];
  });
}

const optionsOf = (component: Component): readonly Option[] => component.data?.values ?? component.values ?? [];

function compareMatrix(id: string, field: PrintedField, component: Component, lists: PrintedLists): readonly string[] {
  const children = walk(component.components ?? []);
  const rows: readonly Option[] =
    component.type === 'survey'
      ? (component.questions ?? [])
      : component.type === 'datagrid'
        ? (children[0]?.data?.values ?? []).filter(({ value }) =>
            JSON.stringify(component.defaultValue ?? []).includes(`"${value}"`),
          )
        : children.map((child) => ({ value: child.key, label: labelOf(child) }));
  return [
    ...(field.rows === undefined ? [] : compareOptions(`${id} rows`, field.rows, rows, lists)),
    ...(field.cells !== undefined && component.type === 'survey'
      ? compareOptions(`${id} columns`, field.cells, component.values ?? [], lists)
      : []),
  ];
}

function compareRequired(id: string, field: PrintedField, component: Component, parent: Component): readonly string[] {
  const demands = walk([component]).some(
    (part) => part.validate?.required === true || (part.validate?.minLength ?? 0) > 0 || hasRuleOfItsOwn(part),
  );
  const isServers = component.disabled === true || component.properties?.auto !== undefined;
  if (field.required === 'R' && field.type !== 'SIG' && !demands && !isServers && component.type !== 'hidden')
    return [`${id}: required by the catalogue, not by the form`];
  if (field.required === 'C' && !hasRuleOfItsOwn(component) && !hasRuleOfItsOwn(parent) && !saysSomething(component))
    return [`${id}: conditional in the catalogue, without a condition or rule in the form`];
  if (field.required === 'O' && component.validate?.required === true && component.conditional === undefined)
    return [`${id}: optional in the catalogue, required by the form`];
  return [];
}

/** A signature line says whose signature it is, where the catalogue prints only „Podpis”. */
const isSignatureOf = (field: PrintedField, component: Component): boolean =>
  field.type === 'SIG' && labelOf(component).startsWith(`${field.label} `);

/** What differs between a printed field and its component; `parent` is the component around it. */
export function compareField(
  id: string,
  field: PrintedField,
  component: Component,
  parent: Component,
  lists: PrintedLists,
): readonly string[] {
  const [first = ''] = field.type.split('+');
  const kinds = componentKinds(component);
  const inside = field.fields ?? [];
  const children = walk(component.components ?? []);
  return [
    ...(kinds.includes(first) ? [] : [`${id}: a ${first} in the catalogue, ${component.type} in the form`]),
    ...(sameLabel(field.label, labelOf(component)) || isSignatureOf(field, component)
      ? []
      : [`${id}: label „${labelOf(component)}”, printed „${field.label}”`]),
    ...(field.source === undefined || component.properties?.source === field.source
      ? []
      : [`${id}: source ${component.properties?.source ?? 'not given'}, printed ${field.source}`]),
    ...(field.level === undefined || component.properties?.level === field.level
      ? []
      : [`${id}: not marked as ${field.level}`]),
    ...compareRequired(id, field, component, parent),
    ...(field.rule === undefined || walk([component]).some(saysSomething) || saysSomething(parent)
      ? []
      : [`${id}: the rule „${field.rule}” is not expressed`]),
    ...(field.options === undefined || !['SC', 'MC'].includes(first)
      ? []
      : compareOptions(id, field.options, optionsOf(component), lists)),
    ...(first === 'MX' ? compareMatrix(id, field, component, lists) : []),
    ...inside.flatMap((sub) => {
      const found = children.find(({ key }) => key === sub.key);
      return found === undefined
        ? [`${id}.${sub.key}: missing`]
        : compareField(`${id}.${sub.key}`, sub, found, component, lists);
    }),
  ];
}
