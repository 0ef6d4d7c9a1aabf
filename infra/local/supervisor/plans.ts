import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ChildPlan } from './children.ts';
import { FILES, type HomeKind } from './data-directory.ts';
import type { StartOptions } from './options.ts';

const LOCAL = join(import.meta.dirname, '..');

/** Names that the embedded provider and the application agree on. */
const OIDC_CLIENT = 'reintegra';
const STATE_MACHINES = 'arn:aws:states:eu-central-1:000000000000:stateMachine:reintegra-';
const TABLE = 'reintegra';

/** What children inherit of this process's environment: nothing but what Node and TLS need. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ', 'NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE'] as const;
/** Settings of the product that the person who starts it may give. */
const GIVEN = [
  'REINTEGRA_SMTP_URL',
  'REINTEGRA_MAIL_FROM',
  'REINTEGRA_CLAMD',
  'REINTEGRA_OIDC_ISSUER',
  'REINTEGRA_OIDC_CLIENT',
  'REINTEGRA_OIDC_SECRET',
] as const;

const taken = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name] ?? '']] : [])));

/** How the engine, the OpenID provider and the application are started; addresses between them are random loopback ports. */
export async function planChildren(
  options: StartOptions,
  given: {
    readonly dynamodb: string;
    readonly key: string;
    readonly clock: string | undefined;
    readonly kind: HomeKind;
    readonly freePort: () => Promise<number>;
  },
): Promise<readonly ChildPlan[]> {
  const [enginePort, functionsPort, providerPort] = [
    await given.freePort(),
    await given.freePort(),
    await given.freePort(),
  ];
  const environment = { ...taken(INHERITED), NODE_COMPILE_CACHE: join(LOCAL, '../../.build/compiled') };
  const data = (name: string): string => join(options.data, name);
  const engine: ChildPlan = {
    name: 'engine',
    args: [
      ...['--disable-warning=ExperimentalWarning', join(LOCAL, 'step-functions/main.ts')],
      ...['--key', given.key, '--file', data(FILES.engine), '--port', String(enginePort)],
      ...['--functions', `http://127.0.0.1:${functionsPort}`],
      ...(options.virtualFrom === undefined ? [] : ['--virtual', '--now', options.virtualFrom]),
    ],
    environment,
    ready: /^listening /,
  };
  const external = process.env.REINTEGRA_OIDC_ISSUER;
  const providerMain = join(LOCAL, 'openid/main.ts');
  const hasProvider = external === undefined && existsSync(providerMain);
  const secret = randomBytes(24).toString('base64url');
  const provider: ChildPlan = {
    name: 'openid',
    args: ['--disable-warning=ExperimentalWarning', providerMain],
    environment: {
      ...environment,
      REINTEGRA_OPENID_ISSUER: `${options.baseUrl}/oidc`,
      REINTEGRA_OPENID_CLIENT_SECRET: secret,
      REINTEGRA_OPENID_FILE: data(FILES.openid),
      REINTEGRA_OPENID_PORT: String(providerPort),
      REINTEGRA_OPENID_MODE: given.kind === 'demo' ? 'demo' : 'code',
      REINTEGRA_DYNAMODB_ENDPOINT: given.dynamodb,
      REINTEGRA_TABLE: TABLE,
    },
    ready: /^listening /,
  };
  const app = [
    ...['--disallow-code-generation-from-strings', '--disable-warning=ExperimentalWarning', join(LOCAL, 'app/main.ts')],
    ...['--host', options.host, '--port', String(options.port), '--functions-port', String(functionsPort)],
    ...(options.trustedProxy === undefined ? [] : ['--trusted-proxy', options.trustedProxy]),
  ];
  const application: ChildPlan = {
    name: 'app',
    args: [...app, '--prepare', '--kind', given.kind],
    restartArgs: [...app, '--kind', given.kind],
    environment: {
      ...environment,
      REINTEGRA_OIDC_ISSUER: `${options.baseUrl}/oidc`,
      REINTEGRA_OIDC_CLIENT: OIDC_CLIENT,
      ...(hasProvider ? { REINTEGRA_OIDC_SECRET: secret } : {}),
      ...taken(GIVEN),
      REINTEGRA_HOME: 'machine',
      REINTEGRA_BASE_URL: options.baseUrl,
      REINTEGRA_TABLE: TABLE,
      REINTEGRA_STATE_MACHINES: STATE_MACHINES,
      REINTEGRA_DATA: options.data,
      REINTEGRA_DYNAMODB_ENDPOINT: given.dynamodb,
      REINTEGRA_WORKFLOWS_ENDPOINT: `http://127.0.0.1:${enginePort}`,
      REINTEGRA_WORKFLOWS_KEY: given.key,
      ...(hasProvider ? { REINTEGRA_OIDC_INTERNAL: `http://127.0.0.1:${providerPort}` } : {}),
      ...(given.clock === undefined ? {} : { REINTEGRA_CLOCK: given.clock }),
    },
    ready: /^listening /,
  };
  return [engine, ...(hasProvider ? [provider] : []), application];
}
