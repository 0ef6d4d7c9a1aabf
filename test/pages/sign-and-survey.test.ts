import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Campaign } from '../../functions/domain/campaigns/campaign.ts';
import type { CampaignId, CaseId } from '../../functions/domain/ids.ts';
import type { Instant } from '../../functions/domain/time.ts';
import { publicSurface } from '../../functions/public/app.ts';
import { hashOfSecret } from '../../functions/use-cases/links/secrets.ts';
import {
  complaints,
  expectAccessible,
  newVisitor,
  openBrowser,
  PHONE,
  takePicture,
  type Visitor,
} from '../end-to-end/browser.ts';
import { referByOps } from './referred.ts';
import { type Served, serveWorld } from './serve.ts';
import { CLUB } from './world.ts';

let browser: Browser;
let served: Served;

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveWorld({ surfaces: [publicSurface] });
}, 60_000);

afterAll(async () => {
  await browser.close();
  await served.stop();
});

const complaintsOf = (visitor: Visitor): readonly string[] =>
  complaints(visitor).filter((line) => !/status of 4\d\d/.test(line));

async function see({ page }: Visitor, name: string): Promise<void> {
  await expectAccessible(page, name);
  await takePicture(page, name);
}

describe('signing through a link', () => {
  for (const script of [true, false]) {
    it(`shows the document and takes the signature ${script ? 'with' : 'without'} JavaScript`, {
      timeout: 60_000,
    }, async () => {
      served.advance(1000); // so that the newest mail is this person's
      const { mail } = await referByOps(served);
      const visitor = await newVisitor(browser, { script, viewport: PHONE });
      const { page } = visitor;
      const look = (name: string): Promise<void> => (script ? see(visitor, name) : Promise.resolve());
      await page.goto(mail.values.link ?? '');
      await look('telefon-odnosnik');
      await page.locator('main button').click();
      expect(await page.locator('.rf-document').innerText()).toContain('Danuta');
      await look('telefon-dokument');
      await page.locator('main form button.govuk-button >> text=Wyślij decyzję').click();
      expect(await page.locator('.govuk-error-summary').innerText()).toContain('Wybierz, czy podpisujesz');
      await look('telefon-dokument-bledy');
      await page.locator('#decision').check({ force: true });
      await page.getByLabel('Twoje imię i nazwisko').fill('Danuta Wróbel');
      await page.getByLabel('Kod z wiadomości').fill(mail.values.code ?? '');
      await page.locator('main form button.govuk-button >> text=Wyślij decyzję').click();
      expect(await page.locator('.govuk-panel').innerText()).toContain('Dokument podpisano');
      await look('telefon-podpisano');
      expect(complaintsOf(visitor)).toEqual([]);
      await visitor.context.close();
    });
  }
});

describe('a scanner with a real browser', () => {
  it('opens a link again and again, runs every script, and spends nothing', { timeout: 90_000 }, async () => {
    served.advance(1000);
    const { mail, caseId, documentId } = await referByOps(served);
    const address = mail.values.link ?? '';
    const linkHash = hashOfSecret(new URL(address).pathname.slice(3));
    const before = JSON.stringify(await served.store.read('link', { linkHash }));
    let visits = 0;
    for (; visits < 40; visits += 1) {
      const visitor = await newVisitor(browser, { viewport: PHONE });
      await visitor.page.goto(address, { waitUntil: 'load' });
      await visitor.page.evaluate('document.querySelectorAll("a[href]").length');
      await visitor.context.close();
    }
    expect(JSON.stringify(await served.store.read('link', { linkHash }))).toBe(before);
    // One that even presses the button gets a session, but decides nothing: the choice, the name and the code are missing.
    const bold = await newVisitor(browser);
    await bold.page.goto(address);
    await bold.page.locator('main button').click();
    await bold.page.locator('main form button.govuk-button >> text=Wyślij decyzję').click();
    await bold.context.close();
    const { items } = await served.store.list('sign-offs-of-document', { caseId, documentId });
    expect(items.map((signOff) => signOff.role)).toEqual(['referrer']);
    expect((await served.store.read('link', { linkHash }))?.spentAt).toBeUndefined();
    console.log(`scanners with a browser: ${visits} visits, 0 links spent`);
  });
});

describe('an anonymous survey in a browser', () => {
  for (const script of [true, false]) {
    it(`is walked, checked and sent ${script ? 'with' : 'without'} JavaScript`, { timeout: 90_000 }, async () => {
      const campaign = await openCampaign(script ? 'jeden' : 'dwa');
      const visitor = await newVisitor(browser, { script, viewport: PHONE });
      const { page } = visitor;
      const look = (name: string): Promise<void> => (script ? see(visitor, name) : Promise.resolve());
      await page.goto(`${served.address}/a/${campaign.campaignId}`);
      await look('telefon-ankieta');
      await page.locator('main form button').click();
      await page.locator('#q1InstitutionKind').selectOption('socialAssistance');
      for (
        let steps = 0;
        steps < 20 && (await page.locator('button >> text=Wyślij odpowiedzi').count()) === 0;
        steps += 1
      ) {
        await look(`telefon-ankieta-${steps + 1}`);
        for (const group of await page.locator('.govuk-radios').all()) {
          const no = group.locator('input').nth(1);
          if (await no.isVisible()) await no.check({ force: true });
        }
        for (const input of await page.locator('main textarea, main input[type=text]').all()) {
          if (await input.isVisible()) await input.fill('Przykład');
        }
        await page.locator('main button.govuk-button >> text=Dalej').click();
      }
      await look('telefon-ankieta-sprawdz');
      expect((await visitor.context.cookies()).length).toBe(0);
      await page.locator('button.govuk-button >> text=Wyślij odpowiedzi').click();
      await look('telefon-ankieta-dziekujemy');
      expect(await page.locator('h1').innerText()).toContain('Dziękujemy');
      expect(await served.ports.anonymous.count(campaign.campaignId)).toBe(1);
      expect(complaintsOf(visitor)).toEqual([]);
      await visitor.context.close();
    });
  }

  it('prints clearly', async () => {
    const campaign = await openCampaign('trzy');
    const visitor = await newVisitor(browser);
    await visitor.page.goto(`${served.address}/a/${campaign.campaignId}/druk`);
    await see(visitor, 'ankieta-druk');
    await visitor.context.close();
  });
});

async function openCampaign(name: string): Promise<Campaign> {
  const version = await served.ports.forms.current('institution-survey', CLUB.regionId);
  const campaign: Campaign = {
    campaignId: `ankieta-${name}` as CampaignId,
    caseId: `sprawa-${name}` as CaseId,
    form: { slug: 'institution-survey', scope: 'national', number: version?.number ?? 0 },
    title: 'Partnerstwo w naszej gminie',
    promise: 'open',
    organisationId: CLUB.organisationId,
    regionId: CLUB.regionId,
    status: 'open',
    closesAt: '2026-04-10T08:00:00.000Z' as Instant,
    extended: false,
    version: 1,
  };
  await served.store.commit([{ put: 'campaign', record: campaign }]);
  return campaign;
}
