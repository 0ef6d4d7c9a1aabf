import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { complaints, expectAccessible, newVisitor, openBrowser, PHONE, statesSeen, takePicture } from './browser.ts';
import { removeFolder, type StartedHome, startHome } from './home.ts';
import { signInAs } from './people.ts';

let home: StartedHome;
let browser: Browser;

beforeAll(async () => {
  home = await startHome();
  browser = await openBrowser();
});
afterAll(async () => {
  console.log(`axe looked at ${statesSeen().length} pages and states, no rule disabled`);
  await browser?.close();
  await home?.stop();
  if (home !== undefined) removeFolder(home.data);
});

/** Opens a page, expects it to be there, and lets axe look at it. */
async function look(page: Page, path: string, state: string): Promise<void> {
  const response = await page.goto(`${home.url}${path}`);
  expect([state, response?.status()]).toEqual([state, 200]);
  await expectAccessible(page, state);
}

/** Presses something that leads to another page, waits for it, and lets axe look. */
async function press(page: Page, what: string, state: string): Promise<void> {
  await Promise.all([page.waitForNavigation(), page.click(what)]);
  await expectAccessible(page, state);
}

describe('signing in and administration', () => {
  it('signs in without JavaScript, on a phone, and out again', async () => {
    const visitor = await newVisitor(browser, { script: false, viewport: PHONE });
    const { page } = visitor;
    await page.goto(`${home.url}/konto/zaloguj`);
    await page.click('main >> text="Zaloguj się"');
    expect(new URL(page.url()).pathname).toMatch(/^\/oidc\/interaction\//);
    await page.getByLabel('Elżbieta Kowal').first().check({ force: true });
    await page.click('main form button[type=submit]');
    expect(new URL(page.url()).pathname).toBe('/konto/rola');
    await page.getByLabel('administrator', { exact: false }).first().check({ force: true });
    await page.click('main form button[type=submit]');
    expect(new URL(page.url()).pathname).toBe('/admin');
    await page.goto(`${home.url}/konto`);
    await page.click('text="Wyloguj się tutaj"');
    expect(new URL(page.url()).pathname).toBe('/konto/wylogowano');
    await page.goto(`${home.url}/konto`);
    expect(new URL(page.url()).pathname).toBe('/konto/zaloguj');
  });

  it('shows every page of signing in to axe', async () => {
    const { page } = await newVisitor(browser);
    await look(page, '/konto/zaloguj', 'sign-in');
    await press(page, 'main >> text="Zaloguj się"', 'choose a person');
    await takePicture(page, 'sign-in-choose-person');
    await press(page, 'main form button[type=submit]', 'choose a person, with an error');
    await look(page, '/konto/wylogowano', 'signed out');
    expect((await page.goto(`${home.url}/konto/powrot?code=x&state=y`))?.status()).toBe(403);
    await expectAccessible(page, 'sign-in refused');
    expect((await page.goto(`${home.url}/konto/start/nothing`))?.status()).toBe(404);
  });

  it('lets an institution’s administrator keep its people, by every form', async () => {
    const visitor = await signInAs(home, browser, 'Elżbieta Kowal', { role: 'administrator organizacji' });
    const { page } = visitor;
    await look(page, '/konto/rola', 'choose a role');
    await look(page, '/konto', 'my account');
    await look(page, '/admin', 'administration');
    await look(page, '/admin/katalog', 'directory of an institution');
    await press(page, 'main table a', 'institution');
    await takePicture(page, 'admin-institution');
    const institution = new URL(page.url()).pathname;
    for (const link of ['Zmień dane instytucji', 'Dodaj osobę', 'Zmień dni wolne']) {
      await page.goto(`${home.url}${institution}`);
      await press(page, `main >> text="${link}"`, link);
    }
    await page.goto(`${home.url}${institution}/osoba-nowa`);
    await page.fill('#name', 'Nowa Pracownica');
    await page.fill('#email', 'zły adres');
    await press(page, 'main form button[type=submit]', 'new person with errors');
    expect(await page.locator('.govuk-error-summary').innerText()).toContain('adres e-mail');
    expect(await page.inputValue('#name')).toBe('Nowa Pracownica');
    await page.fill('#email', 'nowa.pracownica@klub.example');
    await page.selectOption('#role', 'psychologist');
    await page.click('main form button[type=submit]');
    expect(await page.locator('main').innerText()).toContain('Nowa Pracownica');
    for (const link of ['Nowa rola', 'Przekaż zadania', 'Wyloguj wszędzie', 'Wyłącz konto']) {
      await page.goto(`${home.url}${institution}`);
      await press(page, `.govuk-summary-card:has-text("Nowa Pracownica") a:has-text("${link}")`, link);
    }
    await page.click('main form button[type=submit]');
    expect(await page.locator('main').innerText()).toContain('konto wyłączone');
    // The browser notes the answer to the wrong form; policies and scripts must have nothing to say.
    expect(complaints(visitor).filter((line) => !/status of 422/.test(line))).toEqual([]);
  });

  it('gives the data protection officer rights and the record, and a second person the last word', async () => {
    const officer = await signInAs(home, browser, 'Adam Wilk');
    const { page } = officer;
    await look(page, '/admin/prywatnosc', 'rights of people');
    await look(page, '/admin/prywatnosc/kopia', 'a copy of data');
    await look(page, '/admin/prywatnosc/usun', 'ask for an erasure');
    await press(page, 'main form button[type=submit]', 'ask for an erasure, with errors');
    await look(page, '/admin/prywatnosc/okresy', 'retention');
    await look(page, '/admin/audyt', 'the record');
    expect(await page.locator('main').innerText()).toContain('Rejestr jest cały');
    await takePicture(page, 'admin-audit');
    await look(page, '/admin/uprawnienia?rola=kisManager&czynnosc=document.approve&dokument=', 'the table explained');
  });

  it('keeps the auditor’s and the system administrator’s pages in reach and others out', async () => {
    const auditor = await signInAs(home, browser, 'Irena Socha');
    await look(auditor.page, '/admin/audyt', 'the record, for an auditor');
    expect((await auditor.page.goto(`${home.url}/admin/prywatnosc`))?.status()).toBe(404);
    expect((await auditor.page.goto(`${home.url}/board`))?.status()).toBe(404);
    const system = await signInAs(home, browser, 'Ewelina Topola');
    await look(system.page, '/admin/katalog', 'directory of the installation');
    await look(system.page, '/admin/wojewodztwo-nowe', 'new region');
  });
});
