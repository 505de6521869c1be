import type { Readable } from 'node:stream';
import { AwsError } from '../aws-error';

/**
 * Reads a body to its end, counted as it comes: not every client says beforehand how much that is. Of a body
 * that is too large nothing is kept; it is read all the same, because a client that still sends does not
 * listen yet.
 *
 * @throws AwsError `tooLarge`, or `IncompleteBody` when the client breaks off
 */
export async function readWhole(body: Readable, maxBytes: number, tooLarge: AwsError): Promise<Buffer> {
  let chunks: Buffer[] = [];
  let sizeBytes = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      sizeBytes += chunk.length;
      if (sizeBytes <= maxBytes) chunks.push(chunk);
      else chunks = [];
    }
  } catch (cause) {
    if (cause instanceof AwsError) throw cause;
    throw new AwsError('IncompleteBody', `The body broke off after ${sizeBytes} bytes`);
  }
  if (sizeBytes > maxBytes) throw tooLarge;
  return Buffer.concat(chunks, sizeBytes);
}
