import type { StructureField } from './field-type.ts';

/** A group of answers under one key. Required means that something in it is filled in. */
export const container: StructureField = {
  type: 'container',
  check: (count, node) =>
    node.component.validate?.required && count === 0 ? [{ code: 'required', params: { kind: 'group' } }] : [],
  view: ({ fields }, _node, base) => ({ ...base, component: 'container', fields }),
};
