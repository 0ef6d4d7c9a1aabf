import { createHmac, randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import { assets } from '#assets';
import { specifications } from '#templates';
import { charts } from './adapters/charts/echarts.ts';
import type { Home } from './adapters/homes/home.ts';
import { openidIdentity } from './adapters/identity/openid.ts';
import { qrCodes } from './adapters/qr/qr-codes.ts';
import { handlebarsTemplates } from './adapters/templates/handlebars-templates.ts';
import { may } from './domain/access/index.ts';
import type { Identity } from './domain/identity/identity.ts';
import { idMaker } from './domain/ids.ts';
import { application } from './http/application.ts';
import type { Dependencies } from './http/dependencies.ts';
import { memoryRateLimiter } from './http/rate-limits.ts';
import type { Surface } from './http/surface.ts';
import { readSettings, type Settings } from './settings.ts';
import { currentActor } from './use-cases/account/current-actor.ts';
import { formLibrary } from './use-cases/definitions/form-library.ts';
import { currentLink } from './use-cases/links/current-link.ts';
import type { Ports } from './use-cases/ports.ts';

export interface Wired {
  readonly ports: Ports;
  readonly settings: Settings;
  ready: Home['ready'];
  close: Home['close'];
}

/** The data key behind `keyedHash`: kept, wrapped and backed up as every other one, and the same in every process of an installation. */
const HASH_SUBJECT = 'installation:keyed-hash';

async function openHome(settings: Settings): Promise<Home> {
  if (settings.REINTEGRA_HOME === 'machine') {
    const { machineHome } = await import('./adapters/homes/machine.ts');
    return machineHome(settings);
  }
  const { awsHome } = await import('./adapters/homes/aws.ts');
  return awsHome(settings);
}

/**
 * Builds every port from the environment: the one place that reads it. Throws an Error with one sentence when a variable is missing or
 * the installation's hash key is not to be had.
 */
export async function wire(environment: Readonly<Record<string, string | undefined>> = process.env): Promise<Wired> {
  const settings = readSettings(environment);
  const home = await openHome(settings);
  const hashKey = await home.ports.keys.keyFor(HASH_SUBJECT);
  if (!hashKey.ok) throw new Error('the key of keyed hashes was destroyed: links and codes can no longer be looked up');
  const bytes = (count: number): Uint8Array => new Uint8Array(randomBytes(count));
  const ports: Ports = {
    ...home.ports,
    newId: idMaker(bytes),
    randomBytes: bytes,
    keyedHash: (text) => createHmac('sha256', hashKey.value).update(text).digest('base64url'),
    forms: formLibrary(home.ports.store),
    templates: handlebarsTemplates(specifications),
    charts,
    qrCodes,
    identity: identityOf(settings),
    baseUrl: settings.REINTEGRA_BASE_URL,
  };
  return { ports, settings, ready: home.ready, close: home.close };
}

/** Signing in at the configured provider; on one machine the embedded provider is reached on loopback whatever the public address is. */
function identityOf(settings: Settings): Identity {
  const base = settings.REINTEGRA_BASE_URL;
  return openidIdentity({
    issuer: settings.REINTEGRA_OIDC_ISSUER,
    clientId: settings.REINTEGRA_OIDC_CLIENT,
    redirectUrl: `${base}/konto/powrot`,
    afterSignOutUrl: base,
    ...(settings.REINTEGRA_OIDC_SECRET === undefined ? {} : { clientSecret: settings.REINTEGRA_OIDC_SECRET }),
    ...(settings.REINTEGRA_HOME === 'machine' && settings.REINTEGRA_OIDC_INTERNAL !== undefined
      ? { internalIssuer: `${settings.REINTEGRA_OIDC_INTERNAL}/oidc` }
      : {}),
  });
}

/** The caller's address as API Gateway saw it. */
const gatewayAddress: Dependencies['addressOf'] = (_request, environment) => {
  const { requestContext } = environment as {
    readonly requestContext?: { readonly http?: { readonly sourceIp?: string } };
  };
  return requestContext?.http?.sourceIp ?? '';
};

/** One surface as a Lambda function behind API Gateway answers it. */
export async function lambdaSurface(surface: Surface): Promise<Hono> {
  const { ports } = await wire();
  return application([surface], dependenciesOf(ports, gatewayAddress));
}

/** What surfaces are connected with; `addressOf` differs by what stands in front of the process. */
export function dependenciesOf(ports: Ports, addressOf: Dependencies['addressOf']): Dependencies {
  return {
    ports,
    currentActor: async (token) => {
      const current = await currentActor(ports, token, ports.now());
      return current.ok ? current.value?.actor : undefined;
    },
    currentLink: (token) => currentLink(ports, token),
    may,
    limiter: memoryRateLimiter(),
    addressOf,
    assets,
  };
}
