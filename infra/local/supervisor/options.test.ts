import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

test('defaults are one machine alone', () => {
  expect(readOptions([])).toMatchObject({
    port: 8080,
    host: '127.0.0.1',
    baseUrl: 'http://localhost:8080',
    empty: false,
  });
});

test('a host for the whole network gives links that a phone can follow', () => {
  const { baseUrl } = readOptions(['--host', '0.0.0.0', '--port', '9000']);
  expect(baseUrl).toMatch(/^http:\/\/[^0][^/]*:9000$/);
  expect(readOptions(['--base-url', 'https://kis.example.org/']).baseUrl).toBe('https://kis.example.org');
});

test.each([
  [['--prot', '1'], '--prot'],
  [['--port', '0'], '--port'],
  [['--port', 'x'], '--port'],
  [['--port', '70000'], '--port'],
  [['--base-url', 'kis.example.org'], '--base-url'],
  [['--base-url', 'https://kis.example.org/a'], '--base-url'],
  [['--base-url', 'javascript:alert(1)'], '--base-url'],
  [['--trusted-proxy', 'proxy.local'], '--trusted-proxy'],
  [['--virtual-clock', 'yesterday'], '--virtual-clock'],
  [['extra'], 'opcji'],
])('%j is answered by one sentence that names the option', (args, named) => {
  expect(() => readOptions(args)).toThrow(
    expect.objectContaining({ name: 'StartProblem', message: expect.stringContaining(named) }),
  );
});
