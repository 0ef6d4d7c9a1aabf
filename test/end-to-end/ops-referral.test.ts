import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  complaints,
  expectAccessible,
  newVisitor,
  openBrowser,
  PHONE,
  statesSeen,
  takePicture,
  type Visitor,
} from './browser.ts';
import { removeFolder, type StartedHome, startHome } from './home.ts';
import { decide, errorSummary, eventually, letters, letterTo, openTask, signInAs } from './people.ts';
import { example, walkForm } from './walk.ts';

const PERSON = 'bogdan.trzaska@poczta.example';
const NAME = 'Bogdan Trzaska';

let home: StartedHome;
let browser: Browser;
let reference = '';
const visitors: Visitor[] = [];
const keep = (visitor: Visitor): Visitor => {
  visitors.push(visitor);
  return visitor;
};
const read = new Set<string>();
/** The person's newest letter with a link, opened on a phone. */
async function openLetter(script = true): Promise<Visitor> {
  const letter = await letterTo(home, PERSON, read);
  for (const one of await letters(home)) if (one.to === PERSON) read.add(one.mailId);
  const visitor = keep(await newVisitor(browser, { viewport: PHONE, script }));
  await visitor.page.goto(letter.link);
  await visitor.page.click('main form button[type=submit]');
  await visitor.page.waitForLoadState();
  return visitor;
}
const codeIn = async (): Promise<string> =>
  (await letters(home))
    .find((one) => one.to === PERSON && /\b[A-Z0-9]{4}[- ]?[A-Z0-9]{4}\b/.test(one.text))
    ?.text.match(/\b[A-Z0-9]{4}[- ]?[A-Z0-9]{4}\b/)?.[0] ?? '';

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

/** Signs what the letter leads to, by name and code. */
async function signByLetter(script = true): Promise<void> {
  const { page } = await openLetter(script);
  if (script) await expectAccessible(page, 'co-sign');
  await takePicture(page, 'co-sign-phone');
  await page.check('[name=decision][value=sign]', { force: true });
  await page.fill('[name="signature.name"]', NAME);
  await page.check('[name="signature.kind"][value=typed]', { force: true });
  await page.fill('[name="signature.code"]', await codeIn());
  await page.locator('main form').first().locator('button[type=submit]:not(.rf-first-button)').first().click();
  await page.waitForLoadState();
  expect(await errorSummary(page)).toBeUndefined();
  expect(page.url()).toMatch(/podpisano/);
}

describe('a person joins a club through a social assistance centre', () => {
  it('is referred on the desk by the OPS worker, with the person’s confirmation by link', async () => {
    const beata = keep(await signInAs(home, browser, 'Beata Nowicka'));
    const { page } = beata;
    await page.goto(`${home.url}/desk`);
    await expectAccessible(page, 'inbox');
    await takePicture(page, 'desk-inbox');
    await page.click('main a:has-text("Nowe skierowanie")');
    await page.locator('main input[type=radio]').first().check({ force: true });
    await expectAccessible(page, 'choose a club');
    await page.click('main form button[type=submit]');
    const full = example('referral', 'full', { hasSocialContract: 'no' });
    const participant = { ...(full.participant as object), firstName: 'Bogdan', lastName: 'Trzaska', email: PERSON };
    await page.click('main form button[name=command][value=next]:not(.rf-first-button)');
    expect(await errorSummary(page)).toBeDefined();
    await expectAccessible(page, 'desk form with errors');
    await walkForm(page, { ...full, participant });
    await expectAccessible(page, 'desk check');
    await page.locator('main form').last().locator('button[type=submit]').click();
    await page.waitForURL(/\/desk\/sprawa\//);
    reference = (await page.innerText('main')).match(/LIP\/\d{4}\/\d{4}/)?.[0] ?? '';
    expect(reference).not.toBe('');
    await expectAccessible(page, 'case');

    await signByLetter(false);
  });

  it('is returned for correction and comes back to the same step', async () => {
    const marek = keep(await signInAs(home, browser, 'Marek Sowa'));
    await openTask(home, marek.page, 'Sprawdź, czy skierowanie jest kompletne', reference);
    await decide(marek.page, 'Zwróć do uzupełnienia');
    expect(await errorSummary(marek.page)).toBeDefined();
    await expectAccessible(marek.page, 'task with errors');
    await decide(marek.page, 'Zwróć do uzupełnienia', 'Prosimy dopisać, z kim mieszka pan Bogdan.');
    const beata = keep(await signInAs(home, browser, 'Beata Nowicka'));
    await openTask(home, beata.page, 'Uzupełnij skierowanie', reference);
    await beata.page.click('main a.govuk-button');
    expect(await beata.page.innerText('main')).toContain('z kim mieszka');
    await walkForm(beata.page, { reason: 'Pan Bogdan mieszka sam i od dwóch lat szuka oparcia.' });
    await beata.page.locator('main form').last().locator('button[type=submit]').click();
    await beata.page.waitForLoadState();
    expect(await errorSummary(beata.page)).toBeUndefined();
    await signByLetter(); // another content: the person confirms it anew
    await openTask(home, marek.page, 'Sprawdź, czy skierowanie jest kompletne', reference);
    await decide(marek.page, 'Kompletne, idziemy dalej');
  });

  it('fills the survey by link, is judged by the team and accepted by the manager alone', async () => {
    const { page } = await openLetter();
    if (!page.url().includes('/strona/'))
      await page.locator('main a.govuk-button, main form button[type=submit]').first().click();
    await walkForm(page, example('recruitment-survey', 'full'));
    await page.fill('[name="signature.name"]', NAME);
    await page.check('[name="signature.kind"][value=typed]', { force: true });
    await page.locator('main form').first().locator('button[type=submit]').click();
    await page.waitForURL(/\/f\/gotowe/);

    const anna = keep(await signInAs(home, browser, 'Anna Zielińska'));
    await openTask(home, anna.page, 'wpiszcie opinię zespołu', reference);
    await anna.page.click('main a.govuk-button');
    await walkForm(anna.page, example('referral-decision', 'full'));
    await anna.page.locator('main form').last().locator('button[type=submit]').click();
    await anna.page.waitForLoadState();
    expect(await errorSummary(anna.page)).toBeUndefined();

    const ela = keep(await signInAs(home, browser, 'Elżbieta Kowal', { role: 'kierownik KIS' }));
    await openTask(home, ela.page, 'Rozstrzygnij o przyjęciu', reference);
    await ela.page.click('main a.govuk-button');
    await walkForm(
      ela.page,
      example('referral-decision', 'full', {
        decision: 'accept',
        route: 'socialContract',
        caseManager: 'label:Marek Sowa',
      }),
    );
    await ela.page.locator('main form').last().locator('button[type=submit]').click();
    await ela.page.waitForLoadState();
    expect(await errorSummary(ela.page)).toBeUndefined();
    await eventually('the contract phase on the board', async () => {
      await ela.page.goto(`${home.url}/board?stan=contracting`);
      return (await ela.page.innerText('main')).includes(reference) ? true : undefined;
    });
    await ela.page.goto(`${home.url}/board`);
    await expectAccessible(ela.page, 'board');
    await takePicture(ela.page, 'board');
  });

  it('gets a social contract that blocks without the club’s full access, and is signed in any order', async () => {
    const beata = keep(await signInAs(home, browser, 'Beata Nowicka'));
    await openTask(home, beata.page, 'Ułóżcie razem kontrakt socjalny', reference);
    await beata.page.click('main a.govuk-button');
    await walkForm(beata.page, example('social-contract', 'full'));
    await beata.page.locator('main form').last().locator('button[type=submit]').click();
    await beata.page.waitForLoadState();
    expect(await errorSummary(beata.page)).toBeUndefined();
    const marek = keep(await signInAs(home, browser, 'Marek Sowa'));
    await openTask(home, marek.page, 'Przeczytaj projekt kontraktu', reference);
    await decide(marek.page, 'Klub nie ma uwag');

    for (const signer of [marek, beata]) {
      await openTask(home, signer.page, 'Przeczytaj i podpisz dokument', reference);
      await signer.page.click('main a:has-text("Przeczytaj i podpisz")');
      await signer.page.check('#agree', { force: true });
      await expectAccessible(signer.page, 'document to sign');
      await signer.page.click('main button:has-text("Podpisz")');
      await signer.page.waitForLoadState();
      expect(await signer.page.innerText('main')).toContain('podpisano');
    }
    await signByLetter();
    await eventually('the active contract', async () => {
      await marek.page.reload();
      return (await marek.page.innerText('main')).includes('obowiązujący') ? true : undefined;
    });
    await takePicture(marek.page, 'document');
    await marek.page.click('main a:has-text("Sprawa")');
    await expectAccessible(marek.page, 'case with history');
    await takePicture(marek.page, 'case');
    expect(await marek.page.innerText('.app-timeline')).not.toMatch(/^[a-z]+(-[a-z]+)+$/m);
  });

  it('leaves a tagged Polish PDF for those who may have it', async () => {
    const marek = visitors.at(-2) as Visitor;
    await marek.page.click('main table a:has-text("Kontrakt socjalny")');
    const href = await marek.page.locator('main a:has-text("Pobierz PDF")').getAttribute('href');
    const pdf = await marek.page.request.get(`${home.url}${href}`, { timeout: 60_000 });
    expect(pdf.headers()['content-type']).toBe('application/pdf');
    const document = await getDocument({ data: new Uint8Array(await pdf.body()), useSystemFonts: true }).promise;
    expect((await document.getMetadata()).info).toMatchObject({ Language: expect.stringMatching(/^pl/) });
    const first = await document.getPage(1);
    const text = (await first.getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join(' ');
    expect(text).toMatch(/Kontrakt socjalny/i);
    expect(await first.getStructTree()).not.toBeNull();
  });

  it('shows another club’s people nothing of it', async () => {
    const case_ = (visitors.at(-2) as Visitor).page.url().match(/sprawa\/(\w+)/)?.[1];
    const { page } = keep(await signInAs(home, browser, 'Barbara Orzeł', { role: 'kierownik KIS' }));
    expect((await page.goto(`${home.url}/desk/sprawa/${case_}`))?.status()).toBe(404);
    await expectAccessible(page, 'not found');
  });

  it('left no complaint in any browser', () => {
    expect(
      visitors.flatMap((visitor) => complaints(visitor)).filter((text) => !/status of (404|410|422)/.test(text)),
    ).toEqual([]);
  });
});
