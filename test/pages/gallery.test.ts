import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../functions/domain/directory/directory.ts';
import { publicSurface } from '../../functions/public/app.ts';
import { GALLERY_STATES, gallerySurface } from '../../functions/public/gallery/gallery.ts';
import { complaints, expectAccessible, newVisitor, openBrowser, takePicture } from '../end-to-end/browser.ts';
import { type Served, serveWorld } from './serve.ts';

const EDITOR = {
  name: 'Ewa Lis',
  personId: 'p1',
  role: 'regionalDefinitionsAdmin',
  organisationId: 'o1',
  regionId: 'lubelskie',
} as unknown as Actor;

// 640 px is a 1280 px screen at 200 % zoom; 320 px the same at 400 %, and the smallest phone.
const SIZES = { '320 px': 320, phone: 390, 'zoom 200 %': 640, desktop: 1280 } as const;

let browser: Browser;
let served: Served;

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveWorld({
    surfaces: [publicSurface, gallerySurface],
    more: { currentActor: async () => EDITOR, may: () => ({ allowed: true }) as never },
  });
}, 60_000);

afterAll(async () => {
  await browser.close();
  await served.stop();
});

describe('every field type in every state', () => {
  let looked = 0;
  for (const [size, width] of Object.entries(SIZES)) {
    it(`is accessible and fits at ${size}`, { timeout: 120_000 }, async () => {
      const visitor = await newVisitor(browser, { viewport: { width, height: 900 } });
      await visitor.context.addCookies([{ name: 'rsession', value: 'x', url: served.address }]);
      for (const state of GALLERY_STATES) {
        for (let page = 1; page <= 4; page += 1) {
          await visitor.page.goto(`${served.address}/admin/galeria?stan=${state}&strona=${page}`);
          await expectAccessible(visitor.page, `galeria ${state} ${page}`);
          const overflow = await visitor.page.evaluate(
            'document.documentElement.scrollWidth - document.documentElement.clientWidth',
          );
          expect(overflow, `${state} ${page} scrolls sideways`).toBe(0);
          await takePicture(visitor.page, `galeria-${state}-${page}-${width}`);
          looked += 1;
        }
      }
      const policy = complaints(visitor).filter((line) => !/status of 4\d\d/.test(line));
      expect(policy).toEqual([]);
      await visitor.context.close();
    });
  }

  it('was looked at in all of them', () => {
    console.log(`gallery: ${looked} pages x sizes, axe found nothing`);
    expect(looked).toBe(Object.keys(SIZES).length * GALLERY_STATES.length * 4);
  });

  it('catches a planted fault', async () => {
    const visitor = await newVisitor(browser);
    await visitor.context.addCookies([{ name: 'rsession', value: 'x', url: served.address }]);
    await visitor.page.goto(`${served.address}/admin/galeria`);
    await visitor.page.evaluate("document.querySelector('label').remove()");
    await expect(expectAccessible(visitor.page, 'planted')).rejects.toThrow('label');
    await visitor.context.close();
  });
});
