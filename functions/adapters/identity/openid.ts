import * as client from 'openid-client';
import type { Identity } from '../../domain/identity/identity.ts';
import { fail, ok } from '../../domain/result.ts';

export interface OpenidOptions {
  /** The issuer as tokens name it, without a trailing slash. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret?: string;
  /** `<public address>/konto/powrot`. */
  readonly redirectUrl: string;
  /** Where the browser comes back to after the provider's session has ended. */
  readonly afterSignOutUrl: string;
  /** Where this process reaches the issuer when the public address leads elsewhere (the embedded provider behind a TLS proxy). */
  readonly internalIssuer?: string;
  /** Asks for a fresh sign-in each time: desks are shared. Default true. */
  readonly alwaysAsk?: boolean;
}

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Signing in through any OpenID Connect issuer: code flow, PKCE (S256), state and nonce, answer's issuer checked. Discovery happens at the
 * first use and again after a failure. Plain http is allowed on loopback only.
 */
export function openidIdentity(options: OpenidOptions): Identity {
  let found: Promise<client.Configuration> | undefined;

  const reach: client.CustomFetch = (url, init) => {
    const { internalIssuer, issuer } = options;
    const inside =
      internalIssuer !== undefined && url.startsWith(issuer) ? internalIssuer + url.slice(issuer.length) : url;
    return fetch(inside, init as RequestInit);
  };

  const configuration = (): Promise<client.Configuration> => {
    const plain =
      new URL(options.issuer).protocol === 'http:' &&
      (LOOPBACK.has(new URL(options.issuer).hostname) || options.internalIssuer !== undefined);
    found ??= client
      .discovery(
        new URL(options.issuer),
        options.clientId,
        {},
        options.clientSecret === undefined ? client.None() : client.ClientSecretPost(options.clientSecret),
        { [client.customFetch]: reach, execute: plain ? [client.allowInsecureRequests] : [] },
      )
      .catch((error: unknown) => {
        found = undefined;
        throw error;
      });
    return found;
  };

  return {
    async begin() {
      const state = client.randomState();
      const nonce = client.randomNonce();
      const verifier = client.randomPKCECodeVerifier();
      const url = client.buildAuthorizationUrl(await configuration(), {
        redirect_uri: options.redirectUrl,
        scope: 'openid email',
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
        ...(options.alwaysAsk === false ? {} : { prompt: 'login' }),
      });
      return { url: url.href, state, nonce, verifier };
    },
    async finish(callbackUrl, expected) {
      let config: client.Configuration;
      try {
        config = await configuration();
      } catch {
        return fail('unavailable');
      }
      try {
        const tokens = await client.authorizationCodeGrant(config, new URL(callbackUrl), {
          expectedState: expected.state,
          expectedNonce: expected.nonce,
          pkceCodeVerifier: expected.verifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (claims === undefined || tokens.id_token === undefined)
          return fail('forbidden', { reason: 'sign-in-failed' });
        const email = claims.email_verified === true && typeof claims.email === 'string' ? claims.email : undefined;
        return ok({
          issuer: claims.iss,
          subject: claims.sub,
          idToken: tokens.id_token,
          ...(email === undefined ? {} : { email }),
        });
      } catch (error) {
        if (error instanceof client.AuthorizationResponseError && error.error === 'access_denied') {
          return fail('forbidden', { reason: 'sign-in-cancelled' });
        }
        return fail('forbidden', { reason: 'sign-in-failed' });
      }
    },
    endSessionUrl() {
      return undefined;
    },
  };
}
