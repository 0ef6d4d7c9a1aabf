import type { FieldComponent } from '../domain/forms/index.ts';

const COMPONENTS = [
  'textfield',
  'email',
  'phone-number',
  'url',
  'textarea',
  'number',
  'currency',
  'calculated',
  'select',
  'radio',
  'checkbox',
  'selectboxes',
  'survey',
  'datetime',
  'day',
  'time',
  'file',
  'signature',
  'datagrid',
  'editgrid',
  'container',
  'fieldset',
  'panel',
  'columns',
  'content',
  'hidden',
] as const satisfies readonly FieldComponent[];

const GROUPS: ReadonlySet<string> = new Set([
  'container',
  'fieldset',
  'panel',
  'columns',
  'datagrid',
  'editgrid',
  'content',
  'hidden',
]);

/** Template of each field component on a page to fill; templates find it as `@root.partials`. */
export const EDIT_PARTIALS: Readonly<Record<string, string>> = {
  field: 'pages/fields/field',
  'editgrid-pages': 'pages/fields/editgrid-pages',
  ...Object.fromEntries(COMPONENTS.map((component) => [component, `pages/fields/${component}`])),
};

/** Templates of the same fields on paper: empty lines and boxes to fill by hand. */
export const PRINT_PARTIALS: Readonly<Record<string, string>> = {
  field: 'pages/fields/print-field',
  ...Object.fromEntries(
    COMPONENTS.map((component) => [
      component,
      GROUPS.has(component) || ['radio', 'selectboxes', 'survey', 'select', 'checkbox'].includes(component)
        ? `pages/fields/print-${component}`
        : 'pages/fields/print-line',
    ]),
  ),
};
