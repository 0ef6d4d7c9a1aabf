import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS, unpackChromium } from '../../functions/adapters/pdf/chromium.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1280, height: 900 };

/** Chromium from npm, unpacked once per machine. */
export async function openBrowser(): Promise<Browser> {
  const before = process.env.TMPDIR;
  const { executablePath, environment } = await unpackChromium(join(tmpdir(), 'reintegra-chromium'));
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  return chromium.launch({ executablePath, env: { ...environment }, args: [...CHROMIUM_FLAGS] });
}

export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
}

const messages = new WeakMap<BrowserContext, string[]>();

/** A fresh person at a fresh browser: no cookies; `script: false` has JavaScript off. Console errors are collected. */
export async function newVisitor(
  browser: Browser,
  options: { readonly script?: boolean; readonly viewport?: typeof PHONE } = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    javaScriptEnabled: options.script !== false,
    viewport: options.viewport ?? DESKTOP,
    locale: 'pl-PL',
    timezoneId: 'Europe/Warsaw',
  });
  const page = await context.newPage();
  const said: string[] = [];
  messages.set(context, said);
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') said.push(message.text());
  });
  page.on('pageerror', (error) => said.push(String(error)));
  page.setDefaultTimeout(20_000);
  return { context, page };
}

/** What the browser complained about in this visitor's pages: content security policy, Trusted Types, script errors. */
export const complaints = ({ context }: Visitor): readonly string[] => messages.get(context) ?? [];

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

const visited = new Map<string, number>();

/** Runs axe with every rule on the page as it stands and throws on any violation; remembers which page and state was seen. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  // The page's own policy refuses script tags; evaluation goes in by the debugger and needs none.
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const run = (globalThis as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } }).axe
      .run;
    return (await run({ resultTypes: ['violations'] })).violations;
  });
  visited.set(`${state} · ${page.viewportSize()?.width ?? 0}px`, (visited.get(state) ?? 0) + 1);
  if (violations.length === 0) return;
  const told = violations.map(
    ({ id, nodes }) => `${id}\n${nodes.map((node) => `  ${node.html}\n  ${node.failureSummary}`).join('\n')}`,
  );
  throw new Error(`${state} (${page.url()}): ${violations.length} accessibility violations\n${told.join('\n')}`);
}

/** Pages and states that axe has looked at so far in this process. */
export const statesSeen = (): readonly string[] => [...visited.keys()];

/** A picture of the main pages for the documentation; only written when asked for. */
export async function takePicture(page: Page, name: string): Promise<void> {
  if (process.env.REINTEGRA_PICTURES === undefined) return;
  await page.screenshot({ path: join(process.env.REINTEGRA_PICTURES, `${name}.png`), fullPage: true });
}
