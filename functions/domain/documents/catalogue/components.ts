import type { Component } from '../../forms/index.ts';

/** Components in document order, each followed by those inside it. */
export const walk = (components: readonly Component[]): readonly Component[] =>
  components.flatMap((component) => [
    component,
    ...walk(component.components ?? []),
    ...walk((component.columns ?? []).flatMap((cell) => cell.components)),
  ]);

export const labelOf = (component: Component): string =>
  component.legend ?? component.title ?? component.label ?? component.key;

const simplified = (label: string): string => {
  const text = label
    .replace(/^\d+ – /, '')
    .replace(/\s+/g, ' ')
    .replace(/[.:]$/, '')
    .trim();
  return text.charAt(0).toLowerCase() + text.slice(1);
};

/** True for the printed label, also with a capital or a number before it, or with „ – od” or a bracketed remark after it. */
export function sameLabel(printed: string, actual: string): boolean {
  const [wanted, found] = [simplified(printed), simplified(actual)];
  return found === wanted || found.startsWith(`${wanted} – `) || found.startsWith(`${wanted} (`);
}

const TEXTS = ['textfield', 'email', 'phoneNumber', 'url'];

function kindsByType(component: Component): readonly string[] {
  const { type, properties } = component;
  if (TEXTS.includes(type)) return ['T', 'AUTO'];
  switch (type) {
    case 'textarea':
      return ['LT', 'T'];
    case 'radio':
      return properties?.list === 'yesNo' ? ['YN'] : ['SC'];
    case 'select':
      return properties?.register === undefined ? ['SC'] : ['REF'];
    case 'selectboxes':
      return ['MC'];
    case 'checkbox':
      return ['YN'];
    case 'datetime':
      return component.enableTime === false ? ['D'] : ['DT'];
    case 'day':
      return ['D'];
    case 'time':
      return ['TIME'];
    case 'number':
    case 'currency':
      return ['N'];
    case 'datagrid':
      return component.disableAddingRemovingRows === true ? ['MX'] : ['RG', 'MX'];
    case 'editgrid':
      return ['RG'];
    case 'survey':
      return ['MX'];
    case 'file':
      return ['F'];
    case 'signature':
      return ['SIG'];
    case 'hidden':
      return ['AUTO', 'CALC'];
    default:
      return groupKinds(component);
  }
}

/** A group stands for the part it holds, a matrix, a span of days, signatures, or several slots of one question. */
function groupKinds(component: Component): readonly string[] {
  const inside = walk(component.components ?? []);
  const part = [component, ...inside].find(({ properties }) => properties?.part !== undefined)?.properties?.part;
  if (part === 'person') return ['PERSON'];
  if (part === 'institution') return ['INST'];
  if (inside.some(({ type }) => type === 'signature')) return ['SIG'];
  const days = inside.filter(({ type }) => type === 'datetime').length;
  return [
    'MX',
    ...(days >= 2 ? ['D-D'] : []),
    ...(inside.length === 3 ? ['T×3'] : []),
    ...inside.flatMap(componentKinds),
  ];
}

/** The types of the catalogue for which a component may stand. */
export const componentKinds = (component: Component): readonly string[] => [
  ...kindsByType(component),
  ...(component.disabled === true || component.calculateValue !== undefined || component.properties?.auto !== undefined
    ? ['CALC', 'AUTO']
    : []),
];
