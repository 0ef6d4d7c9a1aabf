import type { ComponentType } from '../definition.ts';
import { checkbox } from './checkbox.ts';
import { columns } from './columns.ts';
import { container } from './container.ts';
import { content } from './content.ts';
import { currency } from './currency.ts';
import { datagrid } from './datagrid.ts';
import { datetime } from './datetime.ts';
import { day } from './day.ts';
import { editgrid } from './editgrid.ts';
import { email } from './email.ts';
import type { StructureField, ValueField } from './field-type.ts';
import { fieldset } from './fieldset.ts';
import { file } from './file.ts';
import { hidden } from './hidden.ts';
import { number } from './number.ts';
import { panel } from './panel.ts';
import { phoneNumber } from './phone-number.ts';
import { radio } from './radio.ts';
import { select } from './select.ts';
import { selectboxes } from './selectboxes.ts';
import { signature } from './signature.ts';
import { survey } from './survey.ts';
import { textarea } from './textarea.ts';
import { textfield } from './textfield.ts';
import { time } from './time.ts';
import { url } from './url.ts';

export type StructureType = 'datagrid' | 'editgrid' | 'container' | 'fieldset' | 'panel' | 'columns' | 'content';
export type ValueType = Exclude<ComponentType, StructureType>;

/** Every type of field that holds a value. */
export const VALUE_FIELDS: Readonly<Record<ValueType, ValueField>> = {
  textfield,
  textarea,
  email,
  phoneNumber,
  url,
  number,
  currency,
  select,
  radio,
  checkbox,
  selectboxes,
  survey,
  day,
  datetime,
  time,
  file,
  signature,
  hidden,
};

/** Every type of component that holds others, and text. */
export const STRUCTURE_FIELDS: Readonly<Record<StructureType, StructureField>> = {
  datagrid,
  editgrid,
  container,
  fieldset,
  panel,
  columns,
  content,
};

const isStructure = (type: ComponentType): type is StructureType => Object.hasOwn(STRUCTURE_FIELDS, type);

/** The field type of a component that holds a value; undefined for structures. */
export const valueField = (type: ComponentType): ValueField | undefined =>
  isStructure(type) ? undefined : VALUE_FIELDS[type];

/** The structure type of a component; undefined for fields that hold a value. */
export const structureField = (type: ComponentType): StructureField | undefined =>
  isStructure(type) ? STRUCTURE_FIELDS[type] : undefined;
