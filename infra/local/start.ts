/**
 * One machine: checks, builds what is stale, starts the store, the engine, the OpenID provider and the application, prints where everything
 * is, keeps them alive, and ends them all.
 *   npm start -- [--port N] [--host H] [--base-url URL] [--trusted-proxy NET] [--data DIR] [--reset] [--empty] [--virtual-clock INSTANT]
 */
import { readOptions } from './supervisor/options.ts';
import { tell } from './supervisor/sentence.ts';
import { startHome } from './supervisor/start-home.ts';

let ending = false;

try {
  const starting = startHome(readOptions(process.argv.slice(2)), { say: (text) => console.log(text) });
  // Also while it still starts: what has begun is ended in order, and nothing is left behind.
  const end = (): void => {
    if (ending) return;
    ending = true;
    starting
      .then((home) => home.stop())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  const home = await starting;
  home.failed.then((reason) => {
    if (ending) return;
    console.error(reason);
    void home.stop().finally(() => process.exit(1));
  });
} catch (error) {
  process.exit(tell(error));
}
