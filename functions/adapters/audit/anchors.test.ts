import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AnchoredHead } from '../../domain/audit/verify.ts';
import { instant } from '../../domain/time.ts';
import { objectLockAnchors } from './object-lock.ts';
import { signedAnchorFile } from './signed-file.ts';

const head = (sequence: number): AnchoredHead => ({ chainId: 'c1', sequence, hash: `h${sequence}`, at: instant(0) });

describe('anchors in a signed file', () => {
  let file: string;
  let keyFile: string;
  beforeEach(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'reintegra-anchors-'));
    file = join(folder, 'anchors.jsonl');
    keyFile = join(folder, 'anchor.key');
    const anchors = signedAnchorFile(file, keyFile);
    await anchors.append([head(1)]);
    await anchors.append([head(2), head(3)]);
    await anchors.append([]);
    await anchors.append([head(4)]);
  });
  const read = () => signedAnchorFile(file, keyFile).read();
  const lines = () => readFileSync(file, 'utf8').trimEnd().split('\n');

  it('come back in order, by another process too', async () => {
    expect(await read()).toEqual({ ok: true, value: [head(1), head(2), head(3), head(4)] });
    expect(readFileSync(`${keyFile}.pub`, 'utf8')).toContain('PUBLIC KEY');
  });

  it('are refused when a line was changed, left out, moved, repeated or damaged', async () => {
    const [one = '', two = '', three = ''] = lines();
    const tampered = [
      [one, two.replace('h2', 'hX'), three],
      [one, three],
      [two, three],
      [one, three, two],
      [one, one, two],
      [one, '{', three],
      [one, two, three.replace(/"signature":"../, '"signature":"AA')],
    ];
    for (const text of tampered) {
      writeFileSync(file, `${text.join('\n')}\n`);
      expect(await read()).toMatchObject({ ok: false, failure: { reason: 'anchors-damaged' } });
    }
  });

  it('are refused under a foreign key, and a key that others may read is not used', async () => {
    expect(await signedAnchorFile(file, `${keyFile}2`).read()).toMatchObject({ ok: false });
    chmodSync(keyFile, 0o644);
    expect(() => signedAnchorFile(file, keyFile)).toThrow('0600');
  });
});

describe('anchors under object lock', () => {
  const s3 = mockClient(S3Client);
  beforeEach(() => s3.reset());
  const anchors = objectLockAnchors(new S3Client({ region: 'eu-central-1' }), {
    bucket: 'anchors',
    now: () => instant(Date.UTC(2026, 3, 3)),
    newId: () => 'id',
  });

  it('are kept ten years in compliance mode and never written over', async () => {
    s3.on(PutObjectCommand).resolves({});
    expect(await anchors.append([head(1)])).toEqual({ ok: true, value: undefined });
    expect(await anchors.append([])).toEqual({ ok: true, value: undefined });
    expect(s3.commandCalls(PutObjectCommand)).toHaveLength(1);
    expect(s3.commandCalls(PutObjectCommand)[0]?.args[0].input).toMatchObject({
      Key: 'anchors/2026-04-03T00:00:00.000Z-id.json',
      ObjectLockMode: 'COMPLIANCE',
      ObjectLockRetainUntilDate: new Date('2036-04-03T00:00:00.000Z'),
      IfNoneMatch: '*',
    });
  });

  it('come back over several pages, and say when the store does not answer', async () => {
    const body = (heads: readonly AnchoredHead[]) =>
      ({ Body: { transformToString: async () => JSON.stringify(heads) } }) as never;
    s3.on(ListObjectsV2Command)
      .resolvesOnce({ Contents: [{ Key: 'a' }], NextContinuationToken: 'more' })
      .resolvesOnce({ Contents: [{ Key: 'b' }] })
      .rejects(new Error('gone'));
    s3.on(GetObjectCommand, { Key: 'a' }).resolves(body([head(1)]));
    s3.on(GetObjectCommand, { Key: 'b' }).resolves(body([head(2)]));
    expect(await anchors.read()).toEqual({ ok: true, value: [head(1), head(2)] });
    expect(await anchors.read()).toMatchObject({ ok: false, failure: { code: 'unavailable' } });
    s3.on(PutObjectCommand).rejects(new Error('gone'));
    expect(await anchors.append([head(1)])).toMatchObject({ ok: false, failure: { code: 'unavailable' } });
  });
});
