import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { AnchorStore } from '../../domain/audit/anchors.ts';
import type { AnchoredHead } from '../../domain/audit/verify.ts';
import { fail, ok } from '../../domain/result.ts';
import type { Now } from '../../domain/time.ts';

const PREFIX = 'anchors/';
const KEEP_YEARS = 10;

/** Anchors on AWS: one object per anchoring in a bucket with object lock (compliance mode): nobody deletes or overwrites it, root included. */
export function objectLockAnchors(
  client: Pick<S3Client, 'send'>,
  options: { readonly bucket: string; readonly now: Now; readonly newId: () => string },
): AnchorStore {
  const { bucket, now, newId } = options;
  return {
    async append(heads) {
      if (heads.length === 0) return ok(undefined);
      const at = now();
      const until = new Date(at);
      until.setUTCFullYear(until.getUTCFullYear() + KEEP_YEARS);
      try {
        await client.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: `${PREFIX}${at}-${newId()}.json`,
            Body: JSON.stringify(heads),
            ContentType: 'application/json',
            ChecksumAlgorithm: 'SHA256',
            ObjectLockMode: 'COMPLIANCE',
            ObjectLockRetainUntilDate: until,
            IfNoneMatch: '*',
          }),
        );
        return ok(undefined);
      } catch {
        return fail('unavailable');
      }
    },
    async read() {
      const heads: AnchoredHead[] = [];
      let next: string | undefined;
      try {
        do {
          const page = await client.send(
            new ListObjectsV2Command({
              Bucket: bucket,
              Prefix: PREFIX,
              ...(next === undefined ? {} : { ContinuationToken: next }),
            }),
          );
          for (const object of page.Contents ?? []) {
            const found = await client.send(new GetObjectCommand({ Bucket: bucket, Key: object.Key }));
            heads.push(...(JSON.parse((await found.Body?.transformToString()) ?? '[]') as AnchoredHead[]));
          }
          next = page.NextContinuationToken;
        } while (next !== undefined);
        return ok(heads);
      } catch {
        return fail('unavailable');
      }
    },
  };
}
