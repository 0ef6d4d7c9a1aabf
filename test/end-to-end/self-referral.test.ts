import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  complaints,
  DESKTOP,
  expectAccessible,
  newVisitor,
  openBrowser,
  PHONE,
  statesSeen,
  takePicture,
  type Visitor,
} from './browser.ts';
import { removeFolder, type StartedHome, startHome } from './home.ts';
import { decide, eventually, letters, letterTo, openTask, signInByMail } from './people.ts';
import { example, walkForm } from './walk.ts';

const PERSON = 'danuta@poczta.example';
const STAFF = {
  manager: { name: 'Marek Gruszka', email: 'marek@klub.example', role: 'kierownik KIS' },
  caseManager: { name: 'Ewa Bąk', email: 'ewa@klub.example', role: 'case manager' },
  psychologist: { name: 'Olga Sowa', email: 'olga@klub.example', role: 'psycholog' },
};

let home: StartedHome;
let browser: Browser;
const visitors: Visitor[] = [];
const keep = (visitor: Visitor): Visitor => {
  visitors.push(visitor);
  return visitor;
};

beforeAll(async () => {
  home = await startHome({ flags: ['--empty'] });
  browser = await openBrowser();
});
afterAll(async () => {
  console.log(`axe looked at ${statesSeen().length} pages and states, no rule disabled`);
  await browser?.close();
  await home?.stop();
  removeFolder(home.data);
});

describe('an empty home becomes a club, and a person joins it by themselves', () => {
  it('is set up by its one-time link, once', async () => {
    const link = home.output().match(/http\S+\/konto\/start\/\S+/)?.[0] ?? '';
    const { page } = keep(await newVisitor(browser));
    await page.goto(link);
    await expectAccessible(page, 'first run, empty');
    await page.click('main button[type=submit]');
    await expectAccessible(page, 'first run, with errors');
    expect(await page.title()).toMatch(/^Błąd: /);
    await page.fill('[name=adminName]', 'Irena Zalewska');
    await page.fill('[name=adminEmail]', 'irena@klub.example');
    await page.selectOption('[name=region]', { label: 'lubelskie' });
    await page.fill('[name=clubName]', 'KIS Lipniki');
    await page.fill('[name=clubCode]', 'LIP');
    for (const [index, person] of Object.values(STAFF).entries()) {
      await page.locator('[name=personName]').nth(index).fill(person.name);
      await page.locator('[name=personEmail]').nth(index).fill(person.email);
      await page.locator('[name=personRole]').nth(index).selectOption({ label: person.role });
    }
    await page.click('main button[type=submit]');
    await page.waitForURL(/konto\/rola/);
    await expectAccessible(page, 'choosing a role');
    const again = keep(await newVisitor(browser));
    const answer = await again.page.goto(link);
    expect([404, 410]).toContain(answer?.status());
  });

  it('lets the person fill the open referral on a phone without JavaScript, and come back by link and code', async () => {
    const { page } = keep(await newVisitor(browser, { script: false, viewport: PHONE }));
    await page.goto(`${home.url}/k/LIP`);
    await page.click('main form button[type=submit]');
    await page.locator('main a.govuk-button, main form button[type=submit]').first().click();
    await page.click('main form button[value=next]:not(.rf-first-button)');
    expect(await page.title()).toMatch(/^Błąd: /);
    const answers = example('referral', 'full', { referralSource: 'self', hasSocialContract: 'no' });
    const participant = { ...(answers.participant as object), email: PERSON };
    await walkForm(page, { ...answers, participant });
    await page.fill('[name="signature.name"]', 'Danuta Wróbel');
    await page.check('[name="signature.kind"][value=typed]', { force: true });
    await page.locator('main form').first().locator('button[type=submit]').click();
    await page.waitForURL(/\/f\/gotowe/);
    expect(await page.innerText('main')).toMatch(/LIP\/\d{4}\/0001/);
  });

  it('walks the person through intake, survey, opinion and decision to an active agreement', async () => {
    const ewa = keep(await signInByMail(home, browser, STAFF.caseManager.email));
    await openTask(home, ewa.page, 'Sprawdź, czy skierowanie jest kompletne');
    await expectAccessible(ewa.page, 'task to review');
    await decide(ewa.page, 'Kompletne, idziemy dalej');

    const survey = await letterTo(home, PERSON);
    const danuta = keep(await newVisitor(browser, { viewport: PHONE }));
    await danuta.page.goto(survey.link);
    await expectAccessible(danuta.page, 'link landing');
    await danuta.page.click('main form button[type=submit]');
    await danuta.page.waitForLoadState();
    if (!danuta.page.url().includes('/strona/'))
      await danuta.page.locator('main a.govuk-button, main form button[type=submit]').first().click();
    await walkForm(danuta.page, example('recruitment-survey', 'full'), (page) =>
      expectAccessible(page, `survey ${page.url().split('/').at(-1)}`),
    );
    await expectAccessible(danuta.page, 'check your answers');
    await danuta.page.fill('[name="signature.name"]', 'Danuta Wróbel');
    await danuta.page.check('[name="signature.kind"][value=typed]', { force: true });
    await danuta.page.locator('main form').first().locator('button[type=submit]').click();
    await danuta.page.waitForURL(/\/f\/gotowe/);
    await expectAccessible(danuta.page, 'sent');

    const olga = keep(await signInByMail(home, browser, STAFF.psychologist.email));
    await openTask(home, olga.page, 'wpiszcie opinię zespołu');
    await olga.page.click('main a.govuk-button');
    await walkForm(olga.page, example('referral-decision', 'full'));
    await expectAccessible(olga.page, 'desk check page');
    await olga.page.locator('main form').last().locator('button[type=submit]').click();
    await olga.page.waitForLoadState();

    const marek = keep(await signInByMail(home, browser, STAFF.manager.email));
    await openTask(home, marek.page, 'Rozstrzygnij o przyjęciu');
    await expectAccessible(marek.page, 'task to decide');
    await marek.page.click('main a.govuk-button');
    const people = await marek.page.content();
    expect(people).not.toContain('undefined');
    await walkForm(
      marek.page,
      example('referral-decision', 'full', {
        decision: 'accept',
        route: 'internalAgreement',
        startDate: '2026-12-01',
        caseManager: 'label:Ewa Bąk',
      }),
    );
    await marek.page.locator('main form').last().locator('button[type=submit]').click();
    await marek.page.waitForLoadState();
    await eventually('the case in its contract phase', async () => {
      await marek.page.goto(`${home.url}/board`);
      return (await marek.page.innerText('main')).includes('kontrakt lub umowa') ? true : undefined;
    });
    await expectAccessible(marek.page, 'board');
    await takePicture(marek.page, 'board-desktop');

    await openTask(home, ewa.page, 'Ułóżcie razem umowę wewnętrzną');
    await ewa.page.click('main a.govuk-button');
    await walkForm(ewa.page, example('internal-agreement', 'full', { entrySource: 'self' }));
    await ewa.page.locator('main form').last().locator('button[type=submit]').click();
    await ewa.page.waitForLoadState();
    await openTask(home, marek.page, 'Zatwierdź umowę wewnętrzną');
    await decide(marek.page, 'Zatwierdzam');

    const seen = new Set([survey.mailId]);
    const invitation = await letterTo(home, PERSON, seen);
    await danuta.page.goto(invitation.link);
    await danuta.page.click('main form button[type=submit]');
    await danuta.page.waitForLoadState();
    await expectAccessible(danuta.page, 'co-sign page');
    await takePicture(danuta.page, 'co-sign-phone');
    console.log(await danuta.page.innerText('main'));
  });

  it('left no complaint in any browser and no letter about the club in a subject', async () => {
    expect(
      visitors.flatMap((visitor) => complaints(visitor)).filter((text) => !/status of (404|410|422)/.test(text)),
    ).toEqual([]);
    for (const letter of await letters(home)) expect(letter.subject).not.toMatch(/KIS|klub|Danuta|Wróbel/i);
    expect(DESKTOP.width).toBeGreaterThan(PHONE.width);
  });
});
