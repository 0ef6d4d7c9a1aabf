import { isStrokePath } from '../domain/forms/fields/signature.ts';
import { type FieldError, fail, ok, type Result } from '../domain/result.ts';
import type { PostedBody } from '../http/body.ts';
import type { Messages } from '../http/messages.ts';
import type { SignatureInput } from '../use-cases/acting.ts';

/** What was put into the signature block, as it was typed. */
export interface TypedSignature {
  readonly kind: string;
  readonly name: string;
  readonly path: string;
  readonly code: string;
}

const FIELDS = ['kind', 'name', 'path', 'code'] as const;

/** Reads `signature.kind`, `.name`, `.path`, `.code` from a form, or the `signature` object from JSON. */
export function readTypedSignature(posted: PostedBody): TypedSignature {
  const found: Record<(typeof FIELDS)[number], string> = { kind: '', name: '', path: '', code: '' };
  const json = posted.kind === 'json' ? (posted.json as { readonly signature?: unknown } | null) : undefined;
  const object =
    typeof json?.signature === 'object' && json.signature !== null ? (json.signature as Record<string, unknown>) : {};
  for (const field of FIELDS) {
    const value =
      posted.kind === 'form' ? posted.entries.find(([name]) => name === `signature.${field}`)?.[1] : object[field];
    if (typeof value === 'string') found[field] = value.trim();
  }
  return found;
}

/** A name typed as one's signature, drawn besides if the person wanted; the errors of what is missing otherwise. */
export function signatureOf(typed: TypedSignature): Result<SignatureInput> {
  const errors: FieldError[] = [];
  const name = typed.name.replace(/\s+/g, ' ');
  if (name.length < 3 || name.length > 120) errors.push({ pointer: '/signature/name', code: 'signature-name' });
  if (typed.kind === 'drawn' && !isStrokePath(typed.path))
    errors.push({ pointer: '/signature/path', code: 'signature-drawing' });
  if (errors.length > 0) return fail('invalid-input', { errors });
  return ok(typed.kind === 'drawn' ? { name, method: 'drawn', evidence: typed.path } : { name, method: 'typed' });
}

const TARGETS: Readonly<Record<string, string>> = {
  '/signature/name': 'signature-name',
  '/signature/path': 'signature-kind-drawn',
  '/signature/code': 'signature-code',
  '/decision': 'decision',
  '/reason': 'reason',
};

/** The signature block as the template wants it. */
export function signatureView(
  typed: TypedSignature,
  errors: readonly FieldError[],
  messages: Messages,
  withCode: boolean,
): object {
  const sentence = (pointer: string): string | undefined => {
    const error = errors.find((one) => one.pointer === pointer);
    return error === undefined ? undefined : signatureSentence(error, messages);
  };
  return {
    name: typed.name,
    path: isStrokePath(typed.path) ? typed.path : '',
    drawn: typed.kind === 'drawn',
    withCode,
    nameError: sentence('/signature/name'),
    pathError: sentence('/signature/path'),
    codeError: sentence('/signature/code'),
  };
}

/** The sentence of an error in the signature block. */
function signatureSentence(error: FieldError, messages: Messages): string {
  const sentences: Readonly<Record<string, string>> = messages.sign.errors;
  return sentences[error.code] ?? messages.problems.codes['invalid-input'].text;
}

/** Lines for the error summary above a page with a signature block. */
export const signatureErrorLines = (
  errors: readonly FieldError[],
  messages: Messages,
): readonly { readonly href: string; readonly text: string }[] =>
  errors.map((error) => ({ href: `#${TARGETS[error.pointer] ?? 'tresc'}`, text: signatureSentence(error, messages) }));
