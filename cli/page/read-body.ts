import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal';

const MAX_BODY_BYTES = 4096;

/**
 * Reads the body of a request as JSON's text.
 *
 * @throws Refusal for another type, which a form of another site could send, or for one that is too long
 */
export async function readBody(request: IncomingMessage): Promise<string> {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/json\b/.test(type))
    throw new Refusal(415, `Content-Type is "${type}", allowed is application/json.`);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) throw new Refusal(413, `The body is longer than ${MAX_BODY_BYTES} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
