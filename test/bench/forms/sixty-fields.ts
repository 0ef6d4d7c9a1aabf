import type { Component, JsonValue } from '../../../functions/domain/forms/index.ts';
import { component } from '../../builders/forms.ts';

const OPTIONS = ['alfa', 'beta', 'gamma', 'delta'].map((value) => ({ value, label: value.toUpperCase() }));

/** Ten fields of ten kinds, with the rules that such fields have in the product; six times that makes sixty. */
const KINDS: readonly (readonly [Omit<Component, 'key'>, JsonValue])[] = [
  [{ type: 'textfield', validate: { required: true, maxLength: 100 } }, 'Anna Nowak'],
  [
    { type: 'textarea', validate: { required: true, maxLength: 2000 } },
    'Kilka zdań o sytuacji rodziny i o tym, czego potrzebuje. '.repeat(5),
  ],
  [{ type: 'radio', values: OPTIONS, validate: { required: true } }, 'beta'],
  [{ type: 'select', data: { values: OPTIONS } }, 'gamma'],
  [
    { type: 'selectboxes', values: OPTIONS, validate: { minSelectedCount: 1 } },
    { alfa: true, beta: false, gamma: true, delta: false },
  ],
  [{ type: 'number', validate: { min: 0, max: 100 } }, 12.5],
  [{ type: 'datetime', enableTime: false, format: 'yyyy-MM-dd', validate: { required: true } }, '2026-03-27'],
  [{ type: 'email' }, 'anna@example.org'],
  [{ type: 'textfield', validate: { pattern: '[0-9]{2}-[0-9]{3}' } }, '31-001'],
  [{ type: 'checkbox', validate: { required: true } }, true],
];

/** A form of sixty fields, every sixth shown by the answer to an earlier one, and answers without a fault. */
export function sixtyFields(): {
  readonly components: readonly Component[];
  readonly answers: Record<string, JsonValue>;
} {
  const components: Component[] = [];
  const answers: Record<string, JsonValue> = {};
  for (let at = 0; at < 60; at += 1) {
    const [kind, answer] = KINDS[at % KINDS.length] ?? [];
    if (!kind || answer === undefined) throw new Error('a kind is missing');
    const conditional: Partial<Component> =
      at >= 10 && at % 6 === 0
        ? {
            conditional: {
              show: true,
              conjunction: 'all',
              conditions: [{ component: 'f2', operator: 'isEqual', value: 'beta' }],
            },
          }
        : {};
    components.push(component({ ...kind, ...conditional, key: `f${at}`, label: `Pytanie numer ${at + 1}` }));
    answers[`f${at}`] = answer;
  }
  return { components, answers };
}

/** A repeated group whose second column depends on the first, and that many rows. */
export function conditionalRows(count: number): {
  readonly components: readonly Component[];
  readonly answers: Record<string, JsonValue>;
} {
  const conditions = [{ component: 'rows.status', operator: 'isEqual' as const, value: 'beta' }];
  return {
    components: [
      component({
        type: 'datagrid',
        key: 'rows',
        components: [
          component({ type: 'radio', key: 'status', values: OPTIONS }),
          component({
            type: 'textfield',
            key: 'reason',
            validate: { required: true },
            conditional: { show: true, conjunction: 'all', conditions },
          }),
        ],
      }),
    ],
    answers: {
      rows: Array.from({ length: count }, (_, at) => ({ status: at % 2 ? 'beta' : 'alfa', reason: 'powód' })),
    },
  };
}
