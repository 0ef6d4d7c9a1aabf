import type { Json, JsonObject } from '../../core/model.ts';
import type { QueryLanguage } from '../definition.ts';
import { checkExpressions, checkTemplate, pointer } from './expressions.ts';
import type { Report } from './problem.ts';

const plainName = (name: string): string => name.replace(/\.\$$/, '');

/** Every variable that the states of one machine assign, nested machines left out. */
export const assignedIn = (states: JsonObject): ReadonlySet<string> => {
  const names = new Set<string>();
  const add = (assign: Json | undefined): void => {
    if (typeof assign === 'object' && assign !== null)
      for (const name of Object.keys(assign)) names.add(plainName(name));
  };
  for (const state of Object.values(states) as readonly (JsonObject | null)[]) {
    if (typeof state !== 'object' || state === null) continue;
    add(state.Assign);
    for (const list of [state.Choices, state.Catch])
      if (Array.isArray(list)) for (const item of list as readonly JsonObject[]) add(item?.Assign);
  }
  return names;
};

/** One Assign: names that AWS allows, values in the state's language, nothing that hides a variable of an outer scope. */
export const checkAssign = (
  assign: Json | undefined,
  language: QueryLanguage,
  outer: ReadonlySet<string>,
  path: string,
  report: Report,
): void => {
  if (assign === undefined) return;
  const at = pointer(path, 'Assign');
  if (typeof assign !== 'object' || assign === null || Array.isArray(assign)) {
    report('field-type', at, 'Expected an object');
    return;
  }
  for (const key of Object.keys(assign)) {
    const name = language === 'JSONPath' ? plainName(key) : key;
    const place = pointer(at, key);
    if (!/^[\p{L}_][\p{L}\p{N}_]{0,79}$/u.test(name) || name === 'states')
      report('variable-name', place, `${name} is not a valid variable name`);
    if (outer.has(name)) report('variable-shadows', place, `The variable ${name} is already defined in an outer scope`);
  }
  if (language === 'JSONata') checkExpressions(assign as Json, at, report);
  else checkTemplate(assign as Json, at, report);
};
