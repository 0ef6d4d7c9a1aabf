import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteObjectCommand, GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { FileStore } from '../../domain/files/files.ts';
import { clamdScanner, noScanner } from './clamd-scanner.ts';
import { directoryFiles } from './directory-files.ts';
import { s3Files } from './s3-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const s3 = mockClient(S3Client);
const objects = new Map<string, Uint8Array>();

function fileContract(name: string, files: () => FileStore): void {
  describe(`file store contract: ${name}`, () => {
    test('gives back the bytes that were put, and the newer ones after a second put', async () => {
      for (const text of ['pierwszy', 'drugi \0 ą']) {
        expect((await files().put('abc1', Buffer.from(text))).ok).toBe(true);
        const found = await files().get('abc1');
        expect(found.ok && Buffer.from(found.value).toString()).toBe(text);
      }
    });
    test('knows no file that was never put, and none that was removed', async () => {
      expect(await files().get('never')).toMatchObject({ ok: false, failure: { code: 'not-found' } });
      await files().put('gone', Buffer.from('x'));
      expect((await files().remove('gone')).ok).toBe(true);
      expect((await files().remove('gone')).ok).toBe(true);
      expect(await files().get('gone')).toMatchObject({ ok: false, failure: { code: 'not-found' } });
    });
  });
}

fileContract('directory', () => directoryFiles(folder));

describe('S3', () => {
  beforeAll(() => {
    s3.on(PutObjectCommand).callsFake(({ Key, Body }) => {
      objects.set(Key, Body);
      return {};
    });
    s3.on(GetObjectCommand).callsFake(({ Key }) => {
      const found = objects.get(Key);
      if (!found) throw new NoSuchKey({ message: 'no', $metadata: {} });
      return { Body: { transformToByteArray: async () => new Uint8Array(found) } };
    });
    s3.on(DeleteObjectCommand).callsFake(({ Key }) => {
      objects.delete(Key);
      return {};
    });
  });
  fileContract('S3', () => s3Files(new S3Client({ region: 'eu-central-1' }), 'bucket'));
});

test('a path in place of an id is refused before the disk is touched', async () => {
  await expect(directoryFiles(folder).put('../../etc/passwd', Buffer.from('x'))).rejects.toThrow(TypeError);
  await expect(directoryFiles(folder).get('a/b')).rejects.toThrow(TypeError);
});

test('nothing half-written stays beside the files', async () => {
  await directoryFiles(folder).put('zz9', Buffer.alloc(100_000, 1));
  expect(readdirSync(join(folder, 'zz'))).toEqual(['zz9']);
});

describe('the clamd scanner', () => {
  let server: Server | undefined;
  afterEach(() => server?.close());
  const daemon = async (answer: string): Promise<{ address: string; got: () => Buffer }> => {
    let got = Buffer.alloc(0);
    const listening = createServer((socket) => {
      socket.on('data', (chunk) => {
        got = Buffer.concat([got, chunk]);
        if (got.subarray(-4).equals(Buffer.alloc(4))) socket.end(answer);
      });
      socket.on('error', () => undefined);
    });
    server = listening;
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    return { address: `127.0.0.1:${(listening.address() as AddressInfo).port}`, got: () => got };
  };

  test('sends the whole file in chunks and reads the verdict', async () => {
    const clean = await daemon('stream: OK\0');
    const bytes = Buffer.alloc(150_000, 7);
    expect(await clamdScanner(clean.address).scan(bytes)).toBe('clean');
    const got = clean.got();
    expect(got.subarray(0, 10).toString()).toBe('zINSTREAM\0');
    expect(got.length).toBe(10 + 3 * 4 + bytes.length + 4);
    server?.close();
    const infected = await daemon('stream: Eicar-Test-Signature FOUND\0');
    expect(await clamdScanner(infected.address).scan(bytes)).toBe('infected');
  });

  test('never calls a file clean when the daemon is away or says something else', async () => {
    const odd = await daemon('INSTREAM size limit exceeded. ERROR\0');
    await expect(clamdScanner(odd.address).scan(Buffer.alloc(5, 7))).rejects.toThrow('scan');
    server?.close();
    await expect(clamdScanner('127.0.0.1:1').scan(Buffer.alloc(5))).rejects.toThrow('scan');
    expect(await noScanner().scan(Buffer.alloc(1))).toBe('unscanned');
  });
});
