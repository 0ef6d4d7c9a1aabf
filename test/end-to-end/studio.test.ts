import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  complaints,
  expectAccessible,
  newVisitor,
  openBrowser,
  statesSeen,
  takePicture,
  type Visitor,
} from './browser.ts';
import { removeFolder, type StartedHome, startHome } from './home.ts';
import { signInAs } from './people.ts';

const LABEL = 'Uzasadnienie skierowania';
const NEW_LABEL = 'Dlaczego klub jest dobrym miejscem dla tej osoby?';
const QUESTION = 'Z której gminy jest osoba?';

let home: StartedHome;
let browser: Browser;
let admin: Visitor;

beforeAll(async () => {
  home = await startHome();
  browser = await openBrowser();
});
afterAll(async () => {
  console.log(`axe looked at ${statesSeen().length} pages and states, no rule disabled`);
  await browser?.close();
  await home?.stop();
  removeFolder(home.data);
});

/** Presses Tab until the focus is on an element with these words: what a person without a mouse does. */
async function tabTo(page: Page, words: string): Promise<void> {
  for (let presses = 0; presses < 400; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(
      'document.activeElement && document.activeElement.matches("a, button, input, textarea, select") ? (document.activeElement.textContent || "").replace(/\\s+/g, " ") + " " + document.activeElement.id : ""',
    );
    if (String(focused).includes(words)) return;
  }
  throw new Error(`the keyboard never reaches "${words}" on ${page.url()}`);
}

/** The page of a club's open referral that asks for the reason. */
async function referralOf(clubCode: string): Promise<Visitor> {
  const visitor = await newVisitor(browser);
  const { page } = visitor;
  await page.goto(`${home.url}/k/${clubCode}`);
  await page.click('main form button[type=submit]');
  await page.locator('main a.govuk-button, main form button[type=submit]').first().click();
  await page.goto(page.url().replace(/strona\/\d+.*/, 'strona/2'));
  return visitor;
}

describe('a regional admin changes a form without code', () => {
  it('relabels a question and adds one by keyboard alone', async () => {
    admin = await signInAs(home, browser, 'Michał Olszewski');
    const { page } = admin;
    await page.goto(`${home.url}/studio`);
    await expectAccessible(page, 'studio list');
    await takePicture(page, 'studio-list');
    await tabTo(page, 'Skierowanie do KIS');
    await page.keyboard.press('Enter');
    await page.waitForURL(/formularz\/referral/);
    await expectAccessible(page, 'studio form');
    await takePicture(page, 'studio-form');
    await tabTo(page, `Zmień: ${LABEL}`);
    await page.keyboard.press('Enter');
    await page.waitForURL(/pytanie/);
    await expectAccessible(page, 'studio question');
    await tabTo(page, 'label');
    await page.keyboard.press('Control+A');
    await page.keyboard.type(NEW_LABEL);
    await page.keyboard.press('Enter');
    await page.waitForLoadState();
    expect(await page.innerText('h1')).toBe(NEW_LABEL);

    await page.goto(`${home.url}/studio/formularz/referral`);
    await tabTo(page, `Dodaj pytanie po tym: ${NEW_LABEL}`);
    await page.keyboard.press('Enter');
    await page.waitForURL(/nowe/);
    await page.click('main button[type=submit]');
    await expectAccessible(page, 'studio new question with errors');
    expect(await page.title()).toMatch(/^Błąd: /);
    await page.getByLabel('Jedna odpowiedź z listy').check({ force: true });
    await page.fill('#label', QUESTION);
    await page.fill('#options', 'Lipniki\nSawin\nBrzozówka');
    await page.click('main button[type=submit]');
    await page.waitForURL(/formularz\/referral$/);
    expect(await page.innerText('main')).toContain(QUESTION);
  });

  it('previews, reads in plain words what will change, and publishes', async () => {
    const before = await referralOf('LIP');
    expect(await before.page.innerText('main')).toContain(LABEL);
    const { page } = admin;
    await page.goto(`${home.url}/studio/formularz/referral/podglad?strona=2`);
    await expectAccessible(page, 'studio preview');
    expect(await page.innerText('main')).toContain(QUESTION);
    await page.goto(`${home.url}/studio/formularz/referral/publikacja`);
    await expectAccessible(page, 'studio publish');
    await takePicture(page, 'studio-publish');
    expect(await page.innerText('main')).toContain(NEW_LABEL);
    await page.click('main button:has-text("Opublikuj")');
    await page.waitForURL(/wersje/);
    await expectAccessible(page, 'studio versions');

    const after = await referralOf('LIP');
    expect(await after.page.innerText('main')).toContain(NEW_LABEL);
    expect(await after.page.innerText('main')).toContain(QUESTION);
    await before.page.reload();
    expect(await before.page.innerText('main')).toContain(LABEL);
    expect(await before.page.innerText('main')).not.toContain(QUESTION);
  });

  it('changes nothing for another region', async () => {
    const elsewhere = await referralOf('ZAL');
    expect(await elsewhere.page.innerText('main')).toContain(LABEL);
    expect(await elsewhere.page.innerText('main')).not.toContain(QUESTION);
  });

  it('waits for a new national version, and carries the region’s changes onto it', async () => {
    const { page: nation } = await signInAs(home, browser, 'Krzysztof Jawor');
    await nation.goto(`${home.url}/studio/formularz/referral`);
    await nation
      .locator('main .app-outline__line', { hasText: 'Stanowisko osoby kierowanej' })
      .locator('a')
      .first()
      .click();
    await nation.fill('#hint', 'Co mówi sama osoba, jej słowami.');
    await nation.click('main button:has-text("Zapisz podpowiedź")');
    await nation.goto(`${home.url}/studio/formularz/referral/publikacja`);
    await nation.click('main button:has-text("Opublikuj")');
    await nation.waitForURL(/wersje/);

    const { page } = admin;
    await page.goto(`${home.url}/studio/formularz/referral/scalanie`);
    await expectAccessible(page, 'studio merge');
    expect(await page.innerText('main')).toContain(NEW_LABEL);
    await page.click('main button:has-text("Połącz jako szkic")');
    await page.waitForLoadState();
    await page.goto(`${home.url}/studio/formularz/referral/publikacja`);
    await page.click('main button:has-text("Opublikuj")');
    await page.waitForURL(/wersje/);
    const merged = await referralOf('LIP');
    expect(await merged.page.innerText('main')).toContain(NEW_LABEL);
    await merged.page.goto(merged.page.url().replace('strona/2', 'strona/4'));
    expect(await merged.page.innerText('main')).toContain('Co mówi sama osoba');
  });

  it('left no complaint in the browser', () => {
    expect(complaints(admin).filter((text) => !/status of (404|410|422)/.test(text))).toEqual([]);
  });
});
