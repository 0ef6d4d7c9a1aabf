import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readSettings, VARIABLES } from '../../functions/settings.ts';
import { configurationPage } from './configuration.ts';

test('docs/configuration.md lists what the code reads', () => {
  expect(readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8')).toBe(configurationPage());
});

const MACHINE = {
  REINTEGRA_HOME: 'machine',
  REINTEGRA_BASE_URL: 'https://kis.example.org',
  REINTEGRA_TABLE: 'reintegra',
  REINTEGRA_STATE_MACHINES: 'arn:aws:states:eu-central-1:000000000000:stateMachine:reintegra-',
  REINTEGRA_OIDC_ISSUER: 'https://kis.example.org/oidc',
  REINTEGRA_OIDC_CLIENT: 'reintegra',
  REINTEGRA_DATA: '/srv/reintegra',
  REINTEGRA_DYNAMODB_ENDPOINT: 'http://127.0.0.1:1',
  REINTEGRA_WORKFLOWS_ENDPOINT: 'http://127.0.0.1:2',
  REINTEGRA_WORKFLOWS_KEY: 'key',
};

test('reads a complete environment and looks at nothing else', () => {
  expect(readSettings({ ...MACHINE, PATH: '/bin', REINTEGRA_UNKNOWN: 'x' })).toMatchObject(MACHINE);
  expect(Object.keys(readSettings(MACHINE)).every((name) => VARIABLES.some((one) => one.name === name))).toBe(true);
});

test('names every missing or wrong variable and shows no value', () => {
  const wrong = { ...MACHINE, REINTEGRA_BASE_URL: 'https://kis.example.org/secret/', REINTEGRA_TABLE: '' };
  expect(() => readSettings(wrong)).toThrow(/REINTEGRA_BASE_URL, REINTEGRA_TABLE/);
  expect(() => readSettings(wrong)).not.toThrow(/secret/);
  expect(() => readSettings({})).toThrow(/REINTEGRA_HOME/);
});
