import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { Printer } from '../../domain/printing/printing.ts';
import { fail, ok } from '../../domain/result.ts';

/** The printing function: the browser is too large for the functions that answer people. */
export const lambdaPrinter = (client: LambdaClient, functionName: string): Printer => ({
  async print(html) {
    try {
      const answer = await client.send(
        new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify({ html }) }),
      );
      if (answer.FunctionError !== undefined || !answer.Payload) return fail('unavailable');
      const { pdf } = JSON.parse(Buffer.from(answer.Payload).toString()) as { pdf?: string };
      return pdf === undefined ? fail('unavailable') : ok(new Uint8Array(Buffer.from(pdf, 'base64')));
    } catch {
      return fail('unavailable');
    }
  },
});
