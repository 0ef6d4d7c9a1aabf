import type { PrintedField, PrintedSection } from './printed-field.ts';

const withInner = (field: PrintedField): readonly PrintedField[] => [
  field,
  ...(field.group?.fields ?? []).flatMap(withInner),
];

/** Printed fields by stable id, for templates that place them one by one (a letter, a card); rows stay inside their group. */
export const fieldsById = (parts: readonly PrintedSection[]): Readonly<Record<string, PrintedField>> =>
  Object.fromEntries(parts.flatMap(({ fields }) => fields.flatMap(withInner)).map((field) => [field.stableId, field]));
