import type { ResolveField } from './conditions.ts';
import type { Form, FormNode } from './form.ts';

/** Finds a field as seen from `from`: by whole path, by key among its neighbours, or by a key that is unique in the form. */
export function resolverFor(from: FormNode, { byPath, byKey }: Pick<Form, 'byPath' | 'byKey'>): ResolveField {
  return (component) => {
    const wanted = component.replace(/\[\d*\]/g, '').replace(/^data\./, '');
    const scopes = [...from.groups].reverse().map((group) => `${group.path}.${wanted}`);
    const found =
      byPath.get(wanted) ??
      scopes.map((path) => byPath.get(path)).find((node) => node !== undefined) ??
      onlyOne(byKey.get(wanted) ?? []);
    if (!found) return undefined;
    let level = 0;
    while (level < from.groups.length && from.groups[level] === found.groups[level]) level += 1;
    const base = from.groups[level - 1]?.path;
    const below = base === undefined ? found.path : found.path.slice(base.length + 1);
    return { path: found.path, level, steps: below.split('.') };
  };
}

const onlyOne = <T>(items: readonly T[]): T | undefined => (items.length === 1 ? items[0] : undefined);
