/**
 * Writes docs/configuration.md from the variables of `functions/settings.ts`; with `--check` it only tells whether the page has drifted.
 *   node infra/build/configuration.ts [--check]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { VARIABLES } from '../../functions/settings.ts';

const PAGE = new URL('../../docs/configuration.md', import.meta.url);

const HOMES: Readonly<Record<string, string>> = { both: 'both', machine: 'one machine', aws: 'AWS' };

/** The whole page as Markdown. */
export function configurationPage(): string {
  const rows = VARIABLES.map(({ name, home, meaning }) => `| \`${name}\` | ${HOMES[home]} | ${meaning} |`);
  return `# Configuration
Written by \`node infra/build/configuration.ts\`; do not edit.

## Options of \`npm start\`
| option | meaning | default |
| --- | --- | --- |
| \`--port N\` | where people reach the product | 8080 |
| \`--host H\` | address to listen on; \`0.0.0.0\` lets phones on the network in | 127.0.0.1 |
| \`--base-url URL\` | public address; links, QR codes and sign-in start with it | from host and port |
| \`--trusted-proxy NET\` | addresses of proxies whose \`X-Forwarded-For\` is believed, comma-separated | none |
| \`--data DIR\` | where everything is kept | \`data\` |
| \`--reset\` | empties that directory first | |
| \`--empty\` | begins without demo data; a one-time link for the first administrator is printed | |
| \`--virtual-clock INSTANT\` | tests and demo: time stands there until \`POST /zegar {"advanceTo": instant}\` from this machine moves it | real time |

A home begun with demo data stays a demo (anybody may sign in as any invented person); one begun with \`--empty\` never becomes one.

## From a phone on the same network
\`npm start -- --host 0.0.0.0\`: the printed addresses name this machine on the network.

## Behind a TLS proxy
\`npm start -- --base-url https://kis.example.org --trusted-proxy 127.0.0.1\`, and for example Caddy in front:

    kis.example.org {
      reverse_proxy 127.0.0.1:8080
    }

## Variables that \`npm start\` takes
\`REINTEGRA_SMTP_URL\`, \`REINTEGRA_MAIL_FROM\`, \`REINTEGRA_CLAMD\`, \`REINTEGRA_OIDC_ISSUER\`, \`REINTEGRA_OIDC_CLIENT\`, \`REINTEGRA_OIDC_SECRET\` (all as below),
\`REINTEGRA_DYNOXIDE\` (path of the store's program on platforms without its package) and \`REINTEGRA_DYNAMODB_ENDPOINT\` (another DynamoDB in its place).

## Every variable the product reads
\`functions/wiring.ts\` is the only reader of the environment; on one machine the supervisor sets it, on AWS the stacks do.

| variable | home | meaning |
| --- | --- | --- |
${rows.join('\n')}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const page = configurationPage();
  if (!process.argv.includes('--check')) writeFileSync(PAGE, page);
  else if (readFileSync(PAGE, 'utf8') !== page) {
    console.error('docs/configuration.md has drifted: run node infra/build/configuration.ts');
    process.exitCode = 1;
  }
}
