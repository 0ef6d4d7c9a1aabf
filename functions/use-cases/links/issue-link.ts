import type { Link, LinkKind } from '../../domain/links/link.ts';
import type { Ports } from '../ports.ts';
import { codeText, hashOfSecret, newCode, newSecret } from './secrets.ts';
import { momentAfter } from './span.ts';

/**
 * Makes a link: its record (to be committed by the caller, version 1), the address that carries the secret and the code for paper.
 * `validFor` is a span of weeks, days, hours or minutes (`P14D`); the secret and the code exist nowhere else.
 */
export function issueLink(
  ports: Pick<Ports, 'randomBytes' | 'now' | 'keyedHash' | 'baseUrl'>,
  input: {
    readonly kind: LinkKind;
    readonly target: Link['target'];
    readonly validFor: string;
    readonly createdBy: string;
  },
): { readonly record: Link; readonly url: string; readonly code: string } {
  const secret = newSecret(ports.randomBytes);
  const code = newCode(ports.randomBytes);
  const now = ports.now();
  return {
    record: {
      linkHash: hashOfSecret(secret),
      kind: input.kind,
      target: input.target,
      codeHash: ports.keyedHash(codeText(code)),
      wrongCodes: 0,
      expiresAt: momentAfter(now, input.validFor),
      uses: 0,
      createdAt: now,
      createdBy: input.createdBy,
      version: 1,
    },
    url: `${ports.baseUrl}/l/${secret}`,
    code,
  };
}
