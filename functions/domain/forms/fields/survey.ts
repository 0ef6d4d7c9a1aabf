import { isJsonObject, joinPath, ownValue } from '../answers.ts';
import { noValue, parsed, refused, type ValueField } from './field-type.ts';
import { asChoice, choiceLabel, viewChoices } from './options.ts';

/** A matrix: one choice per row. Required means every row. */
export const survey: ValueField = {
  type: 'survey',
  requiredKind: 'choice',
  empty: (component) => component.defaultValue,
  read: (posted, path, component) => {
    const rows = (component.questions ?? []).map(({ value }): [string, string | undefined] => [
      value,
      posted.texts(joinPath(path, value))[0],
    ]);
    return Object.fromEntries(rows.filter((row): row is [string, string] => row[1] !== undefined));
  },
  parse: (raw, node) => {
    if (raw === '') return noValue;
    if (!isJsonObject(raw)) return refused('not-an-option');
    const chosen: [string, string][] = [];
    for (const question of node.component.questions ?? []) {
      const choice = asChoice(ownValue(raw, question.value) ?? '');
      if (choice === '') continue;
      if (choice === undefined || !node.options.some((option) => option.value === choice))
        return {
          value: undefined,
          problem: { code: 'not-an-option', params: { label: question.label }, below: question.value },
        };
      chosen.push([question.value, choice]);
    }
    return chosen.length === 0 ? noValue : parsed(Object.fromEntries(chosen));
  },
  check: (value, node) =>
    node.component.validate?.required
      ? (node.component.questions ?? [])
          .filter((question) => ownValue(value, question.value) === undefined)
          .map((question) => ({
            code: 'required',
            params: { kind: 'question', question: question.label },
            below: question.value,
          }))
      : [],
  view: (raw, _value, node, base, context) => ({
    ...base,
    component: 'survey',
    columns: node.options,
    questions: (node.component.questions ?? []).map((question) => {
      const id = `${base.id}-${question.value}`;
      const name = joinPath(base.name, question.value);
      const chosen = asChoice(ownValue(raw, question.value) ?? '');
      const error = context.errorBelow(name);
      return {
        value: question.value,
        label: question.label,
        id,
        name,
        ...(error !== undefined && { error, errorId: `${id}-error` }),
        choices: viewChoices(node.options, id, name, (value) => value === chosen),
        line: chosen ? choiceLabel(chosen, node.options) : '',
      };
    }),
  }),
  summary: (value, node) =>
    (node.component.questions ?? []).flatMap((question) => {
      const chosen = ownValue(value, question.value);
      return chosen === undefined ? [] : [`${question.label}: ${choiceLabel(chosen, node.options)}`];
    }),
  columns: (node) =>
    (node.component.questions ?? []).map((question) => ({
      kind: 'text',
      suffix: `=${question.value}`,
      label: question.label,
      cell: (value) => {
        const chosen = ownValue(value, question.value);
        return chosen === undefined ? null : choiceLabel(chosen, node.options);
      },
    })),
};
