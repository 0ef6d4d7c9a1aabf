import {
  type Answers,
  type Component,
  type FormDefinition,
  isJsonObject,
  type JsonValue,
  valueAt,
} from '../forms/index.ts';
import type { LocalDate } from '../time.ts';

/** An earlier document of the case that values may come from. */
export interface PrefillSource {
  readonly title: string;
  readonly date: LocalDate;
  readonly answers: Answers;
}

/** Where an offered value comes from, by the path of the field. */
export interface PrefillNote {
  readonly path: string;
  readonly label: string;
  readonly source: string;
  readonly date: LocalDate;
}

/**
 * Values that a new document takes over from earlier ones (`properties.prefill: "referral:participant"`; of several
 * sources, separated by spaces, the first that has a value counts), with a note of source and date
 * for each. Only empty fields are filled; rows of repeated groups are left to their own documents.
 */
export function prefillAnswers(
  definition: FormDefinition,
  answers: Answers,
  sourceOf: (slug: string) => PrefillSource | undefined,
): { readonly answers: Answers; readonly notes: readonly PrefillNote[] } {
  const notes: PrefillNote[] = [];
  const visit = (components: readonly Component[], within: Answers, base: string): Answers => {
    let filled: Record<string, JsonValue> = { ...within };
    for (const component of components) {
      const nested = component.components ?? component.columns?.flatMap((cell) => cell.components) ?? [];
      const path = base === '' ? component.key : `${base}.${component.key}`;
      const offered = offer(component, filled[component.key], sourceOf);
      if (offered !== undefined) {
        filled[component.key] = offered.value;
        notes.push({
          path,
          label: component.label ?? component.legend ?? component.key,
          source: offered.source.title,
          date: offered.source.date,
        });
      } else if (component.type === 'container') {
        const inner = filled[component.key];
        const next = visit(nested, isJsonObject(inner) ? inner : {}, path);
        if (Object.keys(next).length > 0) filled[component.key] = next;
      } else if (LAYOUT.has(component.type)) filled = { ...visit(nested, filled, base) };
    }
    return filled;
  };
  return { answers: visit(definition.components, answers, ''), notes };
}

const LAYOUT: ReadonlySet<string> = new Set(['panel', 'fieldset', 'columns']);

function offer(
  component: Component,
  present: JsonValue | undefined,
  sourceOf: (slug: string) => PrefillSource | undefined,
) {
  if (!isBlank(present)) return undefined;
  for (const named of component.properties?.prefill?.split(' ') ?? []) {
    const [slug = '', path = ''] = named.split(':');
    const source = sourceOf(slug);
    const value = source === undefined ? undefined : valueAt(source.answers, path);
    if (source !== undefined && value !== undefined && !isBlank(value)) return { value, source };
  }
  return undefined;
}

/** Nothing a person has put there: absent, empty, or a group of such. */
function isBlank(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === '' || value === false) return true;
  if (Array.isArray(value)) return value.every(isBlank);
  return isJsonObject(value) && Object.values(value).every(isBlank);
}
