import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicSurface } from '../../functions/public/app.ts';
import {
  complaints,
  expectAccessible,
  newVisitor,
  openBrowser,
  PHONE,
  statesSeen,
  takePicture,
  type Visitor,
} from '../end-to-end/browser.ts';
import { type Served, serveWorld } from './serve.ts';

let browser: Browser;
let served: Served;

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveWorld({ surfaces: [publicSurface] });
}, 60_000);

afterAll(async () => {
  console.log(`axe: ${statesSeen().length} states of public pages, no violations`);
  await browser.close();
  await served.stop();
});

/** The browser's own note of an answer with an error status is no complaint about the page. */
const complaintsOf = (visitor: Visitor): readonly string[] =>
  complaints(visitor).filter((line) => !/status of 4\d\d/.test(line));

async function see(page: Page, name: string): Promise<void> {
  await expectAccessible(page, name);
  await takePicture(page, name);
}

const ON = 'text=Zapisz i przejdź dalej';

/** Fills the whole referral by visible labels, as a person would. */
async function fillReferral(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  await page.getByLabel('Imię', { exact: true }).fill('Anna');
  await page.getByLabel('Nazwisko', { exact: true }).fill('Nowak');
  await page.getByLabel('dzień', { exact: true }).fill('3');
  await page.getByLabel('miesiąc', { exact: true }).fill('4');
  await page.getByLabel('rok', { exact: true }).fill('1980');
  await page.getByLabel('Miejsce zamieszkania').fill('Lublin, ul. Krótka 3');
  await look('strona-1');
  await page.locator(`button.govuk-button >> ${ON}`).click();
  await page.getByLabel('Uzasadnienie').fill('Chcę wrócić do pracy i do ludzi.');
  await look('strona-2');
  await page.locator(`button.govuk-button >> ${ON}`).click();
  await page.locator('textarea').first().fill('Nie mam na dojazd.');
  await look('strona-3');
  await page.locator(`button.govuk-button >> ${ON}`).click();
  await page.locator('#hasSocialContract-2').check({ force: true });
  await page.getByLabel('Stanowisko').fill('Chcę spróbować.');
  await look('strona-4');
  await page.locator(`button.govuk-button >> ${ON}`).click();
  await page.getByLabel('Twoje imię i nazwisko').fill('Anna Nowak');
  await look('sprawdz');
  await page.locator('button.govuk-button >> text=Wyślij zgłoszenie').click();
  await look('gotowe');
}

describe('the public door in a browser', () => {
  for (const script of [true, false]) {
    it(`takes a referral from the club's page to its number, ${script ? 'with' : 'without'} JavaScript`, {
      timeout: 90_000,
    }, async () => {
      const visitor = await newVisitor(browser, { script, viewport: PHONE });
      const { page } = visitor;
      const look = (name: string): Promise<void> => (script ? see(page, `telefon-${name}`) : Promise.resolve());
      await page.goto(`${served.address}/`);
      await look('start');
      await page.locator('main >> text=lubelskie').click();
      await look('kluby');
      await page.locator('main >> text=Wspólny Stół').click();
      await look('klub');
      await page.locator('main >> text=Zacznij zgłoszenie').click();
      await look('wstep');
      await page.locator('main a.govuk-button--start').click();
      await fillReferral(page, look);
      expect(await page.locator('.govuk-panel').innerText()).toMatch(/LUB\/2026\/\d{4}/);
      expect(complaintsOf(visitor)).toEqual([]);
      await visitor.context.close();
    });
  }

  it('can be walked by keyboard alone', { timeout: 90_000 }, async () => {
    const visitor = await newVisitor(browser);
    const { page } = visitor;
    await page.goto(`${served.address}/k/lub`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Przejdź do treści');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Zacznij zgłoszenie');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/f');
    await tabTo(page, 'Zacznij');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/f/strona/1');
    for (const text of ['Anna', 'Nowak', '3', '4', '1980', 'Lublin']) {
      await tabToInput(page);
      await page.keyboard.type(text);
    }
    await page.keyboard.press('Enter'); // Enter in a field goes on
    await page.waitForURL('**/f/strona/2');
    expect(await page.evaluate('getComputedStyle(document.querySelector(".rf-first-button")).opacity')).toBe('0');
    await visitor.context.close();
  });

  it('puts the focus on the errors, and from there on the field to mend', { timeout: 60_000 }, async () => {
    const visitor = await newVisitor(browser, { viewport: PHONE });
    const { page } = visitor;
    await begin(page);
    await page.locator(`button.govuk-button >> ${ON}`).click();
    expect(await page.title()).toMatch(/^Błąd: /);
    expect(await page.evaluate('document.activeElement.className')).toContain('govuk-error-summary');
    await see(page, 'telefon-bledy');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('participant-firstName');
    await visitor.context.close();
  });

  it('shows and hides conditional fields at once with a script, and in words without', {
    timeout: 60_000,
  }, async () => {
    const visitor = await newVisitor(browser);
    await begin(visitor.page);
    await visitor.page.goto(`${served.address}/f/strona/4`);
    const file = visitor.page.locator('#fullContract');
    expect(await file.isVisible()).toBe(false);
    await visitor.page.locator('#hasSocialContract').check({ force: true });
    expect(await file.isVisible()).toBe(true);
    await visitor.page.locator('#hasSocialContract-2').check({ force: true });
    expect(await file.isVisible()).toBe(false);
    await visitor.context.close();
    const plain = await newVisitor(browser, { script: false });
    await begin(plain.page);
    await plain.page.goto(`${served.address}/f/strona/4`);
    expect(await plain.page.locator('#fullContract').isVisible()).toBe(true);
    expect(await plain.page.locator('.rf-when').innerText()).toContain('Wypełnij, jeśli');
    await plain.context.close();
  });

  it('saves by itself, leaves nothing in the browser and goes on elsewhere with address and code', {
    timeout: 60_000,
  }, async () => {
    const visitor = await newVisitor(browser);
    const { page } = visitor;
    await begin(page);
    await page.getByLabel('Imię', { exact: true }).fill('Zofia');
    await page.waitForFunction('document.querySelector(".rf-saved").textContent.startsWith("Zapisano")');
    expect(await page.evaluate('localStorage.length + sessionStorage.length')).toBe(0);
    await page.locator('text=Zapisz i dokończ później').click();
    await see(page, 'pozniej');
    await page.locator('text=Pokaż adres i kod').click();
    await see(page, 'bilet-powrotu');
    const code = await page.locator('.rf-code').innerText();
    const address = await page.locator('.rf-address').innerText();
    await page.locator('text=Zakończ, zachowaj odpowiedzi').click();
    await see(page, 'zakonczono');
    expect((await visitor.context.cookies()).map((cookie) => cookie.name)).toEqual([]);
    const other = await newVisitor(browser, { viewport: PHONE });
    await other.page.goto(address);
    await see(other.page, 'telefon-powrot');
    await other.page.getByLabel('Kod').fill(code);
    await other.page.locator('text=Otwórz').click();
    await other.page.locator('main a.govuk-button--start').click();
    expect(await other.page.getByLabel('Imię', { exact: true }).inputValue()).toBe('Zofia');
    expect(complaintsOf(visitor)).toEqual([]);
    await visitor.context.close();
    await other.context.close();
  });

  it('takes a drawn signature', { timeout: 60_000 }, async () => {
    const visitor = await newVisitor(browser, { viewport: PHONE });
    const { page } = visitor;
    await begin(page);
    await fillToCheck(page);
    await page.getByLabel('Twoje imię i nazwisko').fill('Anna Nowak');
    await page.locator('#signature-kind-drawn').check({ force: true });
    const pad = page.locator('.rf-pad');
    await pad.scrollIntoViewIfNeeded();
    const box = await pad.boundingBox();
    if (box === null) throw new Error('no place to draw');
    await page.mouse.move(box.x + 40, box.y + 60);
    await page.mouse.down();
    for (let step = 1; step < 20; step += 1) await page.mouse.move(box.x + 40 + step * 8, box.y + 60 + (step % 4) * 12);
    await page.mouse.up();
    await see(page, 'telefon-podpis');
    await page.locator('button.govuk-button >> text=Wyślij zgłoszenie').click();
    expect(await page.locator('.govuk-panel').innerText()).toMatch(/LUB/);
    await visitor.context.close();
  });

  it('says what to do on every error page', { timeout: 60_000 }, async () => {
    const visitor = await newVisitor(browser, { viewport: PHONE });
    for (const [path, name] of [
      ['/nie-ma', '404'],
      ['/l/zly', 'zly-odnosnik'],
      ['/f', 'bez-sesji'],
      ['/kod', 'kod'],
      ['/prywatnosc', 'prywatnosc'],
      ['/dostepnosc', 'dostepnosc'],
    ] as const) {
      await visitor.page.goto(`${served.address}${path}`);
      await see(visitor.page, `telefon-${name}`);
    }
    for (const language of ['en', 'uk']) {
      await visitor.page.goto(`${served.address}/?lang=${language}`);
      await see(visitor.page, `telefon-start-${language}`);
    }
    expect(complaintsOf(visitor)).toEqual([]);
    await visitor.context.close();
  });
});

async function begin(page: Page): Promise<void> {
  await page.goto(`${served.address}/k/lub`);
  await page.locator('main >> text=Zacznij zgłoszenie').click();
  await page.locator('main a.govuk-button--start').click();
  await page.waitForURL('**/f/strona/1');
}

async function fillToCheck(page: Page): Promise<void> {
  await page.getByLabel('Imię', { exact: true }).fill('Anna');
  await page.getByLabel('Nazwisko', { exact: true }).fill('Nowak');
  await page.getByLabel('dzień', { exact: true }).fill('3');
  await page.getByLabel('miesiąc', { exact: true }).fill('4');
  await page.getByLabel('rok', { exact: true }).fill('1980');
  await page.getByLabel('Miejsce zamieszkania').fill('Lublin');
  await page.locator(`button.govuk-button >> ${ON}`).click();
  await page.getByLabel('Uzasadnienie').fill('Praca.');
  await page.locator(`button.govuk-button >> ${ON}`).click();
  await page.locator('textarea').first().fill('Dojazd.');
  await page.locator(`button.govuk-button >> ${ON}`).click();
  await page.locator('#hasSocialContract-2').check({ force: true });
  await page.getByLabel('Stanowisko').fill('Chcę.');
  await page.locator(`button.govuk-button >> ${ON}`).click();
  await page.waitForURL('**/f/sprawdz');
}

async function tabTo(page: Page, text: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    if (String(await page.evaluate('document.activeElement.textContent')).trim() === text) return;
  }
  throw new Error(`the keyboard does not reach „${text}”`);
}

async function tabToInput(page: Page): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate('document.activeElement.matches("input:not([type=hidden]), textarea")')) === true) return;
  }
  throw new Error('the keyboard does not reach an input');
}
