/** What AWS answers to `lambda:invoke`: the payload inside the metadata of the HTTP call. */
export const invokeEnvelope = (payload: string, requestId: string, executedVersion = '$LATEST'): string => {
  const length = String(Buffer.byteLength(payload, 'utf8'));
  const headers = {
    Connection: 'keep-alive',
    'Content-Length': length,
    'Content-Type': 'application/json',
    'X-Amz-Executed-Version': executedVersion,
    'x-amzn-Remapped-Content-Length': '0',
    'x-amzn-RequestId': requestId,
  };
  const all = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
  return JSON.stringify({
    ExecutedVersion: executedVersion,
    Payload: JSON.parse(payload) as unknown,
    SdkHttpMetadata: { AllHttpHeaders: all, HttpHeaders: headers, HttpStatusCode: 200 },
    SdkResponseMetadata: { RequestId: requestId },
    StatusCode: 200,
  });
};
