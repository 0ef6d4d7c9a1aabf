import { sanitiseHtml } from '../sanitise-html.ts';
import type { StructureField } from './field-type.ts';

/** A text to read; holds no answer. */
export const content: StructureField = {
  type: 'content',
  check: () => [],
  view: (_inside, node, base) => ({ ...base, component: 'content', html: sanitiseHtml(node.component.html ?? '') }),
};
