import { Transform, type TransformCallback } from 'node:stream';
import { AwsError } from '../aws-error';

/**
 * Decodes `content-encoding: aws-chunked`: `<hex size>[;chunk-signature=…]CRLF data CRLF …`, a chunk of size
 * 0, then trailers. Trailers (checksums) are passed to `onTrailer`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
export function decodeAwsChunked(onTrailer: (name: string, value: string) => void = () => {}): Transform {
  let pending: Buffer = Buffer.alloc(0);
  /** Bytes left in the current chunk, CRLF excluded; -1 between chunks, -2 in the trailers. */
  let remaining = -1;
  let trailers = 0;

  function consume(push: (data: Buffer) => void): void {
    for (;;) {
      if (remaining > 0) {
        if (pending.length === 0) return;
        const data = pending.subarray(0, remaining);
        pending = pending.subarray(data.length);
        remaining -= data.length;
        push(data);
        continue;
      }
      if (remaining === 0) {
        if (pending.length < 2) return;
        if (pending.toString('latin1', 0, 2) !== '\r\n') throw malformed();
        pending = pending.subarray(2);
        remaining = -1;
      }
      const lineEnd = pending.indexOf('\r\n');
      if (lineEnd < 0) {
        if (pending.length > MAX_LINE_BYTES) throw malformed();
        return;
      }
      if (lineEnd > MAX_LINE_BYTES) throw malformed();
      const line = pending.toString('latin1', 0, lineEnd);
      pending = pending.subarray(lineEnd + 2);
      if (remaining === -2) readTrailer(line);
      else remaining = readSize(line);
    }
  }

  function readTrailer(line: string): void {
    if (++trailers > MAX_TRAILERS) throw malformed();
    const colon = line.indexOf(':');
    if (colon > 0) onTrailer(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }

  return new Transform({
    transform(data: Buffer, _encoding, callback: TransformCallback) {
      try {
        pending = pending.length ? Buffer.concat([pending, data]) : data;
        consume((piece) => this.push(piece));
        callback();
      } catch (error) {
        callback(error as Error);
      }
    },
    flush(callback) {
      callback(remaining === -2 ? null : malformed());
    },
  });
}

const MAX_LINE_BYTES = 4096;
/** Lines after the last chunk; clients send a checksum, its signature and an empty line. */
const MAX_TRAILERS = 20;

const malformed = (): AwsError =>
  new AwsError('IncompleteBody', 'The request body is not a complete aws-chunked body');

function readSize(line: string): number {
  const size = /^([0-9a-f]{1,12})(;.*)?$/i.exec(line);
  if (!size) throw malformed();
  // The empty chunk has no data and so no CRLF of its own: trailers follow at once.
  return parseInt(size[1], 16) || -2;
}
