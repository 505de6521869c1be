import { pipeline, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { decodeAwsChunked } from '../../src/gateway/aws-chunked';
import { createHttpServer } from '../../src/gateway/http-server';
import { awsForAll } from '../support/test-aws';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { head, rawAnswer, rawExchange } from './raw-exchange';

const LIST_SCHEMAS = 'X-Amz-Target: AmazonPersonalize.ListSchemas';
const MEGABYTE = Buffer.alloc(1024 * 1024, 'x');

describe('the HTTP side of the embedded AWS', () => {
  const aws = awsForAll();
  let bugs: jest.SpyInstance;
  beforeAll(() => rawAnswer(aws.endpoint, head('s3', 'PUT /shop', 'Content-Length: 0')));
  beforeEach(() => {
    bugs = jest.spyOn(console, 'error').mockImplementation();
  });
  // Only bugs of ours write to stderr; whatever the input, the server survives.
  afterEach(async () => {
    expect(bugs.mock.calls).toEqual([]);
    bugs.mockRestore();
    expect((await fetch(`${aws.endpoint}/_local/health`)).status).toBe(200);
  });

  it.each([
    ['bytes that are no HTTP', '\x00\x01\x02 what?\r\n\r\n', 400],
    ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n', 400],
    ['no Host header', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['two lengths', head('s3', 'PUT /shop/x', 'Content-Length: 3', 'Content-Length: 4'), 400],
    ['a length beside chunks', head('s3', 'PUT /', 'Content-Length: 3', 'Transfer-Encoding: chunked'), 400],
    ['a chunk without a size', `${head('s3', 'POST /shop?delete', 'Transfer-Encoding: chunked')}zz\r\n`, 400],
    ['a header of 20 kB', head('s3', 'GET /', `X-Long: ${'x'.repeat(20_000)}`), 431],
    ['a header with a control character', head('s3', 'GET /', 'X-Odd: a\x01b'), 400],
  ])('answers %s with a status and a sentence', async (_, request, status) => {
    const answer = await rawAnswer(aws.endpoint, request);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    if (!answer.includes('\r\n\r\n')) throw new Error('the answer has no end of its headers');
  });

  it.each([
    ['of JSON', head('personalize', 'POST /', LIST_SCHEMAS, 'Content-Length: 99')],
    ['of a form', head('iam', 'POST /', 'Content-Length: 99')],
    ['of XML', head('s3', 'POST /shop?delete', 'Content-Length: 99')],
    ['of an object', head('s3', 'PUT /shop/half', 'Content-Length: 99')],
    ['in aws-chunked', head('s3', 'PUT /shop/half', 'Content-Encoding: aws-chunked', 'Content-Length: 99')],
  ])('keeps nothing of a body %s that breaks off', async (_, request) => {
    await rawExchange(aws.endpoint, (socket) => void socket.end(`${request}{"a":`));
    const keys = await rawAnswer(aws.endpoint, head('s3', 'GET /shop?list-type=2'));
    expect(keys).toContain('<KeyCount>0</KeyCount>');
  });

  it.each([
    ['no line end behind a chunk', '5\r\nhelloXX0\r\n\r\n'],
    ['no last chunk', '5\r\nhello\r\n'],
    ['nothing in it', ''],
    ['a size that is no number', '-5\r\nhello\r\n0\r\n\r\n'],
    ['a size of a terabyte', 'ffffffffff\r\nhello'],
    ['a line without end', `5;${'x'.repeat(100_000)}`],
    ['trailers without end', `0\r\n${'a:b\r\n'.repeat(10_000)}`],
  ])('answers an aws-chunked body with %s, and stores nothing', async (_, body) => {
    const request = head(
      's3',
      'PUT /shop/chunked',
      'Content-Encoding: aws-chunked',
      'X-Amz-Decoded-Content-Length: 5',
      `Content-Length: ${body.length}`,
    );
    const answer = await rawAnswer(aws.endpoint, request + body);
    // An error in mid-stream closes the connection, since the client is still sending.
    expect(answer === '' || /^HTTP\/1\.1 400 [^]*<Code>IncompleteBody</.test(answer)).toBe(true);
    const keys = await rawAnswer(aws.endpoint, head('s3', 'GET /shop?list-type=2'));
    expect(keys).toContain('<KeyCount>0</KeyCount>');
  });

  it.each([
    ['JSON', head('personalize', 'POST /', LIST_SCHEMAS), 413, '"RequestEntityTooLarge'],
    ['a REST call', head('lambda', 'POST /2015-03-31/functions/a/policy'), 413, '"RequestEntityTooLarge'],
    ['a form', head('iam', 'POST /'), 413, '<Code>RequestEntityTooLarge'],
    ['XML', head('s3', 'POST /shop?delete'), 411, '<Code>MissingContentLength'],
    ['an object', head('s3', 'PUT /shop/large'), 411, '<Code>MissingContentLength'],
    ['a control endpoint', head('s3', 'POST /_local/faults'), 413, 'The body exceeds 1048576 bytes'],
  ])(
    'refuses 20 MiB of %s that come in chunks, without keeping them (HTTP-4)',
    async (_, request, status, words) => {
      const answer = await rawExchange(aws.endpoint, (socket) => {
        socket.write(request.replace('\r\n\r\n', '\r\nTransfer-Encoding: chunked\r\n\r\n'));
        for (let sent = 0; sent < 20; sent++) {
          socket.write(`${MEGABYTE.length.toString(16)}\r\n`);
          socket.write(MEGABYTE);
          socket.write('\r\n');
        }
        socket.write('0\r\n\r\n');
      });
      expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [^]*${words}`));
    },
  );

  it('refuses an object of more than 5 GiB before it comes (HTTP-4)', async () => {
    const request = head('s3', 'PUT /shop/large', `Content-Length: ${5 * 1024 ** 3 + 1}`);
    const answer = await rawExchange(aws.endpoint, (socket) => {
      socket.write(request);
      socket.once('data', () => socket.end());
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 [^]*<Code>EntityTooLarge</);
  });
});

describe('an HTTP server', () => {
  it.each([
    ['its headers', 'GET / HTTP/1.1\r\nHost: 127'],
    ['its body', 'PUT / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\n\r\nhe'],
  ])('closes the connection of a client that never ends %s', async (_, request) => {
    const server = createHttpServer({ headersMs: 20, requestMs: 20, checkMs: 10 });
    server.on('request', (request) => request.resume().on('error', () => {}));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const answer = await rawAnswer(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, request);
    expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n[^]*The embedded AWS cannot read the request/);
    server.close();
    await once(server, 'close');
  });
});

describe('an aws-chunked body', () => {
  const BODY = '5;chunk-signature=abc\r\nhello\r\n7\r\n, world\r\n0\r\nx-amz-checksum-crc32:AAAA\r\n\r\n';

  it.each([
    ['in one piece', [BODY]],
    ['a byte at a time', [...BODY]],
    ['cut within a size', [BODY.slice(0, 31), BODY.slice(31)]],
  ])('is decoded when it comes %s', async (_how, pieces) => {
    const trailers: string[] = [];
    const decode = decodeAwsChunked((name, value) => trailers.push(`${name}=${value}`));
    const source = Readable.from(pieces.map((piece) => Buffer.from(piece)));
    expect(await text(pipeline(source, decode, () => {}))).toBe('hello, world');
    expect(trailers).toEqual(['x-amz-checksum-crc32=AAAA']);
  });
});
