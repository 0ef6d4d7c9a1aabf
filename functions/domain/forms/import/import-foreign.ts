import { isJsonObject } from '../answers.ts';
import type { Component, FormDefinition, JsonValue } from '../definition.ts';
import { collector, inWords, step } from '../lint/finding.ts';
import { isFormProperty } from '../lint/known-properties.ts';
import { lint } from '../lint/lint.ts';
import { scanJson } from '../lint/scan-json.ts';
import type { Finding } from '../runtime.ts';
import { studioSentence } from '../studio-words.ts';
import { importList } from './import-component.ts';
import { importProperties, plainText } from './import-texts.ts';
import { renameInConditions } from './rename-keys.ts';
import { type ImportEntry, type ImportReport, type Notes, takeNotes } from './report.ts';

export interface Imported {
  /** Absent when the file can't be read as a Form.io form at all. */
  readonly definition?: FormDefinition;
  readonly report: ImportReport;
  /** What the linter still says about the result; with an error it can't be saved yet. */
  readonly findings: readonly Finding[];
}

const slugOf = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll('Ł', 'L')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'formularz';

/** Takes a Form.io form from elsewhere; whatever can't be taken stands in the report, with its pointer. Our own definitions come through unchanged. */
export function importForeign(json: unknown): Imported {
  const { notes, report } = takeNotes();
  const foreign = isJsonObject(json) && isJsonObject(json.form) && json.components === undefined ? json.form : json;
  const scan = collector();
  const readable = isJsonObject(foreign) && Array.isArray(foreign.components) && scanJson(foreign, scan.report);
  if (!readable) {
    notes.note('refused', scan.findings[0]?.pointer ?? '', scan.findings[0]?.code ?? 'not-readable');
    return { report, findings: [] };
  }
  const definition = importForm(foreign as Readonly<Record<string, JsonValue>>, notes);
  return { definition, report, findings: lint(definition) };
}

function importForm(form: Readonly<Record<string, JsonValue>>, notes: Notes): FormDefinition {
  const given = typeof form.title === 'string' && form.title.trim() !== '' ? form.title : inWords(form.name ?? '');
  const title = plainText(given || 'Formularz bez tytułu', '/title', notes);
  const name = slugOf(typeof form.name === 'string' && form.name !== '' ? form.name : title);
  if (name !== form.name) notes.note('changed', '/name', 'name-changed', { from: inWords(form.name ?? ''), to: name });
  if (name !== form.path) notes.note('changed', '/path', 'name-changed', { from: inWords(form.path ?? ''), to: name });
  const display = form.display === 'wizard' ? 'wizard' : 'form';
  if (form.display !== undefined && form.display !== display)
    notes.note('dropped', '/display', 'value-dropped', { name: 'display' });
  for (const key of Object.keys(form)) {
    // What the server of a foreign platform writes about the record itself says nothing about the form.
    if (!isFormProperty(key) && !saysNothingAboutTheForm(key))
      notes.note('dropped', step(key), 'property-dropped', { name: key });
  }
  const prefix = textProperty(form.properties, 'catalogue') ?? name;
  const renamed = new Map<string, string>();
  const components = importList(form.components as readonly JsonValue[], '/components', {
    prefix,
    path: '',
    renamed,
    keys: new Set(),
    notes,
  });
  const properties = importProperties(form.properties, '/properties', notes);
  return {
    title,
    name,
    path: name,
    type: 'form',
    display,
    ...(properties && { properties }),
    components: components.map((component): Component => renameInConditions(component, renamed, '')),
  };
}

const RECORD: ReadonlySet<string> = new Set([
  '_id', '_vid', 'machineName', 'owner', 'created', 'modified', 'access', 'submissionAccess', 'project', 'tags', 'revisions', 'submissionRevisions',
]); // biome-ignore format: a list
const saysNothingAboutTheForm = (key: string): boolean => RECORD.has(key);

const textProperty = (properties: unknown, name: string): string | undefined => {
  const value = isJsonObject(properties) ? properties[name] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** An entry of the report as a Polish sentence. */
export const importSentence = (entry: ImportEntry): string => studioSentence('import', entry.code, entry.params);
