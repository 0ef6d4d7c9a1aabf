/** One example that govuk-frontend ships for a component: macro options and the HTML they give. */
export interface Fixture {
  readonly name: string;
  readonly options: Options;
  readonly html: string;
}

type Options = Readonly<Record<string, unknown>>;

interface Adapter {
  /** Our partial's model from the macro's options; undefined when they use an option that we have no need of. */
  readonly model: (options: Options) => Options | undefined;
  readonly atLeast: number;
}

const object = (value: unknown): Options =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Options) : {};
const list = (value: unknown): readonly Options[] => (Array.isArray(value) ? value.filter(Boolean).map(object) : []);

/** Refuses options outside those named, so that no fixture passes for a reason that was not looked at. */
const only = (options: Options, ...names: string[]): boolean =>
  Object.keys(options).every((name) => names.includes(name));

const text = (part: unknown): string | undefined => {
  const options = object(part);
  return only(options, 'text', 'classes', 'isPageHeading') && typeof options.text === 'string'
    ? options.text
    : undefined;
};

/** Options of label, hint, error and group that every input shares; undefined when one of them is out of our range. */
function frame(options: Options): Options | undefined {
  const label = object(options.label);
  const hint = object(options.hint);
  const group = object(options.formGroup);
  const error = object(options.errorMessage);
  if (options.label !== undefined && text(label) === undefined) return undefined;
  if (options.hint !== undefined && (text(hint) === undefined || hint.classes !== undefined)) return undefined;
  if (options.errorMessage !== undefined && (text(error) === undefined || error.classes !== undefined))
    return undefined;
  if (options.formGroup !== undefined && !only(group, 'classes')) return undefined;
  return {
    id: options.id ?? options.name,
    name: options.name,
    label: label.text,
    labelClasses: label.classes,
    isPageHeading: label.isPageHeading,
    hint: hint.text,
    error: error.text,
    groupClasses: group.classes,
    describedBy: options.describedBy,
    classes: options.classes,
    attributes: options.attributes,
    disabled: options.disabled,
    autocomplete: options.autocomplete,
    ...(options.spellcheck === undefined ? {} : { spellcheck: String(options.spellcheck) }),
  };
}

const COMMON = [
  'id',
  'name',
  'label',
  'hint',
  'errorMessage',
  'formGroup',
  'describedBy',
  'classes',
  'attributes',
  'disabled',
  'autocomplete',
  'spellcheck',
  'value',
];

const fieldAdapter =
  (extra: readonly string[], more: (options: Options) => Options | undefined): Adapter['model'] =>
  (options) => {
    if (!only(options, ...COMMON, ...extra)) return undefined;
    const shared = frame(options);
    const own = more(options);
    return shared === undefined || own === undefined ? undefined : { ...shared, ...own };
  };

const affix = (part: unknown): string | undefined => (part === undefined ? undefined : text(part));

/** Radios and checkboxes: items get the ids that the macro would give them. */
const choices = (options: Options): Options | undefined => {
  const known = [
    'idPrefix',
    'name',
    'fieldset',
    'hint',
    'errorMessage',
    'formGroup',
    'items',
    'classes',
    'attributes',
    'value',
    'values',
  ];
  if (!only(options, ...known)) return undefined;
  const fieldset = object(options.fieldset);
  const legend = object(fieldset.legend);
  if (options.fieldset === undefined || !only(fieldset, 'legend') || text(legend) === undefined) return undefined;
  const prefix = String(options.idPrefix ?? options.name);
  const shared = frame({ ...options, id: prefix, label: undefined });
  const items = list(options.items);
  if (
    shared === undefined ||
    items.some(
      (item) =>
        !only(
          item,
          'value',
          'text',
          'hint',
          'checked',
          'disabled',
          'divider',
          'conditional',
          'id',
          'name',
          'attributes',
        ),
    )
  )
    return undefined;
  if (items.some((item) => item.hint !== undefined && text(item.hint) === undefined)) return undefined;
  const values = Array.isArray(options.values) ? options.values : options.value === undefined ? [] : [options.value];
  return {
    ...shared,
    legend: legend.text,
    legendClasses: legend.classes,
    isPageHeading: legend.isPageHeading,
    options: items.map((item, index) => ({
      ...item,
      id: item.id ?? (index === 0 ? prefix : `${prefix}-${index + 1}`),
      name: item.name ?? options.name,
      value: String(item.value),
      label: item.text,
      hint: object(item.hint).text,
      checked: item.checked ?? values.includes(item.value),
      conditionalHtml: object(item.conditional).html,
    })),
  };
};

const plain =
  (
    names: readonly string[],
    model: (options: Options) => Options | undefined = (options) => options,
  ): Adapter['model'] =>
  (options) =>
    only(options, ...names) ? model(options) : undefined;

const errorList = (options: Options): Options | undefined => {
  const errors = list(options.errorList);
  return errors.some((error) => error.html !== undefined)
    ? undefined
    : {
        title: options.titleText,
        description: options.descriptionText,
        errors,
        classes: options.classes,
        attributes: options.attributes,
        disableAutoFocus: options.disableAutoFocus,
      };
};

/** Components that we rebuilt, with how a fixture's options become our model and how many fixtures must at least be equal. */
export const ADAPTERS: Readonly<Record<string, Adapter>> = {
  button: {
    atLeast: 35,
    model: plain(
      [
        'text',
        'classes',
        'disabled',
        'href',
        'isStartButton',
        'name',
        'type',
        'value',
        'id',
        'attributes',
        'preventDoubleClick',
      ],
      (options) => (options.preventDoubleClick === false ? undefined : options),
    ),
  },
  input: {
    atLeast: 30,
    model: fieldAdapter(['type', 'inputmode', 'pattern', 'prefix', 'suffix', 'autocapitalize'], (options) => {
      const prefix = affix(options.prefix);
      const suffix = affix(options.suffix);
      if (
        [options.prefix, options.suffix].some(
          (part) => part !== undefined && (text(part) === undefined || object(part).classes !== undefined),
        )
      )
        return undefined;
      return {
        prefix,
        suffix,
        type: options.type,
        inputmode: options.inputmode,
        pattern: options.pattern,
        autocapitalize: options.autocapitalize,
        value: options.value === 0 ? '0' : options.value,
      };
    }),
  },
  textarea: { atLeast: 14, model: fieldAdapter(['rows'], (options) => ({ rows: options.rows, value: options.value })) },
  'character-count': {
    atLeast: 5,
    model: fieldAdapter(['rows', 'maxlength'], (options) =>
      options.maxlength === undefined || options.attributes !== undefined
        ? undefined
        : {
            rows: options.rows,
            value: options.value,
            maxLength: options.maxlength,
            countText: `You can enter up to ${options.maxlength} characters`,
          },
    ),
  },
  select: {
    atLeast: 10,
    model: fieldAdapter(['items'], (options) => {
      const items = list(options.items);
      if (items.some((item) => item.attributes !== undefined || item.value === undefined)) return undefined;
      return {
        options: items.map((item) => ({
          ...item,
          label: item.text,
          selected: item.selected ?? (options.value !== undefined && item.value === options.value),
          value: String(item.value),
        })),
      };
    }),
  },
  radios: { atLeast: 12, model: choices },
  checkboxes: { atLeast: 8, model: choices },
  'date-input': {
    atLeast: 8,
    model: plain(
      ['id', 'namePrefix', 'fieldset', 'hint', 'errorMessage', 'items', 'classes', 'formGroup', 'attributes'],
      (options) => {
        const fieldset = object(options.fieldset);
        const legend = object(fieldset.legend);
        const shared = frame({ ...options, label: undefined });
        const items = list(options.items);
        if (shared === undefined || items.length === 0) return undefined;
        if (options.fieldset !== undefined && (!only(fieldset, 'legend') || text(legend) === undefined))
          return undefined;
        if (
          items.some(
            (item) => !only(item, 'name', 'classes', 'id', 'value', 'label', 'autocomplete', 'attributes', 'error'),
          )
        )
          return undefined;
        if (
          items.some((item) => !/^(govuk-input--width-\d+)?( ?govuk-input--error)?$/.test(String(item.classes ?? '')))
        )
          return undefined;
        if (options.fieldset === undefined && (shared.hint ?? shared.error) !== undefined) return undefined;
        const named = items.map((item) => item.name);
        const anySaid = items.some((item) => item.error !== undefined || /error/.test(String(item.classes ?? '')));
        return {
          ...shared,
          legend: legend.text,
          legendClasses: legend.classes,
          parts: items.map((item, index) => ({
            id: item.id ?? `${options.id}-${named[index]}`,
            name: options.namePrefix === undefined ? item.name : `${options.namePrefix}-${item.name}`,
            label: item.label ?? `${String(item.name).charAt(0).toUpperCase()}${String(item.name).slice(1)}`,
            value: item.value === undefined ? '' : String(item.value),
            width:
              /width-(\d+)/.exec(String(item.classes ?? ''))?.[1] ??
              (String(item.name).valueOf() === 'year' ? '4' : '2'),
            inputMode: 'numeric',
            autocomplete: item.autocomplete,
            attributes: item.attributes,
            error: anySaid
              ? item.error === true ||
                /error/.test(String(item.classes ?? '')) ||
                (items.some((other) => other.error === false) && item.error === undefined)
              : shared.error !== undefined,
          })),
        };
      },
    ),
  },
  'file-upload': {
    atLeast: 8,
    model: fieldAdapter(['multiple', 'accept'], (options) =>
      options.value === undefined || options.value === ''
        ? { multiple: options.multiple, accept: options.accept }
        : undefined,
    ),
  },
  'error-summary': {
    atLeast: 10,
    model: plain(
      ['titleText', 'descriptionText', 'errorList', 'classes', 'attributes', 'disableAutoFocus'],
      (options) => (options.disableAutoFocus === false ? undefined : errorList(options)),
    ),
  },
  'summary-list': {
    atLeast: 5,
    model: plain(['rows', 'classes', 'attributes'], (options) => {
      const rows = list(options.rows);
      if (
        rows.some(
          (row) =>
            !only(row, 'key', 'value', 'actions', 'classes') ||
            text(row.key) === undefined ||
            object(row.key).classes !== undefined,
        )
      )
        return undefined;
      if (rows.some((row) => !only(object(row.value), 'text', 'html') || !only(object(row.actions), 'items')))
        return undefined;
      const items = rows.flatMap((row) => list(object(row.actions).items));
      if (items.some((item) => item.html !== undefined)) return undefined;
      return {
        classes: options.classes,
        attributes: options.attributes,
        anyActions: items.length > 0,
        rows: rows.map((row) => ({
          key: object(row.key).text,
          value: object(row.value).text,
          html: object(row.value).html,
          classes: row.classes,
          actions: list(object(row.actions).items).map((item) => ({ ...item, hiddenText: item.visuallyHiddenText })),
        })),
      };
    }),
  },
  table: {
    atLeast: 6,
    model: plain(
      ['caption', 'captionClasses', 'head', 'rows', 'classes', 'attributes', 'firstCellIsHeader'],
      (options) => {
        const head = list(options.head);
        const rows = Array.isArray(options.rows) ? (options.rows as unknown[]).filter(Array.isArray).map(list) : [];
        const cells = rows.flat();
        if (
          cells.some((cell) => !only(cell, 'text', 'format', 'classes')) ||
          head.some((cell) => !only(cell, 'text', 'format', 'classes'))
        )
          return undefined;
        return {
          ...options,
          head: head.map((cell) => ({ ...cell, numeric: cell.format === 'numeric' })),
          rows: rows.map((row) => ({
            cells: row.map((cell, index) => ({
              ...cell,
              numeric: cell.format === 'numeric',
              header: options.firstCellIsHeader === true && index === 0,
            })),
          })),
        };
      },
    ),
  },
  pagination: {
    atLeast: 5,
    model: plain(['previous', 'next', 'items', 'classes', 'attributes', 'landmarkLabel'], (options) => {
      const items = list(options.items);
      const [previous, next] = [object(options.previous), object(options.next)];
      if (items.length === 0 || !only(previous, 'href') || !only(next, 'href')) return undefined;
      if (items.some((item) => item.ellipsis !== true && item.number === undefined)) return undefined;
      if (items.some((item) => !only(item, 'number', 'href', 'current', 'ellipsis'))) return undefined;
      return {
        classes: options.classes,
        attributes: options.attributes,
        landmarkLabel: options.landmarkLabel ?? 'Pagination',
        items: items.map((item) => ({ ...item, label: `Page ${item.number}` })),
        ...(options.previous === undefined ? {} : { previous: { ...previous, text: 'Previous', hiddenText: 'page' } }),
        ...(options.next === undefined ? {} : { next: { ...next, text: 'Next', hiddenText: 'page' } }),
      };
    }),
  },
  'notification-banner': {
    atLeast: 3,
    model: plain(['text', 'type', 'titleText', 'titleId', 'classes', 'attributes'], (options) => ({
      ...options,
      success: options.type === 'success',
      title: options.titleText ?? (options.type === 'success' ? 'Success' : 'Important'),
    })),
  },
  panel: {
    atLeast: 2,
    model: plain(['titleText', 'text', 'classes', 'attributes'], (options) =>
      String(options.classes ?? '').includes('interruption') ? undefined : { ...options, title: options.titleText },
    ),
  },
  details: {
    atLeast: 4,
    model: plain(['summaryText', 'text', 'id', 'open', 'classes', 'attributes'], (options) => ({
      ...options,
      summary: options.summaryText,
    })),
  },
  'inset-text': { atLeast: 4, model: plain(['text', 'id', 'classes', 'attributes']) },
  'warning-text': {
    atLeast: 3,
    model: plain(['text', 'iconFallbackText', 'classes', 'attributes'], (options) => ({
      ...options,
      iconText: options.iconFallbackText ?? 'Warning',
    })),
  },
  tag: { atLeast: 10, model: plain(['text', 'classes', 'attributes']) },
  breadcrumbs: {
    atLeast: 6,
    model: plain(['items', 'classes', 'collapseOnMobile', 'attributes', 'labelText'], (options) =>
      list(options.items).some(
        (item) => item.html !== undefined || (item.href === undefined && item.attributes !== undefined),
      )
        ? undefined
        : { ...options, label: options.labelText ?? 'Breadcrumb' },
    ),
  },
  'back-link': {
    atLeast: 5,
    model: plain(['text', 'href', 'classes', 'attributes'], (options) => ({
      ...options,
      text: options.text ?? 'Back',
      href: options.href ?? '#',
    })),
  },
  'skip-link': {
    atLeast: 4,
    model: plain(['text', 'href', 'classes', 'attributes'], (options) => ({
      ...options,
      href: options.href ?? '#content',
    })),
  },
  'phase-banner': {
    atLeast: 2,
    model: plain(['text', 'tag', 'classes', 'attributes'], (options) =>
      only(object(options.tag), 'text', 'classes')
        ? { ...options, tag: object(options.tag).text, tagClasses: object(options.tag).classes }
        : undefined,
    ),
  },
  'error-message': {
    atLeast: 1,
    model: plain(['text'], (options) => ({ error: options.text })),
  },
  fieldset: {
    atLeast: 6,
    model: plain(['legend', 'classes', 'role', 'describedBy', 'attributes'], (options) => {
      const legend = object(options.legend);
      return options.legend !== undefined && text(legend) === undefined
        ? undefined
        : { ...options, legend: legend.text, legendClasses: legend.classes, isPageHeading: legend.isPageHeading };
    }),
  },
};

/** HTML with one space between words, attributes in order, classes in order and without their order's accidents. */
export function normalised(html: string): string {
  return html
    .replace(/\s+/g, ' ')
    .replace(
      /<(\/?)([\w-]+)((?:\s+[^\s=>"]+(?:="[^"]*")?)*)\s*\/?>/g,
      (_, close: string, name: string, attributes: string) => {
        const sorted = [...attributes.matchAll(/([^\s=>"]+)(?:="([^"]*)")?/g)]
          .map(
            ([, key = '', value]) =>
              [key, key === 'class' ? (value ?? '').trim().split(' ').sort().join(' ') : (value ?? '').trim()] as const,
          )
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, value]) => ` ${key}="${value}"`)
          .join('');
        return `<${close}${name}${sorted}>`;
      },
    )
    .replace(/>\s+/g, '>')
    .replace(/\s+</g, '<')
    .replace(/&#x27;|&#39;/g, "'")
    .replace(/&#x3D;/g, '=')
    .replace(/&ctdot;/g, '⋯')
    .trim();
}
