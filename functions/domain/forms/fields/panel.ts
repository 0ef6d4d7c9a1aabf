import type { StructureField } from './field-type.ts';

/** A page of a wizard, or a titled section inside one. */
export const panel: StructureField = {
  type: 'panel',
  check: () => [],
  view: ({ fields }, _node, base) => ({ ...base, component: 'panel', fields }),
};
