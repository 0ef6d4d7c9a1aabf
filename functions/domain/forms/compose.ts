import type {
  Component,
  FieldTranslation,
  FormDefinition,
  FormLibrary,
  FormTranslation,
  JsonValue,
  Language,
  Option,
} from './definition.ts';

const listNames = (component: Component): readonly string[] =>
  component.properties?.list?.split(/\s+/).filter(Boolean) ?? [];

const optionsOfList = (name: string | undefined, library: FormLibrary): readonly Option[] =>
  (name !== undefined && Object.hasOwn(library.lists, name) ? library.lists[name] : undefined)?.options.map(
    ({ value, label }) => ({ value, label }),
  ) ?? [];

/** Shared options first, then those that the definition adds; one that is already there stands. */
const joinOptions = (shared: readonly Option[], own: readonly Option[] = []): readonly Option[] => [
  ...shared.filter((option) => !own.some(({ value }) => value === option.value)),
  ...own,
];

function fillOptions(component: Component, library: FormLibrary): Component {
  const [first, second] = listNames(component);
  if (first === undefined) return component;
  const shared = optionsOfList(first, library);
  if (shared.length === 0) return component;
  switch (component.type) {
    case 'radio':
      return { dataType: 'string', ...component, values: joinOptions(shared, component.values) };
    case 'selectboxes':
      return { ...component, values: joinOptions(shared, component.values) };
    case 'select':
      return {
        dataType: 'string',
        ...component,
        dataSrc: component.dataSrc ?? 'values',
        data: { ...component.data, values: joinOptions(shared, component.data?.values) },
      };
    case 'survey':
      return {
        ...component,
        questions: joinOptions(shared, component.questions),
        values: joinOptions(optionsOfList(second, library), component.values),
      };
    default:
      return component;
  }
}

/** What is taken over into one text area of a group lies one step below the group's source. */
const sourceBelow = (prefill: string | undefined, key: string): { readonly prefill?: string } =>
  prefill === undefined
    ? {}
    : {
        prefill: prefill
          .split(' ')
          .map((source) => `${source}.${key}`)
          .join(' '),
      };

/** A container with `list` and `each`: one text area per option; the container's rules and rows go to each. */
function fillEach(component: Component, library: FormLibrary): Component {
  const [list] = listNames(component);
  if (component.type !== 'container' || component.properties?.each === undefined) return component;
  const { validate, rows, ...rest } = component;
  const { id, list: _list, each: _each, ...tags } = component.properties;
  const own = component.components ?? [];
  const wanted = optionsOfList(list, library).filter(({ value }) => !own.some(({ key }) => key === value));
  const generated = wanted.map(
    (option): Component => ({
      type: 'textarea',
      key: option.value,
      input: true,
      label: option.label,
      autoExpand: true,
      rows: rows ?? 3,
      ...(validate && { validate }),
      properties: { ...tags, ...sourceBelow(tags.prefill, option.value), id: `${id ?? component.key}.${option.value}` },
    }),
  );
  return { ...rest, components: [...generated, ...own] };
}

/** A component with `part`: the part's components before its own, their ids under its own id. */
function fillPart(component: Component, library: FormLibrary): Component {
  const name = component.properties?.part;
  const part = name !== undefined && Object.hasOwn(library.parts, name) ? library.parts[name] : undefined;
  if (!part) return component;
  const prefix = component.properties?.id ?? component.key;
  const own = component.components ?? [];
  const shared = part.components
    .filter((child) => !own.some(({ key }) => key === child.key))
    .map((child) => prefixIds(child, prefix));
  return { ...component, components: [...shared, ...own] };
}

function prefixIds(component: Component, prefix: string): Component {
  const id = `${prefix}.${component.properties?.id ?? component.key}`;
  return {
    ...component,
    properties: { ...component.properties, id },
    ...(component.components && {
      components: component.components.map((child) =>
        child.properties?.id === undefined ? prefixIds(child, id) : prefixIds(child, prefix),
      ),
    }),
  };
}

/** Fixed rows of a data grid whose first column is a list: one row per option, unless the definition gives the rows. */
function fillRows(component: Component): Component {
  const [first] = component.components ?? [];
  if (component.type !== 'datagrid' || component.disableAddingRemovingRows !== true || first?.type !== 'select')
    return component;
  const given = Array.isArray(component.defaultValue) && component.defaultValue.length > 0;
  const options = first.data?.values ?? [];
  if (given || options.length === 0) return component;
  return { ...component, defaultValue: options.map(({ value }): JsonValue => ({ [first.key]: value })) };
}

function composeComponent(source: Component, library: FormLibrary): Component {
  const filled = fillEach(fillPart(fillOptions(source, library), library), library);
  return fillRows({
    // Without it other Form.io tools would store seconds.
    ...(filled.type === 'time' && { dataFormat: 'HH:mm' }),
    ...filled,
    ...(filled.components && { components: filled.components.map((child) => composeComponent(child, library)) }),
    ...(filled.columns && {
      columns: filled.columns.map((cell) => ({
        ...cell,
        components: cell.components.map((child) => composeComponent(child, library)),
      })),
    }),
  });
}

/** A definition with its lists and parts filled in: plain Form.io JSON. A name that isn't in the library stays empty, and the linter reports it. */
export const compose = (source: FormDefinition, library: FormLibrary): FormDefinition => ({
  ...source,
  components: source.components.map((component) => composeComponent(component, library)),
});

/** The translation of a composed definition: its own texts over those of the lists and parts it names. */
export function composeTranslation(
  composed: FormDefinition,
  own: FormTranslation,
  library: FormLibrary,
  language: Language,
): FormTranslation {
  const fields: Record<string, FieldTranslation> = {};
  const lists = library.listTranslations?.[language] ?? {};
  const parts = library.partTranslations?.[language] ?? {};
  const visit = (component: Component, part: { name: string; prefix: string } | undefined): void => {
    const id = component.properties?.id ?? component.key;
    const shared = part && parts[part.name]?.[id.slice(part.prefix.length + 1)];
    const mine = own.fields[id];
    const [first, second] = listNames(component);
    const options = {
      ...(component.type === 'survey' ? lists[second ?? ''] : lists[first ?? '']),
      ...shared?.options,
      ...mine?.options,
    };
    const questions = component.type === 'survey' ? { ...lists[first ?? ''], ...mine?.questions } : {};
    const texts: FieldTranslation = {
      ...shared,
      ...mine,
      ...(Object.keys(options).length > 0 && { options }),
      ...(Object.keys(questions).length > 0 && { questions: { ...mine?.options, ...questions } }),
    };
    if (Object.keys(texts).length > 0) fields[id] = texts;
    const name = component.properties?.part;
    const inside = name === undefined ? part : { name, prefix: id };
    for (const child of component.components ?? []) {
      if (component.properties?.each !== undefined) addEachLabel(component, child, lists[first ?? ''], own, fields);
      visit(child, inside);
    }
    for (const cell of component.columns ?? []) for (const child of cell.components) visit(child, inside);
  };
  for (const component of composed.components) visit(component, undefined);
  return { ...(own.title !== undefined && { title: own.title }), fields: { ...own.fields, ...fields } };
}

/** Text areas made from a list take the list's translated label, unless the form's translation has its own (by option, on the container). */
function addEachLabel(
  container: Component,
  child: Component,
  labels: Readonly<Record<string, string>> | undefined,
  own: FormTranslation,
  fields: Record<string, FieldTranslation>,
): void {
  const id = child.properties?.id ?? child.key;
  const label = own.fields[container.properties?.id ?? container.key]?.options?.[child.key] ?? labels?.[child.key];
  if (label !== undefined && own.fields[id] === undefined) fields[id] = { label };
}
