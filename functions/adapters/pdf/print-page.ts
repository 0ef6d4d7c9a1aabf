import { type Browser, chromium } from 'playwright-core';
import { CHROMIUM_FLAGS, unpackChromium } from './chromium.ts';

const TIMEOUT_MILLISECONDS = 20_000;

/** A browser that only prints: one per process, started at the first page and again after it has died. */
export function pagePrinter(directory: string): { print(html: string): Promise<Uint8Array>; close(): Promise<void> } {
  let starting: Promise<Browser> | undefined;

  const start = async (): Promise<Browser> => {
    const { executablePath, environment } = await unpackChromium(directory);
    const browser = await chromium.launch({
      executablePath,
      args: [...CHROMIUM_FLAGS],
      env: environment,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    browser.once('disconnected', () => {
      starting = undefined;
    });
    return browser;
  };

  return {
    async print(html) {
      starting ??= start();
      starting.catch(() => {
        starting = undefined;
      });
      const browser = await starting;
      const context = await browser.newContext({ javaScriptEnabled: false, offline: true, locale: 'pl-PL' });
      try {
        const page = await context.newPage();
        page.setDefaultTimeout(TIMEOUT_MILLISECONDS);
        await page.route('**/*', (route) => route.abort());
        await page.setContent(html, { waitUntil: 'load' });
        return await page.pdf({
          format: 'A4',
          preferCSSPageSize: true,
          printBackground: true,
          tagged: true,
          outline: true,
        });
      } finally {
        await context.close();
      }
    },
    async close() {
      await (await starting)?.close();
    },
  };
}
