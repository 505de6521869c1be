import { pipeline, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { decodeAwsChunked } from '../../src/gateway/aws-chunked';

const BODY = '5;chunk-signature=abc\r\nhello\r\n7\r\n, world\r\n0\r\nx-amz-checksum-crc32:AAAA\r\n\r\n';

const decode = (pieces: string[], trailers: string[] = []): Promise<Buffer> =>
  buffer(
    pipeline(
      Readable.from(pieces.map((piece) => Buffer.from(piece))),
      decodeAwsChunked((name, value) => trailers.push(`${name}=${value}`)),
      () => {},
    ),
  );

describe('aws-chunked bodies', () => {
  it.each([
    ['in one piece', [BODY]],
    ['a byte at a time', [...BODY]],
    ['cut within a size', [BODY.slice(0, 31), BODY.slice(31)]],
  ])('are decoded when they come %s', async (_how, pieces) => {
    const trailers: string[] = [];
    expect((await decode(pieces, trailers)).toString()).toBe('hello, world');
    expect(trailers).toEqual(['x-amz-checksum-crc32=AAAA']);
  });

  it.each([
    ['breaks off in a chunk', '5\r\nhel'],
    ['lacks the last chunk', '5\r\nhello\r\n'],
    ['has no size', 'zz\r\nhello\r\n0\r\n\r\n'],
    ['is empty', ''],
  ])('fails a body that %s', async (_how, body) => {
    await expect(decode([body])).rejects.toThrow('not a complete aws-chunked body');
  });
});
