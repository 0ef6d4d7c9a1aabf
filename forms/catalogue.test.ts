import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareDocument } from '../functions/domain/documents/catalogue/compare-document.ts';
import { compareLists } from '../functions/domain/documents/catalogue/compare-lists.ts';
import type { PrintedDocument, PrintedLists } from '../functions/domain/documents/catalogue/transcription.ts';
import { type Component, compose, type FormDefinition } from '../functions/domain/forms/index.ts';
import { formSlugs, readDefinition, readLibrary } from './read-forms.ts';

const CATALOGUE = join(import.meta.dirname, 'catalogue');
const read = <T>(file: string): T => JSON.parse(readFileSync(join(CATALOGUE, file), 'utf8')) as T;
const lists = read<PrintedLists>('lists.json');
const library = readLibrary();
const documents = globSync('part-*.json', { cwd: CATALOGUE })
  .sort()
  .flatMap((file) => read<{ documents: readonly PrintedDocument[] }>(file).documents);

/** The definition without a component and everything whose id continues its id. */
function without(definition: FormDefinition, id: string): FormDefinition {
  const isGone = (component: Component): boolean => component.properties?.id?.startsWith(id) === true;
  const prune = (components: readonly Component[]): readonly Component[] =>
    components
      .filter((component) => !isGone(component))
      .map((component) =>
        component.components ? { ...component, components: prune(component.components) } : component,
      );
  return { ...definition, components: prune(definition.components) };
}

it('knows every form of the house, each once', () => {
  expect(documents.map(({ slug }) => slug).sort()).toEqual(formSlugs());
});

it('has the option lists of the catalogue', () => {
  expect(compareLists(lists, library.lists)).toEqual([]);
});

describe.each(documents.map((document) => [`${document.catalogue} ${document.slug}`, document] as const))(
  '%s',
  (_name, document) => {
    const definition = compose(readDefinition(document.slug), library);

    it('is what the catalogue prints', () => {
      expect(compareDocument(document, definition, lists)).toEqual([]);
    });

    it('would be found out if any of its fields were gone', () => {
      const unnoticed = document.fields.filter(({ key }) => {
        const id = `${document.catalogue}.${key}`;
        return !compareDocument(document, without(definition, id), lists).includes(`${id}: missing`);
      });
      expect(document.fields.length).toBeGreaterThan(0);
      expect(unnoticed).toEqual([]);
    });
  },
);
