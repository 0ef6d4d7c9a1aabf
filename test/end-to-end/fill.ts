import type { Locator, Page } from 'playwright-core';
import { isJsonObject, type JsonObject, type JsonValue, valueAt } from '../../functions/domain/forms/index.ts';

const DATE_PARTS: Readonly<Record<string, number>> = { year: 0, month: 1, day: 2 };

/** What a person would type into a field of this name; undefined when the answers say nothing about it. */
function textFor(answers: JsonObject, name: string): string | undefined {
  const whole = valueAt(answers, name);
  if (typeof whole === 'string' || typeof whole === 'number')
    return String(whole).replace('.', typeof whole === 'number' ? ',' : '.');
  const [, base = '', part = ''] = /^(.*)\.(year|month|day)$/.exec(name) ?? [];
  const date = base === '' ? undefined : valueAt(answers, base);
  if (typeof date !== 'string') return undefined;
  return String(Number(date.slice(0, 10).split('-')[DATE_PARTS[part] ?? 0]));
}

/** Whether a box or a radio of this name and value stands for one of the answers. */
function isChosen(answers: JsonObject, name: string, value: string): boolean {
  const found: JsonValue | undefined = valueAt(answers, name.replace(/\[\]$/, ''));
  if (isJsonObject(found)) return found[value] === true;
  return found === true || found === value;
}

/** Rows of repeated groups that the answers have and the page has not: presses „Dodaj” until they are there. */
async function addRows(page: Page, answers: JsonObject): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    const commands = await page.$$eval('main form button[name=command]', (buttons) =>
      buttons.map((button) => button.getAttribute('value') ?? ''),
    );
    const wanted = commands.find((command) => {
      const path = /^add:(.+)$/.exec(command)?.[1];
      const rows = path === undefined ? undefined : valueAt(answers, path);
      return path !== undefined && Array.isArray(rows) && rows.length > rowsOnPage.get(path, commands);
    });
    if (wanted === undefined) return;
    await fillVisible(page, answers);
    await page.click(`main form button[value="${wanted}"]`);
    await page.waitForLoadState();
  }
}

const rowsOnPage = {
  /** Every shown row has its own button to remove it; groups whose least row can't be removed count one more. */
  get: (path: string, commands: readonly string[]): number => {
    const removable = commands.filter((command) => command.startsWith(`remove:${path}:`)).length;
    return removable;
  },
};

/** Registers name people and institutions of this home by ids that no example knows: `label:Ewa Bąk` chooses by words, else the first one. */
async function selectKnown(field: Locator, value: string): Promise<void> {
  const options = await field
    .locator('option')
    .evaluateAll((all) =>
      all.map((option) => ({ value: option.getAttribute('value') ?? '', label: option.textContent?.trim() ?? '' })),
    );
  const asked = options.find((option) => option.value === value || `label:${option.label}` === value);
  const chosen = asked ?? options.find((option) => option.value !== '');
  if (chosen !== undefined) await field.selectOption(chosen.value);
}

interface SeenField {
  readonly at: number;
  readonly name: string;
  readonly kind: string;
  readonly value: string;
  readonly done: boolean;
}

/** What a person sees of the page's fields, in one look. */
const LOOK = `[...document.querySelectorAll('main form input, main form textarea, main form select')].map((field, at) => ({
  at,
  name: field.name,
  kind: field.tagName === 'INPUT' ? field.type : field.tagName.toLowerCase(),
  value: field.value,
  done: field.checked === true,
  seen: field.getClientRects().length > 0 && !field.readOnly && !field.disabled,
})).filter((field) => field.seen && field.name !== '' && !['hidden', 'submit', 'file'].includes(field.kind))`;

async function fillVisible(page: Page, answers: JsonObject): Promise<void> {
  const fields = page.locator('main form :is(input, textarea, select)');
  for (const seen of (await page.evaluate(LOOK)) as readonly SeenField[]) {
    const field = fields.nth(seen.at);
    if (seen.kind === 'radio' || seen.kind === 'checkbox') {
      if (!seen.done && isChosen(answers, seen.name, seen.value) && (await field.isVisible()))
        await field.check({ force: true });
      continue;
    }
    const value = textFor(answers, seen.name);
    if (value === undefined) continue;
    if (seen.kind === 'select') await selectKnown(field, value);
    else if (seen.value !== value && (await field.isVisible())) await field.fill(value);
  }
}

/** Fills what the page asks with the given answers, rows of repeated groups included. */
export async function fillPage(page: Page, answers: JsonObject): Promise<void> {
  await addRows(page, answers);
  await fillVisible(page, answers);
  await fillVisible(page, answers); // choices of the first round may have opened further questions
}
