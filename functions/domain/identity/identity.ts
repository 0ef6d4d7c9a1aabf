import type { Result } from '../result.ts';

/** OpenID Connect relying party: code flow with PKCE, state and nonce. */
export interface Identity {
  begin(): Promise<{ readonly url: string; readonly state: string; readonly nonce: string; readonly verifier: string }>;
  finish(
    callbackUrl: string,
    expected: { readonly state: string; readonly nonce: string; readonly verifier: string },
  ): Promise<
    Result<{ readonly issuer: string; readonly subject: string; readonly email?: string; readonly idToken: string }>
  >;
  /** Where the browser goes to end the provider's session too. */
  endSessionUrl(idToken: string): string | undefined;
}
