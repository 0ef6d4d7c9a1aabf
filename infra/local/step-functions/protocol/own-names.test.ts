import { expect, test } from 'vitest';
import { validateDefinition } from '../language/validate/validate.ts';
import { startEngine } from '../start-engine.ts';

test.each(['constructor', 'toString', 'hasOwnProperty', '__proto__', 'NoSuchThing'])(
  'the operation %s is unknown',
  async (name) => {
    const running = await startEngine({
      key: 'k',
      virtualFrom: 0,
      call: async () => ({ kind: 'succeeded', output: '{}' }),
    });
    try {
      const answer = await fetch(running.endpoint, {
        method: 'POST',
        headers: { authorization: 'AWS4-HMAC-SHA256 Credential=k/x', 'x-amz-target': `AWSStepFunctions.${name}` },
        body: '{}',
      });
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain('UnknownOperation');
    } finally {
      await running.stop();
    }
  },
);

test.each(['constructor', '__proto__', 'toString'])('the state type %s is refused with its path', (type) => {
  const found = validateDefinition(
    JSON.stringify({ StartAt: 'A', States: { A: { Type: type, End: true } } }),
    'STANDARD',
  );
  expect(found.map(({ rule, path }) => [rule, path])).toContainEqual(['state-type-unknown', '/States/A/Type']);
});
