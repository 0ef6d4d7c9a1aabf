import type { StructureField } from './field-type.ts';

/** Fields side by side where there is room. */
export const columns: StructureField = {
  type: 'columns',
  check: () => [],
  view: (inside, _node, base) => ({ ...base, component: 'columns', columns: inside.columns }),
};
