import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import {
  checkAnswers,
  emptyAnswers,
  type FormVersion,
  loadForm,
  viewPage,
} from '../../functions/domain/forms/index.ts';
import { fail, ok } from '../../functions/domain/result.ts';
import { localDateOf } from '../../functions/domain/time.ts';
import { defineRoute } from '../../functions/http/route.ts';
import { surface } from '../../functions/http/surface.ts';
import { shippedForms } from '../../infra/build/forms.ts';
import { complaints, expectAccessible, newVisitor, openBrowser, PHONE } from '../end-to-end/browser.ts';
import { type Served, serveWorld } from './serve.ts';

const forms = (await shippedForms()) as readonly FormVersion[];

/** Any page of any shipped form, empty or with everything that is missing pointed out. */
const anyForm = surface('public', [
  defineRoute({
    method: 'GET',
    path: '/proba/:slug/:page/:state',
    access: 'public',
    title: 'Any page of any form, for this test',
    params: z.object({ slug: z.string(), page: z.string(), state: z.enum(['pusty', 'bledy']) }),
    handler: async ({ params, now, language }) => {
      const version = forms.find((one) => one.slug === params.slug);
      if (version === undefined) return fail('not-found');
      const form = loadForm({ ...version, scope: 'national', number: 1 }, language);
      const page = Number(params.page);
      const today = localDateOf(now);
      const raw = emptyAnswers(form);
      const errors = params.state === 'bledy' ? checkAnswers(form, raw, { today, page, phase: 'submit' }).errors : [];
      const view = viewPage(form, page, raw, errors, { language, mode: 'edit', today });
      return ok({
        page: 'public/form-page',
        title: view.title,
        ...(errors.length > 0 ? { failure: { code: 'invalid-input' as const, errors } } : {}),
        model: { view, action: '/proba', draftVersion: 0, continueText: 'Dalej' },
      });
    },
  }),
]);

let browser: Browser;
let served: Served;

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveWorld({ surfaces: [anyForm] });
}, 60_000);

afterAll(async () => {
  await browser.close();
  await served.stop();
});

describe('every shipped form', () => {
  let pages = 0;
  it.each(forms.map((form) => [form.slug]))(
    '%s is accessible on a phone, empty and with every error',
    { timeout: 120_000 },
    async (slug) => {
      const version = forms.find((one) => one.slug === slug);
      if (version === undefined) throw new Error('no form');
      const form = loadForm({ ...version, scope: 'national', number: 1 }, 'pl');
      const visitor = await newVisitor(browser, { viewport: PHONE });
      for (const { index } of form.pages) {
        for (const state of ['pusty', 'bledy']) {
          await visitor.page.goto(`${served.address}/proba/${slug}/${index}/${state}`);
          await expectAccessible(visitor.page, `${slug} ${index + 1} ${state}`);
          const overflow = await visitor.page.evaluate(
            'document.documentElement.scrollWidth - document.documentElement.clientWidth',
          );
          expect(overflow, `${slug} ${index + 1} scrolls sideways`).toBe(0);
          pages += 1;
        }
      }
      expect(complaints(visitor).filter((line) => !/status of 4\d\d/.test(line))).toEqual([]);
      await visitor.context.close();
    },
  );

  it('was looked at', () => {
    console.log(`definitions: ${forms.length} forms, ${pages} pages and states, axe found nothing`);
    expect(pages).toBeGreaterThan(forms.length);
  });
});
