import type { Component, FieldTranslation, FormDefinition, FormTranslation, Option } from './definition.ts';

const translateOptions = <T extends Option>(
  options: readonly T[],
  texts: Readonly<Record<string, string>>,
): readonly T[] =>
  options.map((option) => {
    const label = Object.hasOwn(texts, option.value) ? texts[option.value] : undefined;
    return label === undefined ? option : { ...option, label };
  });

function translateComponent(component: Component, fields: FormTranslation['fields']): Component {
  const id = component.properties?.id;
  const texts: FieldTranslation = (id !== undefined && Object.hasOwn(fields, id) ? fields[id] : undefined) ?? {};
  const options = texts.options ?? {};
  const heading = texts.title ?? texts.legend ?? texts.label;
  return {
    ...component,
    ...(texts.label !== undefined && { label: texts.label }),
    ...(component.title !== undefined && heading !== undefined && { title: heading }),
    ...(component.legend !== undefined && heading !== undefined && { legend: texts.legend ?? heading }),
    ...(texts.description !== undefined && { description: texts.description }),
    ...(texts.placeholder !== undefined && { placeholder: texts.placeholder }),
    ...(texts.addAnother !== undefined && { addAnother: texts.addAnother }),
    ...(texts.content !== undefined && { html: texts.content }),
    ...(component.values && { values: translateOptions(component.values, options) }),
    ...(component.questions && { questions: translateOptions(component.questions, texts.questions ?? options) }),
    ...(component.data?.values && {
      data: { ...component.data, values: translateOptions(component.data.values, options) },
    }),
    ...(component.components && { components: component.components.map((child) => translateComponent(child, fields)) }),
    ...(component.columns && {
      columns: component.columns.map((cell) => ({
        ...cell,
        components: cell.components.map((child) => translateComponent(child, fields)),
      })),
    }),
  };
}

/** The definition with every text that the translation knows; what it lacks stays Polish. */
export const translateDefinition = (definition: FormDefinition, translation: FormTranslation): FormDefinition => ({
  ...definition,
  title: translation.title ?? definition.title,
  components: definition.components.map((component) => translateComponent(component, translation.fields)),
});

/** Which texts a translation lacks. */
export interface TranslationGap {
  readonly stableId: string;
  readonly text: 'title' | 'label' | 'description' | 'content' | 'options' | 'questions';
  /** Values of the options without a translation. */
  readonly values?: readonly string[];
}

/** How complete a translation is: texts wanted, texts there, and the gaps. */
export interface TranslationReport {
  readonly wanted: number;
  readonly present: number;
  readonly gaps: readonly TranslationGap[];
}

/** The completeness report of a definition in one language (`fields` by stable id). */
export function reportTranslation(
  definition: FormDefinition,
  translation: FormTranslation | undefined,
): TranslationReport {
  const gaps: TranslationGap[] = [];
  let wanted = 0;
  const need = (there: boolean, gap: TranslationGap): void => {
    wanted += 1;
    if (!there) gaps.push(gap);
  };
  need(translation?.title !== undefined, { stableId: '', text: 'title' });
  const visit = (component: Component): void => {
    const id = component.properties?.id ?? component.key;
    const texts: FieldTranslation = translation?.fields[id] ?? {};
    if (component.type === 'content') need(texts.content !== undefined, { stableId: id, text: 'content' });
    else if (component.type !== 'columns' && component.type !== 'hidden') {
      need((texts.label ?? texts.title ?? texts.legend) !== undefined, { stableId: id, text: 'label' });
    }
    if (component.description) need(texts.description !== undefined, { stableId: id, text: 'description' });
    const choices = component.values ?? component.data?.values;
    for (const [text, options, labels] of [
      ['options', choices, texts.options],
      ['questions', component.questions, texts.questions ?? texts.options],
    ] as const) {
      if (!options?.length) continue;
      const values = options.map((option) => option.value).filter((value) => labels?.[value] === undefined);
      need(values.length === 0, { stableId: id, text, values });
    }
    for (const child of component.components ?? []) visit(child);
    for (const cell of component.columns ?? []) cell.components.forEach(visit);
  };
  definition.components.forEach(visit);
  return { wanted, present: wanted - gaps.length, gaps };
}
