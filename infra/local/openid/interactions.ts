import { createHash, randomInt } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import type { PersonId } from '../../../functions/domain/ids.ts';
import type { Store } from '../../../functions/domain/store/store.ts';
import type { Now } from '../../../functions/domain/time.ts';
import { demoGroups, personByEmail } from './people.ts';
import type { ProviderStore } from './provider-store.ts';

/** `demo`: choose an invented person. `code`: a code by mail to an address that the directory knows. */
export type SignInMode = 'demo' | 'code';

export interface InteractionOptions {
  readonly provider: Provider;
  readonly kept: ProviderStore;
  readonly store: Store;
  readonly now: Now;
  readonly mode: SignInMode;
  /** Queues the letter with the code. */
  readonly sendCode: (personId: PersonId, email: string, code: string) => Promise<void>;
  /** A complete page in the product's look. */
  readonly page: (name: string, title: string, model: object) => string;
}

const CODE_MINUTES = 10;
const MAX_TRIES = 5;
const MAX_BODY_BYTES = 4_000;

const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/** Headers of the provider's own pages, as strict as the product's. */
export function sendHtml(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': POLICY,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'x-robots-tag': 'noindex, nofollow',
  });
  response.end(html);
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += (part as Buffer).length;
    if (size > MAX_BODY_BYTES) throw new RangeError('the form is too large');
    parts.push(part as Buffer);
  }
  return new URLSearchParams(Buffer.concat(parts).toString());
}

/** Sign-in pages of the embedded provider: `/interaction/<uid>` and, for codes, `/interaction/<uid>/kod`. */
export function interactions(options: InteractionOptions) {
  const { provider, kept, store, mode, page } = options;
  const hashOf = (uid: string, code: string): string => createHash('sha256').update(`${uid} ${code}`).digest('hex');

  const finish = (request: IncomingMessage, response: ServerResponse, accountId: string): Promise<void> =>
    provider.interactionFinished(request, response, { login: { accountId, remember: false } });

  async function choose(uid: string, response: ServerResponse, error?: string): Promise<void> {
    const groups = await demoGroups(store, options.now);
    const numbered = groups.map((group, at) => ({
      ...group,
      people: group.people.map((person, row) => ({ ...person, id: `osoba-${at}-${row}` })),
    }));
    const model = { action: `/oidc/interaction/${uid}`, groups: numbered, error };
    sendHtml(response, error === undefined ? 200 : 422, page('account/choose-person', 'Wybierz osobę', model));
  }
  const askEmail = (uid: string, response: ServerResponse, error?: string): void =>
    sendHtml(
      response,
      error === undefined ? 200 : 422,
      page('account/ask-email', 'Zaloguj się kodem z e-maila', { action: `/oidc/interaction/${uid}`, error }),
    );
  const askCode = (uid: string, response: ServerResponse, error?: string): void =>
    sendHtml(
      response,
      error === undefined ? 200 : 422,
      page('account/ask-code', 'Wpisz kod z e-maila', {
        action: `/oidc/interaction/${uid}/kod`,
        again: `/oidc/interaction/${uid}`,
        minutes: CODE_MINUTES,
        error,
      }),
    );

  async function takePerson(uid: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const personId = (await readForm(request)).get('osoba') ?? '';
    const person = personId === '' ? undefined : await store.read('person', { personId: personId as PersonId });
    if (person === undefined || !person.active) return choose(uid, response, 'Wybierz osobę z listy');
    return finish(request, response, person.personId);
  }

  /** Answers the same for a known and an unknown address: whether somebody has an account is nobody's business. */
  async function takeEmail(uid: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const email = (await readForm(request)).get('email')?.trim() ?? '';
    if (!email.includes('@') || email.length > 254) return askEmail(uid, response, 'Podaj adres e-mail');
    const person = await personByEmail(store, email);
    if (person !== undefined) {
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      const until = Date.now() + CODE_MINUTES * 60_000;
      kept.keepCode(uid, { personId: person.personId, hash: hashOf(uid, code), tries: 0, until });
      await options.sendCode(person.personId, person.email, code);
    }
    return askCode(uid, response);
  }

  async function takeCode(uid: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const given = ((await readForm(request)).get('kod') ?? '').replaceAll(/\D/g, '');
    const known = kept.code(uid);
    if (known !== undefined && known.hash === hashOf(uid, given)) {
      kept.dropCode(uid);
      return finish(request, response, known.personId);
    }
    if (known !== undefined && known.tries + 1 >= MAX_TRIES) kept.dropCode(uid);
    else if (known !== undefined) kept.keepCode(uid, { ...known, tries: known.tries + 1 });
    return askCode(
      uid,
      response,
      'Kod jest nieprawidłowy albo stracił ważność. Po pięciu próbach potrzebny jest nowy kod',
    );
  }

  /** True when the request was one of these pages. */
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const match = /^\/interaction\/([\w-]{1,64})(\/kod)?$/.exec((request.url ?? '').split('?')[0] ?? '');
    if (match === null) return false;
    const [, uid = '', step] = match;
    const details = await provider.interactionDetails(request, response);
    if (details.uid !== uid) throw new Error('another interaction');
    if (request.method === 'POST') {
      if (mode === 'demo') await takePerson(uid, request, response);
      else if (step === undefined) await takeEmail(uid, request, response);
      else await takeCode(uid, request, response);
      return true;
    }
    if (mode === 'demo') await choose(uid, response);
    else if (step === undefined) askEmail(uid, response);
    else askCode(uid, response);
    return true;
  };
}
