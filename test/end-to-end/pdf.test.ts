import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childPrinter } from '../../functions/adapters/pdf/child-printer.ts';
import { removeFolder, temporaryFolder } from './home.ts';

const folder = temporaryFolder('pdf');
const printer = childPrinter(join(folder, 'chromium'));
const POLISH = 'Zażółć gęślą jaźń. Ukraińskie: їєґ.';

let asked = 0;
const server = createServer((_request, response) => {
  asked += 1;
  response.end();
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  printer.close();
  server.close();
  removeFolder(folder);
});

const page = (body: string): string =>
  `<!DOCTYPE html><html lang="pl"><head><title>Kontrakt</title><style>body{font-family:sans-serif}</style></head><body>${body}</body></html>`;

const printed = async (body: string): Promise<Uint8Array> => {
  const result = await printer.print(page(body));
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
};

describe('the printer', () => {
  it('makes a tagged A4 document in its language, with its own fonts embedded, that can be read letter by letter', async () => {
    const bytes = await printed(
      `<h1>Umowa</h1><p>${POLISH}</p><table><tr><th scope="col">Cel</th></tr><tr><td>Praca</td></tr></table>`,
    );
    const raw = Buffer.from(bytes).toString('latin1');
    expect(raw).toContain('/StructTreeRoot');
    expect(raw).toContain('/Marked true');
    expect(raw).toContain('/Lang (pl)');
    const fonts = [...raw.matchAll(/\/FontName \/([A-Z]{6}\+)?(\S+)/g)].map((found) => found[2]);
    expect(fonts.length).toBeGreaterThan(0);
    expect(fonts.every((name) => name?.startsWith('OpenSans'))).toBe(true);
    expect(raw.match(/\/FontFile2/g)?.length).toBeGreaterThanOrEqual(fonts.length);
    const document = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 }).promise;
    const first = await document.getPage(1);
    const [, , width = 0, height = 0] = first.view;
    expect([Math.abs(width - 595) <= 1.5, Math.abs(height - 842) <= 1.5]).toEqual([true, true]); // the browser rounds up to whole pixels
    const { items } = await first.getTextContent();
    const text = items
      .map((item) => ('str' in item ? item.str : ''))
      .join(' ')
      .replace(/\s+/g, ' ');
    expect(text).toContain(POLISH);
    const tree = JSON.stringify(await first.getStructTree());
    for (const role of ['H1', 'P', 'Table', 'TH']) expect(tree).toContain(`"role":"${role}"`);
    await document.cleanup();
  });

  it('runs no script and fetches nothing, however the page asks', async () => {
    const { port } = server.address() as AddressInfo;
    const address = `http://127.0.0.1:${port}`;
    const bytes = await printed(
      `<p id="p">before</p><script>document.getElementById('p').textContent='after'</script><img src="${address}/a.png" alt=""><link rel="stylesheet" href="${address}/a.css"><iframe src="${address}/"></iframe>`,
    );
    const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
    const { items } = await (await document.getPage(1)).getTextContent();
    expect(items.map((item) => ('str' in item ? item.str : '')).join(' ')).toContain('before');
    expect(asked).toBe(0);
    await document.cleanup();
  });

  it('prints many at once, each its own', async () => {
    const numbers = Array.from({ length: 6 }, (_, at) => at);
    const all = await Promise.all(numbers.map((number) => printed(`<p>dokument ${number}</p>`)));
    expect(new Set(all.map((bytes) => Buffer.from(bytes).toString('base64'))).size).toBe(numbers.length);
  });
});
