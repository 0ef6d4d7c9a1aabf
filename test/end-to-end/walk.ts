import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { JsonObject } from '../../functions/domain/forms/index.ts';
import { fillPage } from './fill.ts';
import { errorSummary } from './people.ts';

/** Answers of a committed example (`forms/<slug>/examples/<name>.json`) with changes. */
export function example(slug: string, name: string, changes: JsonObject = {}): JsonObject {
  const file = join(import.meta.dirname, '../../forms', slug, 'examples', `${name}.json`);
  return { ...(JSON.parse(readFileSync(file, 'utf8')) as { answers: JsonObject }).answers, ...changes };
}

/** Goes through all pages of a form, filling each; ends on the page that shows all answers. `each` looks at every page. */
export async function walkForm(
  page: Page,
  answers: JsonObject,
  each: (page: Page) => Promise<void> = async () => undefined,
): Promise<void> {
  for (let pages = 0; pages < 30; pages += 1) {
    if (/\/sprawdz(\?|$)/.test(page.url())) return;
    await fillPage(page, answers);
    await each(page);
    await page.click('main form button[name=command][value=next]:not(.rf-first-button)');
    await page.waitForLoadState();
    const wrong = await errorSummary(page);
    if (wrong !== undefined) throw new Error(`${page.url()}: ${wrong}`);
  }
  throw new Error(`the form does not end: ${page.url()}`);
}
