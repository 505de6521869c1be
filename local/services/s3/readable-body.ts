import { Readable } from 'node:stream';
import { s3Error } from './s3-errors';

/** The body of an object as a stream; callers in this process may give bytes or a text as well. */
export function readableBody(body: unknown): Readable {
  if (body instanceof Readable) return body;
  if (body === undefined) return Readable.from([]);
  if (typeof body === 'string') return Readable.from([Buffer.from(body)]);
  if (body instanceof Uint8Array) return Readable.from([Buffer.from(body)]);
  throw s3Error('InvalidArgument', 'Body is a stream, bytes or a text');
}
