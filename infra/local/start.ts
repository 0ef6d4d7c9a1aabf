/**
 * One machine: checks, builds what is stale, starts the store, the engine, the OpenID provider and the application, prints where everything
 * is, keeps them alive, and ends them all.
 *   npm start -- [--port N] [--host H] [--base-url URL] [--trusted-proxy NET] [--data DIR] [--reset] [--empty] [--virtual-clock INSTANT]
 */

import { readOptions } from './supervisor/options.ts';
import { tell } from './supervisor/sentence.ts';
import { startHome } from './supervisor/start-home.ts';

// Asked to end before everything stands, it ends as soon as it does: a Ctrl-C in the first second counts too.
let endNow: (() => void) | undefined;
let asked = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    asked = true;
    endNow?.();
  });
}

try {
  const home = await startHome(readOptions(process.argv.slice(2)), { say: (text) => console.log(text) });
  endNow = (): void => {
    endNow = undefined;
    home.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  if (asked) endNow();
  home.failed.then((reason) => {
    console.error(reason);
    void home.stop().finally(() => process.exit(1));
  });
} catch (error) {
  process.exit(tell(error));
}
