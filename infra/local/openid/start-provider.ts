import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import type { PersonId } from '../../../functions/domain/ids.ts';
import type { Templates } from '../../../functions/domain/printing/printing.ts';
import type { Store } from '../../../functions/domain/store/store.ts';
import type { Now } from '../../../functions/domain/time.ts';
import { renderPage } from '../../../functions/http/render.ts';
import { interactions, type SignInMode, sendHtml } from './interactions.ts';
import { openProviderStore } from './provider-store.ts';

/** Name of the product as a client of its own provider. */
export const CLIENT_ID = 'reintegra';

export interface ProviderOptions {
  /** `<public address>/oidc`. */
  readonly issuer: string;
  readonly clientSecret: string;
  readonly file: string;
  readonly mode: SignInMode;
  readonly store: Store;
  readonly now: Now;
  readonly templates: Templates;
  readonly assets: Readonly<Record<string, string>>;
  readonly sendCode: (personId: PersonId, email: string, code: string) => Promise<void>;
  readonly port?: number;
  readonly log?: (event: string, ids: Readonly<Record<string, string>>) => void;
}

export interface RunningProvider {
  readonly port: number;
  stop(): Promise<void>;
}

const HOUR = 3_600;
const SWEEP_MILLISECONDS = 10 * 60_000;

const newSigningKey = (): string => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return JSON.stringify({
    ...privateKey.export({ format: 'jwk' }),
    use: 'sig',
    alg: 'ES256',
    kid: randomBytes(8).toString('hex'),
  });
};

/** Starts the embedded OpenID provider on loopback; the app mounts it under `/oidc` of the public origin. */
export async function startProvider(options: ProviderOptions): Promise<RunningProvider> {
  const { issuer, store } = options;
  const publicUrl = new URL(issuer);
  const mount = publicUrl.pathname.replace(/\/$/, '');
  const isSecure = publicUrl.protocol === 'https:';
  const kept = openProviderStore(options.file);
  const log = options.log ?? (() => {});
  const page = (name: string, title: string, model: object): string =>
    renderPage(
      {
        templates: options.templates,
        assets: options.assets,
        language: 'pl',
        offersLanguages: false,
        actor: undefined,
        url: publicUrl,
        requestId: '',
      },
      { page: name, title, model },
    );
  const refuse = (response: ServerResponse, status: number): void =>
    sendHtml(
      response,
      status,
      page('account/refused', 'Logowanie przerwane', {
        title: 'Logowanie przerwane',
        text: 'Minęło za dużo czasu albo odnośnik logowania był niepełny. Zacznij logowanie od początku.',
        offersSignIn: true,
      }),
    );

  const provider = new Provider(issuer, {
    adapter: kept.adapter,
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: options.clientSecret,
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: [`${publicUrl.origin}/konto/powrot`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [JSON.parse(kept.kept('signing-key', newSigningKey)) as object] },
    cookies: {
      keys: [kept.kept('cookie-key', () => randomBytes(32).toString('base64url'))],
      names: { session: 'oidc_session', interaction: 'oidc_interaction', resume: 'oidc_resume' },
      long: { signed: true, httpOnly: true, sameSite: 'lax', secure: isSecure },
      short: { signed: true, httpOnly: true, sameSite: 'lax', secure: isSecure },
    },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    scopes: ['openid', 'email'],
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
    },
    interactions: {
      url: (_context: unknown, interaction: { readonly uid: string }) => `${mount}/interaction/${interaction.uid}`,
    },
    ttl: { AuthorizationCode: 60, IdToken: 10 * 60, Interaction: 15 * 60, Session: HOUR, Grant: HOUR, AccessToken: 60 },
    async findAccount(_context: unknown, accountId: string) {
      const person = await store.read('person', { personId: accountId as PersonId });
      if (person === undefined || !person.active) return undefined;
      return { accountId, claims: async () => ({ sub: accountId, email: person.email, email_verified: true }) };
    },
    /** Our own product is the only client: the person agrees by signing in. */
    async loadExistingGrant(context: { readonly oidc: { readonly session?: { readonly accountId?: string } } }) {
      const accountId = context.oidc.session?.accountId;
      if (accountId === undefined) return undefined;
      const grant = new provider.Grant({ accountId, clientId: CLIENT_ID });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
    async renderError(
      context: { body: string; readonly res: ServerResponse; type: string },
      out: { readonly error: string },
    ) {
      log('openid-error', { error: out.error });
      context.type = 'html';
      context.body = page('account/refused', 'Nie udało się zalogować', {
        title: 'Nie udało się zalogować',
        text: 'Odnośnik logowania jest niepełny, nieważny albo użyty drugi raz. Zacznij logowanie od początku.',
        offersSignIn: true,
      });
    },
  });
  provider.proxy = true;
  provider.on('server_error', (_context, error) =>
    log('openid-failed', { error: error instanceof Error ? error.name : 'unknown' }),
  );

  const callback = provider.callback();
  const serveInteraction = interactions({ ...options, provider, kept, page });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const full = request.url ?? '/';
    if (full !== mount && !full.startsWith(`${mount}/`) && !full.startsWith(`${mount}?`)) return refuse(response, 404);
    // The provider builds its addresses from what it is told here, never from what a visitor's request claims.
    request.headers.host = publicUrl.host;
    request.headers['x-forwarded-host'] = publicUrl.host;
    request.headers['x-forwarded-proto'] = isSecure ? 'https' : 'http';
    (request as IncomingMessage & { originalUrl?: string }).originalUrl = full;
    request.url = full.slice(mount.length) || '/';
    try {
      if (!(await serveInteraction(request, response))) callback(request, response);
    } catch (error) {
      log('openid-interaction', { error: error instanceof Error ? error.name : 'unknown' });
      if (!response.headersSent) refuse(response, 400);
      else response.end();
    }
  }

  const server: Server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const sweeper = setInterval(() => kept.sweep(), SWEEP_MILLISECONDS);
  sweeper.unref();
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      clearInterval(sweeper);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      kept.close();
    },
  };
}
