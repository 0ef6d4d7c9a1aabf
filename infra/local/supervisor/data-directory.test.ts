import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkDatabases, holderOf, homeKind, leaveDirectory, resetDirectory, takeDirectory } from './data-directory.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'data-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a lock of a dead process is taken over, and given back', () => {
  writeFileSync(join(folder, 'lock'), '4194000');
  takeDirectory(folder);
  expect(existsSync(join(folder, 'lock'))).toBe(true);
  leaveDirectory(folder);
  expect(existsSync(join(folder, 'lock'))).toBe(false);
});

test('a process id that now belongs to another program holds nothing', () => {
  writeFileSync(join(folder, 'lock'), '1');
  expect(holderOf(folder)).toBeUndefined();
});

test('a directory that can not be written is named', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => takeDirectory(join(folder, 'file', 'below'))).toThrow(/Nie mogę zapisywać w katalogu .*below.*--data/);
});

test('reset empties our directory and refuses a foreign one', () => {
  writeFileSync(join(folder, 'holiday.jpg'), '');
  expect(() => resetDirectory(folder)).toThrow(/nie wygląda na dane/);
  expect(existsSync(join(folder, 'holiday.jpg'))).toBe(true);
  writeFileSync(join(folder, 'schema.json'), '{}');
  mkdirSync(join(folder, 'chromium'));
  resetDirectory(folder);
  expect([existsSync(join(folder, 'schema.json')), existsSync(join(folder, 'chromium'))]).toEqual([false, true]);
});

test('names a damaged database, whether its header or a page in its midst is broken', () => {
  const file = join(folder, 'documents.sqlite');
  const database = new DatabaseSync(file);
  database.exec('CREATE TABLE t (a TEXT)');
  const insert = database.prepare('INSERT INTO t VALUES (?)');
  for (let row = 0; row < 200; row += 1) insert.run('x'.repeat(500));
  database.close();
  expect(() => checkDatabases(folder)).not.toThrow();
  const handle = new Uint8Array(4096).fill(0xff);
  const { openSync, writeSync, closeSync } = process.getBuiltinModule('node:fs');
  const open = openSync(file, 'r+');
  writeSync(open, handle, 0, 4096, 8192);
  closeSync(open);
  expect(() => checkDatabases(folder)).toThrow(/documents\.sqlite jest uszkodzony/);
  writeFileSync(join(folder, 'keys.sqlite'), 'not a database at all');
  rmSync(file);
  expect(() => checkDatabases(folder)).toThrow(/keys\.sqlite jest uszkodzony/);
});

test('the first start decides whether a home is a demo', () => {
  expect(homeKind(folder, true)).toBe('own');
  expect(homeKind(folder, false)).toBe('own');
});
