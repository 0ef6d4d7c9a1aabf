import type { Browser, Page } from 'playwright-core';
import { newVisitor, type Visitor } from './browser.ts';
import type { StartedHome } from './home.ts';

export interface LetterRead {
  readonly mailId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Letters of the outbox page, newest first. */
export async function letters(home: StartedHome): Promise<readonly LetterRead[]> {
  const answer = await fetch(`${home.url}/poczta`, { headers: { accept: 'application/json' } });
  return ((await answer.json()) as { readonly letters: readonly LetterRead[] }).letters;
}

/** Waits for something that follows from a change: the workflow, a letter, the board. */
export async function eventually<T>(what: string, ask: () => Promise<T | undefined>, seconds = 15): Promise<T> {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    if (Date.now() > until) throw new Error(`waited ${seconds} s for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

/** The newest letter to an address that was not there before, with the first link in it. */
export function letterTo(
  home: StartedHome,
  address: string,
  seen: ReadonlySet<string> = new Set(),
): Promise<LetterRead & { readonly link: string }> {
  return eventually(`a letter to ${address}`, async () => {
    const letter = (await letters(home)).find(
      (one) => one.to === address && !seen.has(one.mailId) && /https?:\/\/\S+\/l\//.test(one.text),
    );
    const link = letter?.text.match(/https?:\/\/\S+\/l\/[\w-]+/)?.[0];
    return letter === undefined || link === undefined ? undefined : { ...letter, link };
  });
}

/** Signs a member of staff in by the code that comes by mail, as a home without demo people asks it. */
export async function signInByMail(home: StartedHome, browser: Browser, address: string): Promise<Visitor> {
  const visitor = await newVisitor(browser);
  const { page } = visitor;
  const seen = new Set((await letters(home)).map((letter) => letter.mailId));
  await page.goto(`${home.url}/konto/zaloguj?powrot=/desk`);
  await page.click('main >> text="Zaloguj się"');
  await page.fill('input[type=email]', address);
  await page.click('main button[type=submit]');
  const code = await eventually('the sign-in code', async () => {
    const letter = (await letters(home)).find((one) => one.to === address && !seen.has(one.mailId));
    return letter?.text.match(/\b\d{6}\b/)?.[0];
  });
  await page.fill('#kod', code);
  await page.click('main button[type=submit]');
  await page.waitForURL((url) => !url.pathname.startsWith('/oidc'));
  return visitor;
}

/** Signs a demo person in by name, acting in the given role when they have several (else the first). */
export async function signInAs(
  home: StartedHome,
  browser: Browser,
  name: string,
  options: { readonly role?: string; readonly viewport?: { readonly width: number; readonly height: number } } = {},
): Promise<Visitor> {
  const visitor = await newVisitor(browser, options.viewport === undefined ? {} : { viewport: options.viewport });
  const { page } = visitor;
  await page.goto(`${home.url}/konto/zaloguj?powrot=/desk`);
  await page.click('main >> text="Zaloguj się"');
  await page.getByLabel(name).first().check({ force: true });
  await page.click('main form button[type=submit]');
  await page.waitForURL((url) => !url.pathname.startsWith('/oidc'));
  if (page.url().includes('/konto/rola')) {
    await (options.role === undefined ? page.locator('main input[type=radio]') : page.getByLabel(options.role))
      .first()
      .check({ force: true });
    await page.click('main form button[type=submit]');
    await page.waitForURL((url) => !url.pathname.startsWith('/konto'));
  }
  return visitor;
}

/** Opens the task with this title from the inbox; waits for the workflow to bring it. */
export async function openTask(home: StartedHome, page: Page, title: string, reference?: string): Promise<void> {
  await eventually(`the task "${title}"`, async () => {
    await page.goto(`${home.url}/desk`);
    const item = page
      .locator('.app-tasks__item', { hasText: title })
      .filter(reference === undefined ? {} : { hasText: reference });
    return (await item.count()) > 0 ? true : undefined;
  });
  await page
    .locator('.app-tasks__item', { hasText: title })
    .filter(reference === undefined ? {} : { hasText: reference })
    .first()
    .locator('a')
    .click();
  await page.waitForLoadState();
}

/** Decides a task that has no form: the button's words, and a reason where one is needed. */
export async function decide(page: Page, outcome: string, reason?: string): Promise<void> {
  await page.getByLabel(outcome).first().check({ force: true });
  if (reason !== undefined) await page.fill('#reason', reason);
  await page.click('main button:has-text("Zapisz decyzję")');
  await page.waitForLoadState();
}

/** What stands in the error summary, if there is one. */
export async function errorSummary(page: Page): Promise<string | undefined> {
  const summary = page.locator('.govuk-error-summary');
  return (await summary.count()) === 0 ? undefined : summary.innerText();
}
