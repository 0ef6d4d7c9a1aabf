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
const HARMLESS: Readonly<Record<string, readonly unknown[]>> = {
  template: ['<span>{{ item.label }}</span>'],
};

const isExecutable = (key: string, value: unknown): boolean => {
  if (!EXECUTABLE.has(key) || saysNothing(value) || HARMLESS[key]?.includes(value)) return false;
  // JSON Logic is data; it has rules of its own.
  return !(key === 'calculateValue' && typeof value === 'object');
};

/**
 * Looks at every key and text of any JSON, without recursion: caps, keys that reach a prototype, keys that hold code, `{{ }}`
 * (which Form.io evaluates), markup in texts. False when the rest of the linter may not look at it.
 */
export function scanJson(definition: unknown, report: Report): boolean {
  const stack: { value: unknown; depth: number; pointer: string; key: string }[] = [
    { value: definition, depth: 0, pointer: '', key: '' },
  ];
  let values = 0;
  let characters = 0;
  let sound = true;
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    const { value, depth, pointer, key } = item;
    values += 1;
    if (values > DEFINITION_CAPS.values || characters > DEFINITION_CAPS.characters) {
      report('', 'too-large');
      return false;
    }
    if (depth > DEFINITION_CAPS.depth) {
      report(pointer, 'too-deep');
      return false;
    }
    if (typeof value === 'string') {
      characters += value.length;
      scanText(value, key, pointer, report);
    } else if (typeof value === 'object' && value !== null) {
      for (const [inner, child] of Object.entries(value)) {
        const at = `${pointer}${step(inner)}`;
        characters += inner.length;
        if (!Array.isArray(value) && isForbiddenKey(inner)) {
          report(at, 'forbidden-key', { key: inner });
          sound = false;
        } else if (isExecutable(inner, child)) report(at, 'executable', { key: inner });
        stack.push({ value: child, depth: depth + 1, pointer: at, key: inner });
      }
    } else if (!['number', 'boolean', 'undefined'].includes(typeof value) && value !== null) {
      report(pointer, 'not-a-form');
      return false;
    }
  }
  return sound;
}

/** Keys whose texts Form.io puts into a page as markup. */
const SHOWN: ReadonlySet<string> = new Set([
  'label', 'title', 'legend', 'description', 'tooltip', 'placeholder', 'addAnother', 'prefix', 'suffix', 'errorLabel',
  'customMessage', 'patternMessage', 'removeRow', 'footer', 'breadcrumb',
]); // biome-ignore format: a list

function scanText(text: string, key: string, pointer: string, report: Report): void {
  if (text.includes('{{') && !HARMLESS[key]?.includes(text)) report(pointer, 'interpolation');
  if (SHOWN.has(key) && /<[a-z!/]/i.test(text)) report(pointer, 'html-in-text');
  if ((key === 'html' || key === 'content') && !isPlainHtml(text)) report(pointer, 'unsafe-html');
}
