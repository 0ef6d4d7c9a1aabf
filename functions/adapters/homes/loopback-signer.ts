import type { HttpRequest } from '@smithy/types';

/**
 * Stands in for signing towards the embedded store, which asks for a signature and checks none: a true one costs a third of each call's
 * processor time and proves nothing on loopback.
 */
export const loopbackSigner = {
  async sign<T extends HttpRequest>(request: T): Promise<T> {
    request.headers['x-amz-date'] = '20260101T000000Z';
    request.headers.authorization =
      'AWS4-HMAC-SHA256 Credential=local/20260101/eu-central-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date, Signature=0';
    return request;
  },
};
