import { createHash } from 'node:crypto';
import { S3 } from '@aws-sdk/client-s3';
import { zipCrc32 } from '../../src/services/s3/crc';
import { rawExchange } from '../gateway/raw-exchange';
import { refused } from '../support/refused';
import { awsForAll } from '../support/test-aws';

const aws = awsForAll();
const s3 = aws.client(S3);
const Bucket = 'shop';
beforeAll(() => s3.createBucket({ Bucket }));
const send = (path: string, init?: RequestInit): Promise<Response> => fetch(aws.endpoint + path, init);
const digest = (algorithm: string, text: string, encoding: 'base64' | 'hex' = 'base64'): string =>
  createHash(algorithm).update(text).digest(encoding);

async function code(response: Response): Promise<string> {
  const text = await response.text();
  return /<Code>(\w+)<\/Code>/.exec(text)?.[1] ?? `${response.status}`;
}

describe('a checksum', () => {
  // The check values of "123456789" in the catalogue of CRC algorithms.
  it.each([
    ['CRC32', 'y/Q5Jg=='],
    ['CRC32C', '4waSgw=='],
    ['CRC64NVME', 'rosUhgp5mIg='],
    ['SHA1', digest('sha1', '123456789')],
    ['SHA256', digest('sha256', '123456789')],
  ] as const)('%s is taken where it is right, kept and answered', async (ChecksumAlgorithm, value) => {
    const member = `Checksum${ChecksumAlgorithm}`;
    const object = { Bucket, Key: ChecksumAlgorithm };
    const answer = await s3.putObject({ ...object, Body: '123456789', [member]: value });
    expect(answer).toMatchObject({ [member]: value });
    const head = await s3.headObject({ ...object, ChecksumMode: 'ENABLED' });
    expect(head).toMatchObject({ [member]: value, ChecksumType: 'FULL_OBJECT' });
    expect(await s3.headObject(object)).not.toHaveProperty(member);
  });

  const chunked = (body: string): RequestInit => ({
    method: 'PUT',
    body,
    headers: {
      'content-encoding': 'aws-chunked',
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-trailer': 'x-amz-checksum-crc32',
      'x-amz-decoded-content-length': '9',
    },
  });

  it.each([
    ['right', '9\r\n123456789\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n', '200'],
    ['wrong', '9\r\n123456789\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n', 'BadDigest'],
    ['announced and missing', '9\r\n123456789\r\n0\r\n\r\n', 'MalformedTrailerError'],
    ['of another length', '8\r\n12345678\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n', 'IncompleteBody'],
    ['behind a chunk that breaks off', 'ff\r\n123456789', 'IncompleteBody'],
  ])('in a trailer is compared with the decoded body: %s', async (what, body, expected) => {
    const path = `/${Bucket}/${encodeURIComponent(`trailer ${what}`)}`;
    expect(await code(await send(path, chunked(body)))).toBe(expected);
    expect((await send(path, { method: 'HEAD' })).status).toBe(expected === '200' ? 200 : 404);
  });

  it.each([
    ['content-md5', digest('md5', 'body'), '200'],
    ['x-amz-content-sha256', createHash('sha256').update('other').digest('hex'), 'XAmzContentSHA256Mismatch'],
    ['x-amz-content-sha256', createHash('sha256').update('body').digest('hex'), '200'],
    ['x-amz-content-sha256', 'UNSIGNED-PAYLOAD', '200'],
  ])('%s %s answers %s (S3-9)', async (name, value, expected) => {
    const headers = { [name]: value };
    const answer = await send(`/${Bucket}/digest`, { method: 'PUT', body: 'body', headers });
    expect(await code(answer)).toBe(expected);
  });
});

it('DeleteObjects needs a digest of its body, and the right one (S3-9)', async () => {
  await s3.putObject({ Bucket, Key: 'kept', Body: 'x' });
  const body = '<Delete><Object><Key>kept</Key></Object></Delete>';
  const remove = (headers: Record<string, string>): Promise<Response> =>
    send(`/${Bucket}?delete`, { method: 'POST', body, headers });
  const refusal = await remove({ 'x-amz-content-sha256': digest('sha256', body, 'hex') });
  expect(await refusal.text()).toContain(
    '<Code>InvalidRequest</Code><Message>Missing required header for this request: Content-MD5 OR x-amz-checksum-*<',
  );
  expect(await code(await remove({ 'x-amz-checksum-sha256': digest('sha256', 'other') }))).toBe('BadDigest');
  expect((await s3.headObject({ Bucket, Key: 'kept' })).ContentLength).toBe(1);
  expect(await code(await remove({ 'content-md5': digest('md5', body) }))).toBe('200');
  expect(await code(await remove({ 'x-amz-checksum-sha256': digest('sha256', body) }))).toBe('200');
});

it('a body that breaks off stores nothing', async () => {
  const incomplete = (): number =>
    aws.requests.list().filter(({ error }) => error?.startsWith('IncompleteBody: You did not provide'))
      .length;
  const before = incomplete();
  const request = (line: string, headers = ''): string =>
    `${line} HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n`;
  await rawExchange(aws.endpoint, (socket) => {
    // The server looks up a connection's owner once. A connection that is gone before has none and is refused for that.
    socket.write(request('GET /_local/health'));
    socket.once('data', () => {
      socket.write(request(`PUT /${Bucket}/broken`, 'Content-Length: 1000000\r\nExpect: 100-continue\r\n'));
      socket.once('data', () => socket.write(Buffer.alloc(100_000), () => socket.destroy()));
    });
  });
  // The server detects the disconnect asynchronously; the request log shows when.
  while (incomplete() === before) await new Promise(setImmediate);
  await refused(s3.headObject({ Bucket, Key: 'broken' }), 'NotFound');
});

it('a presigned URL carries headers among its parameters', async () => {
  const signed = 'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=900&X-Amz-SignedHeaders=host&x-id=PutObject';
  const put = (query: string): Promise<Response> =>
    send(`/${Bucket}/presigned?${signed}&${query}`, { method: 'PUT', body: '123456789' });
  expect(await code(await put('x-amz-checksum-crc32=AAAAAA%3D%3D'))).toBe('BadDigest');
  expect(await code(await put('x-amz-checksum-crc32=y%2FQ5Jg%3D%3D&x-amz-meta-a=b'))).toBe('200');
  const { Metadata } = await s3.headObject({ Bucket, Key: 'presigned' });
  expect(Metadata).toEqual({ a: 'b' });
  const old = await send(`/${Bucket}/presigned?AWSAccessKeyId=test&Signature=x&Expires=1`);
  expect(await old.text()).toBe('123456789');
});

const put = (headers: Record<string, string>): RequestInit => ({ method: 'PUT', body: 'x', headers });
it.each<[string, string, RequestInit]>([
  ['x-amz-object-lock-mode', '/x', put({ 'x-amz-object-lock-mode': 'GOVERNANCE' })],
  [
    "does not support 'aws:kms:dsse' at 'ServerSideEncryption'. Supported: AES256, aws:kms",
    '/x',
    put({ 'x-amz-server-side-encryption': 'aws:kms:dsse' }),
  ],
  ['?cors', '?cors', {}],
  ['response-expires', '/x?response-expires=0', {}],
  ['partNumber', '/x?partNumber=1', {}],
])('what is understood and not built fails by its name: %s (S3-16)', async (text, path, init) => {
  expect(await (await send(`/${Bucket}${path}`, init)).text()).toContain(text);
});

it('a stranger as the expected owner fails', async () => {
  const stranger = { Bucket, Key: 'x', Body: 'x', ExpectedBucketOwner: '999999999999' };
  await refused(s3.putObject(stranger), 'AccessDenied');
});

it.each([
  ['is Node.js’s own where there is one', zipCrc32()],
  ['is computed here where there is none', zipCrc32(null)],
])('the CRC of zip %s, piece by piece', (_what, crc) => {
  for (const piece of ['12345', '', '6789']) crc.update(Buffer.from(piece));
  // The check value of "123456789" in the catalogue of CRC algorithms.
  expect(crc.digest().toString('hex')).toBe('cbf43926');
});
