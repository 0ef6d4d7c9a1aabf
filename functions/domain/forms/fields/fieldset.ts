import type { StructureField } from './field-type.ts';

/** Fields under one legend; their answers stand beside the others. */
export const fieldset: StructureField = {
  type: 'fieldset',
  check: () => [],
  view: ({ fields }, _node, base) => ({ ...base, component: 'fieldset', fields }),
};
