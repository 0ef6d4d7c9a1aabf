import referral from '../../../forms/referral/examples/minimal.json' with { type: 'json' };

/** One person's whole act on the club's page, through plain HTTP, trying again whatever breaks, until the receipt or the end of patience. */
export interface Submission {
  readonly name: string;
  /** The number that the product promised; absent when it never answered in time. */
  readonly reference?: string;
  readonly tries: number;
}

const PATIENCE_MILLISECONDS = 90_000;

class Again extends Error {}

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Files a self-referral under a name that nobody else has. `club` is the club's code in addresses. */
export async function submit(address: string, club: string, name: string, number: number): Promise<Submission> {
  const giveUpAt = performance.now() + PATIENCE_MILLISECONDS;
  let tries = 0;
  let cookie = '';

  const post = async (path: string, body: unknown): Promise<{ status: number; json: unknown; cookie: string }> => {
    let answer: Response;
    try {
      answer = await fetch(address + path, {
        method: 'POST',
        redirect: 'manual',
        signal: AbortSignal.timeout(20_000),
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          'x-forwarded-for': `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`,
          ...(cookie === '' ? {} : { cookie }),
        },
        body: JSON.stringify(body),
      });
      const json: unknown = await answer.json();
      if (answer.status >= 500 || answer.status === 429) throw new Again();
      return { status: answer.status, json, cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
    } catch {
      throw new Again();
    }
  };
  const stubbornly = async <T>(act: () => Promise<T>): Promise<T | undefined> => {
    while (performance.now() < giveUpAt) {
      tries += 1;
      try {
        return await act();
      } catch (error) {
        if (!(error instanceof Again)) throw error;
        await wait(40 + Math.random() * 60);
      }
    }
    return undefined;
  };
  const expect2xx = (step: string, answer: { status: number; json: unknown }): void => {
    if (answer.status >= 300) throw new Error(`${step}: ${answer.status} ${JSON.stringify(answer.json)}`);
  };

  const begun = await stubbornly(() => post(`/k/${club}/zgloszenie`, {}));
  if (!begun) return { name, tries };
  cookie = begun.cookie;
  const [firstName = '', lastName = ''] = name.split(' ');
  const answers = { ...referral.answers, participant: { ...referral.answers.participant, firstName, lastName } };
  const saved = await stubbornly(async () => {
    const answer = await post('/f/strona/1', { answers });
    if (answer.status === 409) throw new Again(); // the earlier try was saved, its answer was lost
    return answer;
  });
  if (!saved) return { name, tries };
  expect2xx('page', saved);
  const sent = await stubbornly(() => post('/f/sprawdz', { signature: { kind: 'typed', name } }));
  if (!sent) return { name, tries };
  expect2xx('send', sent);
  const { reference } = sent.json as { reference?: string };
  if (reference === undefined) throw new Error(`send: no reference in ${JSON.stringify(sent.json)}`);
  return { name, reference, tries };
}
