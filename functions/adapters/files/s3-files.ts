import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { FileStore } from '../../domain/files/files.ts';
import { fail, ok } from '../../domain/result.ts';

/** Files as objects of one bucket, under `files/`; encryption and versions are the bucket's. */
export function s3Files(client: S3Client, bucket: string): FileStore {
  const place = (fileId: string): { Bucket: string; Key: string } => ({ Bucket: bucket, Key: `files/${fileId}` });
  return {
    async put(fileId, bytes) {
      try {
        await client.send(
          new PutObjectCommand({ ...place(fileId), Body: bytes, ContentType: 'application/octet-stream' }),
        );
        return ok(undefined);
      } catch {
        return fail('unavailable');
      }
    },
    async get(fileId) {
      try {
        const found = await client.send(new GetObjectCommand(place(fileId)));
        return found.Body ? ok(await found.Body.transformToByteArray()) : fail('not-found');
      } catch (error) {
        return fail(error instanceof Error && error.name === 'NoSuchKey' ? 'not-found' : 'unavailable');
      }
    },
    async remove(fileId) {
      try {
        await client.send(new DeleteObjectCommand(place(fileId)));
        return ok(undefined);
      } catch {
        return fail('unavailable');
      }
    },
  };
}
