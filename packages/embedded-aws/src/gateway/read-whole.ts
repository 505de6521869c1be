import type { Readable } from 'node:stream';
import { AwsError } from '../aws-error';

/**
 * Reads a body to its end and counts bytes, because not every client sends a length. An oversized body is drained but
 * not kept, because clients do not read the answer while they are sending.
 *
 * @throws AwsError `tooLarge`, or `IncompleteBody` when the client disconnects
 */
export function readWhole(body: Readable, maxBytes: number, tooLarge: () => AwsError): Promise<Buffer> {
  // Not `for await`: it costs a twentieth of a Personalize runtime request.
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let sizeBytes = 0;
    let isSettled = false;
    const breakOff = (cause?: unknown): void => {
      if (isSettled) return;
      isSettled = true;
      if (cause instanceof AwsError) return reject(cause);
      reject(new AwsError('IncompleteBody', `The body broke off after ${sizeBytes} bytes`));
    };
    if (body.destroyed) return breakOff(body.errored);
    body.on('data', (chunk: Buffer) => {
      sizeBytes += chunk.length;
      if (sizeBytes <= maxBytes) chunks.push(chunk);
      else chunks = [];
    });
    body.on('error', breakOff);
    body.on('close', breakOff);
    body.on('end', () => {
      isSettled = true;
      if (sizeBytes > maxBytes) reject(tooLarge());
      else resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, sizeBytes));
    });
  });
}
