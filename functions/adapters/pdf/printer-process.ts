/**
 * The process that holds the browser: a crash or a memory peak of Chromium never touches the application, and this process may compile
 * code from strings, which the application may not. Started by `child-printer.ts`; one message per page in, one out.
 */
import { pagePrinter } from './print-page.ts';

const directory = process.argv[2];
if (directory === undefined) throw new Error('the folder of the browser is missing');
const printer = pagePrinter(directory);

interface Order {
  readonly id: number;
  readonly html: string;
}

process.on('message', async ({ id, html }: Order) => {
  try {
    process.send?.({ id, pdf: await printer.print(html) });
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? error.name : 'unknown' });
  }
});

process.on('disconnect', () => {
  printer.close().finally(() => process.exit(0));
});
