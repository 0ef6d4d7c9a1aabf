/**
 * One machine: checks, builds what is stale, starts the store, the engine, the OpenID provider and the application, prints where everything
 * is, keeps them alive, and ends them all.
 *   npm start -- [--port N] [--host H] [--base-url URL] [--trusted-proxy NET] [--data DIR] [--reset] [--empty] [--virtual-clock INSTANT]
 */

import { readOptions } from './supervisor/options.ts';
import { tell } from './supervisor/sentence.ts';
import { startHome } from './supervisor/start-home.ts';

try {
  const home = await startHome(readOptions(process.argv.slice(2)), { say: (text) => console.log(text) });
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    home.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  process.on('SIGHUP', end);
  home.failed.then((reason) => {
    console.error(reason);
    void home.stop().finally(() => process.exit(1));
  });
} catch (error) {
  process.exit(tell(error));
}
