import type { LocalDate } from '../../time.ts';
import { isJsonObject } from '../answers.ts';
import type { ComponentType } from '../definition.ts';
import { resolveBound } from '../fields/dates.ts';
import { asBytes } from '../fields/file.ts';
import { ROW_CAP } from '../fields/rows.ts';
import { LONG_TEXT_CAP } from '../fields/text.ts';
import type { PatternVerdict } from '../pattern/ambiguity.ts';
import { inWords, type Report, saysNothing, step } from './finding.ts';

type Loose = Readonly<Record<string, unknown>>;

const NUMBERS = [
  'minLength',
  'maxLength',
  'minWords',
  'maxWords',
  'min',
  'max',
  'minSelectedCount',
  'maxSelectedCount',
];
const PAIRS = [
  ['minLength', 'maxLength'],
  ['minWords', 'maxWords'],
  ['min', 'max'],
  ['minSelectedCount', 'maxSelectedCount'],
] as const;
const CALCULATED: readonly ComponentType[] = ['textfield', 'number', 'currency', 'hidden', 'datetime', 'time'];
const GRIDS: readonly ComponentType[] = ['datagrid', 'editgrid'];
const STORAGES = ['reintegra'];

/** Rules of one component: numbers that are numbers, limits that don't cross, caps, patterns, dates, files, calculations. */
export function lintRules(
  component: Loose,
  type: ComponentType,
  pointer: string,
  judge: (pattern: string) => PatternVerdict,
  report: Report,
): boolean {
  const { validate, conditional } = component;
  if (validate !== undefined && !isJsonObject(validate)) {
    report(`${pointer}/validate`, 'unsupported-value', { name: 'validate' });
    return false;
  }
  if (conditional !== undefined && conditional !== null && !isJsonObject(conditional)) {
    report(`${pointer}/conditional`, 'unsupported-value', { name: 'conditional' });
    return false;
  }
  const sound = lintNumbers(validate ?? {}, pointer, report);
  lintCaps(validate ?? {}, type, pointer, report);
  lintPattern(validate?.pattern, component, pointer, judge, report);
  lintDates(component, type, pointer, report);
  if (type === 'file') lintFile(component, pointer, report);
  lintServerSet(component, type, pointer, report);
  lintDefault(component, type, pointer, report);
  const conditions = conditional?.conditions;
  if (
    conditions !== undefined &&
    !(Array.isArray(conditions) && conditions.every(isJsonObject)) &&
    !saysNothing(conditions)
  ) {
    report(`${pointer}/conditional/conditions`, 'condition-incomplete');
    return false;
  }
  return sound;
}

function lintNumbers(validate: Loose, pointer: string, report: Report): boolean {
  let sound = true;
  for (const name of NUMBERS) {
    const value = validate[name];
    if (saysNothing(value)) continue;
    const natural =
      name === 'min' || name === 'max' || (typeof value === 'number' && value >= 0 && Number.isInteger(value));
    if (typeof value === 'number' && Number.isFinite(value) && natural) continue;
    report(`${pointer}/validate/${name}`, 'bad-number', { name });
    sound = false;
  }
  for (const [low, high] of PAIRS) {
    const [min, max] = [validate[low], validate[high]];
    if (typeof min === 'number' && typeof max === 'number' && min > max)
      report(`${pointer}/validate`, 'limits-crossed', { low, high });
  }
  return sound;
}

const over = (value: unknown, cap: number): boolean => typeof value === 'number' && value > cap;

function lintCaps(validate: Loose, type: ComponentType, pointer: string, report: Report): void {
  const { maxLength, minLength } = validate;
  if (GRIDS.includes(type)) {
    if (over(maxLength, ROW_CAP) || over(minLength, ROW_CAP))
      report(`${pointer}/validate/maxLength`, 'rows-over-cap', { max: ROW_CAP });
  } else if (over(maxLength, LONG_TEXT_CAP))
    report(`${pointer}/validate/maxLength`, 'length-over-cap', { max: LONG_TEXT_CAP });
}

function lintPattern(
  pattern: unknown,
  component: Loose,
  pointer: string,
  judge: (pattern: string) => PatternVerdict,
  report: Report,
): void {
  if (saysNothing(pattern)) return;
  const at = `${pointer}/validate/pattern`;
  if (typeof pattern !== 'string') {
    report(at, 'pattern-not-understood');
    return;
  }
  const verdict = judge(pattern);
  if (verdict === 'backtracks') report(at, 'pattern-backtracks', { pattern });
  else if (verdict === 'too-complicated') report(at, 'pattern-too-complicated');
  else if (verdict === 'not-understood') report(at, 'pattern-not-understood', { pattern });
  else if (hasBareChoice(pattern)) report(at, 'pattern-half-anchored', { pattern });
  const properties = isJsonObject(component.properties) ? component.properties : {};
  if (saysNothing(component.description) && properties.rule === undefined)
    report(pointer, 'pattern-without-hint', { label: inWords(component.label) });
}

/** True for `a|b` outside brackets: other tools anchor only its ends. */
function hasBareChoice(pattern: string): boolean {
  let depth = 0;
  let inClass = false;
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern[at];
    if (char === '\\') at += 1;
    else if (inClass) inClass = char !== ']';
    else if (char === '[') inClass = true;
    else if (char === '(') depth += 1;
    else if (char === ')') depth -= 1;
    else if (char === '|' && depth === 0) return true;
  }
  return false;
}

const ANY_DAY = '2026-01-01' as LocalDate;

function lintDates(component: Loose, type: ComponentType, pointer: string, report: Report): void {
  if (type !== 'datetime' && type !== 'day') return;
  const properties = isJsonObject(component.properties) ? component.properties : {};
  const picker = isJsonObject(component.datePicker) ? component.datePicker : {};
  const bounds: readonly (readonly [string, unknown])[] = [
    ['/properties/minDate', properties.minDate],
    ['/properties/maxDate', properties.maxDate],
    ['/datePicker/minDate', picker.minDate],
    ['/datePicker/maxDate', picker.maxDate],
    ['/minDate', component.minDate],
    ['/maxDate', component.maxDate],
  ];
  for (const [at, bound] of bounds) {
    if (saysNothing(bound)) continue;
    const relative = typeof bound === 'string' && bound.startsWith('today') && !at.startsWith('/properties');
    if (typeof bound !== 'string' || relative || resolveBound(bound, ANY_DAY) === undefined)
      report(`${pointer}${at}`, 'bad-date-bound');
  }
}

function lintFile(component: Loose, pointer: string, report: Report): void {
  if (!STORAGES.includes(inWords(component.storage)))
    report(`${pointer}/storage`, 'unknown-storage', { storage: inWords(component.storage) });
  for (const name of ['fileMinSize', 'fileMaxSize']) {
    const size = component[name];
    if (!saysNothing(size) && (typeof size !== 'string' || asBytes(size) === undefined))
      report(`${pointer}/${name}`, 'bad-file-rule', { name });
  }
  const { filePattern } = component;
  const kinds = typeof filePattern === 'string' ? filePattern.split(/[,;]/).map((kind) => kind.trim()) : [filePattern];
  if (
    !saysNothing(filePattern) &&
    !kinds.every((kind) => /^(?:\*|\*?\.[a-z0-9]{1,8}|[a-z]+\/(?:\*|[a-z0-9.+-]+))$/i.test(inWords(kind)))
  )
    report(`${pointer}/filePattern`, 'bad-file-rule', { name: 'filePattern' });
}

function lintServerSet(component: Loose, type: ComponentType, pointer: string, report: Report): void {
  const calculated = isJsonObject(component.calculateValue);
  if (calculated && !CALCULATED.includes(type)) report(`${pointer}/calculateValue`, 'calculated-type', { type });
  const properties = isJsonObject(component.properties) ? component.properties : {};
  const validate = isJsonObject(component.validate) ? component.validate : {};
  const given =
    calculated ||
    !saysNothing(component.defaultValue) ||
    properties.auto !== undefined ||
    properties.list !== undefined;
  if (validate.required === true && component.disabled === true && !given)
    report(pointer, 'required-but-locked', { label: inWords(component.label) });
}

/** Defaults of the wrong shape would be stored by other tools and thrown away by ours. */
function lintDefault(component: Loose, type: ComponentType, pointer: string, report: Report): void {
  const value = component.defaultValue;
  if (saysNothing(value) || type === 'hidden') return;
  const fits = GRIDS.includes(type)
    ? Array.isArray(value) && value.length <= ROW_CAP && value.every(isJsonObject)
    : type === 'selectboxes' || type === 'survey'
      ? isJsonObject(value)
      : type === 'checkbox'
        ? typeof value === 'boolean'
        : component.multiple === true
          ? Array.isArray(value)
          : typeof value === 'string' || typeof value === 'number';
  if (!fits) report(`${pointer}${step('defaultValue')}`, 'bad-default', { type });
}
