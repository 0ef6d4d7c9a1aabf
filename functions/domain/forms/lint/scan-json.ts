import { isForbiddenKey } from '../answers.ts';
import { isPlainHtml } from '../sanitise-html.ts';
import { type Report, saysNothing, step } from './finding.ts';

/** Caps on a definition as a whole. */
export const DEFINITION_CAPS = { characters: 600_000, values: 40_000, depth: 40 } as const;

/** Keys under which Form.io tools run code, wherever they stand. */
const EXECUTABLE: ReadonlySet<string> = new Set([
  'custom', 'customConditional', 'customDefaultValue', 'calculateValue', 'logic', 'module', 'serverOverride', 'script', 'scripts',
  'function', 'onChange', 'onSubmit', 'onClick', 'event', 'mapFunction', 'disableFunction', 'transform', 'formatter',
  'template', 'templates', 'rowTemplate', 'headerTemplate', 'filter', 'fetch', 'trigger', 'triggers', 'action', 'actions',
  'variableName', 'evaluate', 'eval', 'customAction', 'customOptions', 'customFilter', 'beforeSend', 'url', 'headers', 'src',
]); // biome-ignore format: a list

/** Texts that Form.io's own tools write there and that run nothing of the author's. */
const HARMLESS: ReadonlyMap<string, readonly unknown[]> = new Map([['template', ['<span>{{ item.label }}</span>']]]);

const isExecutable = (key: string, value: unknown): boolean => {
  if (!EXECUTABLE.has(key) || saysNothing(value) || HARMLESS.get(key)?.includes(value)) return false;
  // JSON Logic is data; it has rules of its own.
  return !(key === 'calculateValue' && typeof value === 'object');
};

/** A value on the way down; its pointer is only worked out for a finding. */
interface Visited {
  readonly value: unknown;
  readonly key: string;
  readonly depth: number;
  readonly above: Visited | undefined;
}

const pointerTo = (visited: Visited): string =>
  visited.above === undefined ? '' : `${pointerTo(visited.above)}${step(visited.key)}`;

/**
 * Looks at every key and text of any JSON, without recursion: caps, keys that reach a prototype, keys that hold code, `{{ }}`
 * (which Form.io evaluates), markup in texts. False when the rest of the linter may not look at it.
 */
export function scanJson(definition: unknown, report: Report): boolean {
  const stack: Visited[] = [{ value: definition, key: '', depth: 0, above: undefined }];
  let values = 0;
  let characters = 0;
  let sound = true;
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    const { value, depth, key } = item;
    values += 1;
    characters += key.length + (typeof value === 'string' ? value.length : 0);
    if (values > DEFINITION_CAPS.values || characters > DEFINITION_CAPS.characters) {
      report('', 'too-large');
      return false;
    }
    if (depth > DEFINITION_CAPS.depth) {
      report(pointerTo(item), 'too-deep');
      return false;
    }
    if (typeof value === 'string') scanText(value, item, report);
    else if (typeof value === 'object' && value !== null) {
      if (!Array.isArray(value)) sound = scanKeys(value, item, report) && sound;
      for (const [inner, child] of Object.entries(value))
        stack.push({ value: child, key: inner, depth: depth + 1, above: item });
    } else if (!['number', 'boolean', 'undefined'].includes(typeof value) && value !== null) {
      report(pointerTo(item), 'not-a-form');
      return false;
    }
  }
  return sound;
}

function scanKeys(value: object, item: Visited, report: Report): boolean {
  let sound = true;
  for (const [key, child] of Object.entries(value)) {
    if (isForbiddenKey(key)) {
      report(`${pointerTo(item)}${step(key)}`, 'forbidden-key', { key });
      sound = false;
    } else if (isExecutable(key, child)) report(`${pointerTo(item)}${step(key)}`, 'executable', { key });
  }
  return sound;
}

/** Keys whose texts Form.io puts into a page as markup. */
const SHOWN: ReadonlySet<string> = new Set([
  'label', 'title', 'legend', 'description', 'tooltip', 'placeholder', 'addAnother', 'prefix', 'suffix', 'errorLabel',
  'customMessage', 'patternMessage', 'removeRow', 'footer', 'breadcrumb',
]); // biome-ignore format: a list

function scanText(text: string, item: Visited, report: Report): void {
  const { key } = item;
  if (text.includes('{{') && !HARMLESS.get(key)?.includes(text)) report(pointerTo(item), 'interpolation');
  if (SHOWN.has(key) && /<[a-z!/]/i.test(text)) report(pointerTo(item), 'html-in-text');
  if ((key === 'html' || key === 'content') && !isPlainHtml(text)) report(pointerTo(item), 'unsafe-html');
}
