import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeClock } from '../../infra/local/app/virtual-clock.ts';
import { FILES } from '../../infra/local/supervisor/data-directory.ts';
import { expectAccessible, newVisitor, openBrowser, PHONE, statesSeen, takePicture } from './browser.ts';
import { fillPage } from './fill.ts';
import { removeFolder, type StartedHome, startHome } from './home.ts';
import { decide, errorSummary, eventually, openTask, signInAs } from './people.ts';
import { example } from './walk.ts';

const START = '2026-04-01T08:00:00.000Z';
const DAY = 86_400_000;
const TITLE = 'Ankieta instytucji gminy Lipniki';

let home: StartedHome;
let browser: Browser;
let link = '';

beforeAll(async () => {
  home = await startHome({ flags: ['--virtual-clock', START] });
  browser = await openBrowser();
});
afterAll(async () => {
  console.log(`axe looked at ${statesSeen().length} pages and states, no rule disabled`);
  await browser?.close();
  await home?.stop();
  removeFolder(home.data);
});

describe('an open anonymous survey', () => {
  it('is asked for by the research team and opened by the working group', async () => {
    const { page } = await signInAs(home, browser, 'Hanna Rybak');
    await page.goto(`${home.url}/desk/ankiety/nowa`);
    await expectAccessible(page, 'new campaign');
    await page.click('main button[type=submit]');
    expect(await errorSummary(page)).toContain('Wpisz nazwę ankiety');
    await expectAccessible(page, 'new campaign with errors');
    await page.fill('#title', TITLE);
    await page.fill('#invited', '12');
    await page.click('main button[type=submit]');
    await page.waitForURL(/\/desk\/ankiety\/\w+$/);
    const address = page.url();
    await expectAccessible(page, 'campaign waits for approval');

    const group = await signInAs(home, browser, 'Tomasz Kłos', { role: 'członek grupy roboczej' });
    await openTask(home, group.page, 'ankiet');
    await expectAccessible(group.page, 'task to approve a campaign');
    await decide(group.page, 'Zatwierdź');
    link = await eventually('the open campaign', async () => {
      await page.goto(address);
      return (await page.innerText('main')).match(/http\S+\/a\/\w+/)?.[0];
    });
    await expectAccessible(page, 'campaign open');
    expect(await page.innerText('main')).not.toMatch(/Odpowiedzi: \d/);
  });

  it('prints a page with a QR code', async () => {
    const { page } = await newVisitor(browser);
    await page.goto(`${link}/druk`);
    await expectAccessible(page, 'survey on paper');
    expect(await page.locator('svg, img').count()).toBeGreaterThan(0);
  });

  it('takes answers from anyone without JavaScript, follows its branches, and ties nothing to the browser', async () => {
    for (let person = 0; person < 7; person += 1) {
      const { page, context } = await newVisitor(browser, { script: false, viewport: PHONE });
      await page.goto(link);
      if (person === 0) await takePicture(page, 'survey-phone');
      await page.click('main form button[type=submit]');
      const answers = example('institution-survey', person < 6 ? 'full' : 'minimal');
      for (let pages = 0; pages < 12 && !page.url().endsWith('dziekujemy'); pages += 1) {
        await fillPage(page, answers);
        const next = page.locator('main form button[name=command][value=next]:not(.rf-first-button)');
        await ((await next.count()) > 0
          ? next.click()
          : page.click('main form button[name=command][value=send]:not(.rf-first-button)'));
        await page.waitForLoadState();
        expect(await errorSummary(page)).toBeUndefined();
      }
      expect(page.url()).toMatch(/dziekujemy$/);
      const kept = await context.cookies();
      expect(kept.map((cookie) => cookie.value).join(' ').length).toBeLessThan(40);
      await context.close();
    }
  });

  it('is accessible on every page with JavaScript on', async () => {
    const { page } = await newVisitor(browser, { viewport: PHONE });
    await page.goto(link);
    await expectAccessible(page, 'survey start');
    await page.click('main form button[type=submit]');
    await page.click('main form button[name=command][value=next]:not(.rf-first-button)');
    await expectAccessible(page, 'survey page with errors');
    expect(await page.title()).toMatch(/^Błąd: /);
  });

  it('closes by itself on time and shows results with tables, small groups left out', async () => {
    writeClock(join(home.data, FILES.clock), Date.parse(START) + 9 * DAY);
    const { page } = await signInAs(home, browser, 'Hanna Rybak');
    await eventually(
      'the closed campaign',
      async () => {
        await page.goto(`${home.url}/desk/ankiety`);
        const row = page.locator('main tr', { hasText: TITLE });
        return (await row.innerText()).includes('zamknięta') ? true : undefined;
      },
      30,
    );
    await page.click(`main a:has-text("${TITLE}")`);
    await page.waitForLoadState();
    const text = await page.innerText('main');
    expect(text).toContain('Odpowiedzi: 7');
    expect(text).toContain('mniej niż 5');
    await expectAccessible(page, 'campaign results');
    await takePicture(page, 'survey-results');
    const chart = await page.locator('img.app-chart').first().getAttribute('src');
    const drawn = await page.request.get(`${home.url}${chart}`);
    expect(drawn.headers()['content-type']).toContain('image/svg+xml');
    const late = await newVisitor(browser);
    const answer = await late.page.goto(link);
    expect(answer?.status()).toBe(410);
    await expectAccessible(late.page, 'survey is over');
  });
});
