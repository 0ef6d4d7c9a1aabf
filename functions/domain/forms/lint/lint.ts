import { isJsonObject } from '../answers.ts';
import { type FormDefinition, LEVELS } from '../definition.ts';
import { indexDefinition } from '../load-form.ts';
import type { Finding } from '../runtime.ts';
import { studioSentence } from '../studio-words.ts';
import { collector, inWords, type Report, saysNothing, step } from './finding.ts';
import { lintFormProperties } from './known-properties.ts';
import { lintComponents } from './lint-components.ts';
import { lintConditions } from './lint-conditions.ts';
import { lintWords } from './lint-words.ts';
import { scanJson } from './scan-json.ts';

export interface LintOptions {
  /** The version that this one follows: a field that kept its place may not change its stable id. */
  readonly previous?: FormDefinition;
}

/**
 * The only gate for definitions (disk, import, save, publish): every finding with the pointer of its place. Takes any JSON,
 * never throws, and is done in well under 100 ms whatever it is given.
 */
export function lint(definition: unknown, options: LintOptions = {}): readonly Finding[] {
  const { findings, report } = collector();
  if (!isJsonObject(definition)) report('', 'not-a-form');
  else if (scanJson(definition, report)) {
    const soundForm = lintForm(definition, report);
    if (lintComponents(definition, report) && soundForm)
      lintWhole(definition as unknown as FormDefinition, options, report);
  }
  return findings;
}

/** Rules that need the whole form: conditions, calculations, ids over time, plain language. */
function lintWhole(definition: FormDefinition, options: LintOptions, report: Report): void {
  const form = indexDefinition(definition, '', 'pl');
  lintConditions(form, report);
  lintWords(form, report);
  if (!options.previous) return;
  const before = indexDefinition(options.previous, '', 'pl');
  for (const node of form.nodes) {
    const known = node.holds === 'nothing' ? undefined : before.byPath.get(node.path);
    if (known && known.stableId !== node.stableId && !form.byId.has(known.stableId))
      report(`${node.pointer}/properties/id`, 'changed-id', { from: known.stableId, to: node.stableId });
  }
}

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const LANGUAGES = ['pl', 'en', 'uk'];

/** The form object itself; false when it may not be read on. */
function lintForm(form: Readonly<Record<string, unknown>>, report: Report): boolean {
  lintFormProperties(form, report);
  if (typeof form.title !== 'string' || form.title.trim() === '') report('/title', 'missing-title');
  for (const name of ['name', 'path'])
    if (typeof form[name] !== 'string' || !SLUG.test(form[name])) report(`/${name}`, 'bad-name', { name });
  if (form.type !== 'form') report('/type', 'bad-display', { name: 'type' });
  if (form.display !== 'form' && form.display !== 'wizard') report('/display', 'bad-display', { name: 'display' });
  const { properties } = form;
  if (properties !== undefined && !isJsonObject(properties)) {
    report('/properties', 'property-not-text', { name: 'properties' });
    return false;
  }
  const texts = properties ?? {};
  for (const [name, value] of Object.entries(texts))
    if (typeof value !== 'string') report(`/properties${step(name)}`, 'property-not-text', { name });
  const { level, retention, languages } = texts;
  if (level !== undefined && !LEVELS.some((known) => known === level))
    report('/properties/level', 'bad-level', { level: inWords(level) });
  if (!saysNothing(retention) && !/^P(?:\d{1,3}Y)?(?:\d{1,3}M)?(?:\d{1,4}D)?$/.test(inWords(retention)))
    report('/properties/retention', 'bad-retention', { retention: inWords(retention) });
  for (const language of inWords(languages ?? '')
    .split(/\s+/)
    .filter(Boolean))
    if (!LANGUAGES.includes(language)) report('/properties/languages', 'unknown-language', { language });
  return typeof form.title === 'string' && Object.values(texts).every((value) => typeof value === 'string');
}

/** The finding as a Polish sentence for the person who edits the form. */
export const lintSentence = (finding: Pick<Finding, 'code' | 'params'>): string =>
  studioSentence('lint', finding.code, finding.params);
