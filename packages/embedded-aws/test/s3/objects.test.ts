import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { S3 } from '@aws-sdk/client-s3';
import { refused } from '../support/refused';
import { awsForAll } from '../support/test-aws';

const aws = awsForAll();
const s3 = aws.client(S3);
const Bucket = 'shop';
beforeAll(() => s3.createBucket({ Bucket }));

async function put(Key: string, Body: string | Buffer = 'x', more: object = {}): Promise<string> {
  const { ETag } = await s3.putObject({ Bucket, Key, Body, ...more });
  return ETag!;
}

const textOf = async (Key: string, more: object = {}): Promise<string> =>
  (await s3.getObject({ Bucket, Key, ...more })).Body!.transformToString();

describe('an object', () => {
  it.each([
    ['a text', 'naïve café', 'naïve café'],
    ['a buffer', 'naïve café', Buffer.from('naïve café')],
    ['a stream, sent aws-chunked', 'naïve café', Readable.from([Buffer.from('naïve '), Buffer.from('café')])],
    ['nothing', '', ''],
  ])('comes back as it was put: %s', async (_what, content, Body) => {
    const ContentLength = Buffer.byteLength(content);
    const { ETag } = await s3.putObject({ Bucket, Key: 'text', Body, ContentLength });
    expect(ETag).toBe(`"${createHash('md5').update(content).digest('hex')}"`);
    const object = await s3.getObject({ Bucket, Key: 'text' });
    expect(await object.Body!.transformToString()).toBe(content);
    expect(object).toMatchObject({ ContentLength, ETag, AcceptRanges: 'bytes' });
  });

  it.each([
    ' spaces  within ',
    'plus+percent%25&amp;',
    'ünïcode/日本/🎁',
    '../../etc/passwd',
    'a/../b',
    '/leading/slash',
    'trailing/slash/',
    'quotes\'"<>?#[]!*()',
    'constructor',
  ])('may have the key %j', async (Key) => {
    await put(Key, Key);
    expect(await textOf(Key)).toBe(Key);
    const { Contents } = await s3.listObjectsV2({ Bucket, Prefix: Key });
    expect(Contents!.map((object) => object.Key)).toEqual([Key]);
    await s3.deleteObjects({ Bucket, Delete: { Objects: [{ Key }] } });
    await refused(s3.headObject({ Bucket, Key }), 'NotFound');
  });

  it('keeps its headers, metadata and tags', async () => {
    const object = { Bucket, Key: 'described' };
    const described = {
      CacheControl: 'max-age=60',
      ContentDisposition: 'attachment',
      ContentEncoding: 'gzip',
      ContentLanguage: 'de',
      ContentType: 'text/csv',
      Metadata: { 'owner-team': 'shop' },
    };
    const Body = Readable.from([Buffer.from('abc')]);
    const Tagging = 'a=1&b=x%20y';
    await s3.putObject({ ...object, Body, ContentLength: 3, ...described, Tagging });
    expect(await s3.headObject(object)).toMatchObject({ ...described, TagCount: 2 });
    expect((await s3.getObjectTagging(object)).TagSet).toEqual([
      { Key: 'a', Value: '1' },
      { Key: 'b', Value: 'x y' },
    ]);
    await s3.putObjectTagging({ ...object, Tagging: { TagSet: [{ Key: 'c', Value: '3' }] } });
    expect((await s3.headObject(object)).TagCount).toBe(1);
    await s3.deleteObjectTagging(object);
    expect((await s3.getObjectTagging(object)).TagSet).toEqual([]);
  });

  it('of several megabytes is read to its end although it is replaced meanwhile', async () => {
    const bytes = randomBytes(5_000_000);
    const stream = Readable.from([bytes.subarray(0, 1_234_567), bytes.subarray(1_234_567)]);
    await s3.putObject({ Bucket, Key: 'replaced', Body: stream, ContentLength: bytes.length });
    const { Body } = await s3.getObject({ Bucket, Key: 'replaced' });
    await put('replaced', 'new');
    expect(bytes.equals(await Body!.transformToByteArray())).toBe(true);
    expect(await textOf('replaced')).toBe('new');
  });

  it('fails by name when its version or the source of its copy is not there, or its key has more than 1024 bytes', async () => {
    await refused(s3.getObject({ Bucket, Key: 'none', VersionId: 'null' }), 'NoSuchVersion');
    await refused(s3.copyObject({ Bucket, Key: 'copy', CopySource: `${Bucket}/none` }), 'NoSuchKey');
    await refused(put('ü'.repeat(513)), 'KeyTooLongError');
  });
});

describe('a range', () => {
  it.each([
    ['bytes=0-3', '0123', 'bytes 0-3/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-2', '89', 'bytes 8-9/10'],
    ['bytes=5-99', '56789', 'bytes 5-9/10'],
    ['bytes=-99', '0123456789', 'bytes 0-9/10'],
    ['bytes=0-1,3-4', '0123456789', undefined],
  ])('%s answers its bytes, and one of a form that nobody knows all', async (Range, text, ContentRange) => {
    await put('digits', '0123456789');
    const answer = await s3.getObject({ Bucket, Key: 'digits', Range });
    expect(await answer.Body!.transformToString()).toBe(text);
    const { httpStatusCode } = answer.$metadata;
    expect([answer.ContentRange, httpStatusCode]).toEqual([ContentRange, ContentRange ? 206 : 200]);
    expect(answer.ContentLength).toBe(text.length);
  });
});

describe('a condition', () => {
  it('on reading lets the object through, or not', async () => {
    const eTag = await put('conditional');
    const read = (more: object): Promise<number | undefined> =>
      s3.headObject({ Bucket, Key: 'conditional', ...more }).then(
        ({ $metadata }) => $metadata.httpStatusCode,
        (error: { $metadata: { httpStatusCode: number } }) => error.$metadata.httpStatusCode,
      );
    const { LastModified } = await s3.headObject({ Bucket, Key: 'conditional' });
    const [past, future] = [new Date(Date.now() - 3_600_000), new Date(Date.now() + 3_600_000)];
    for (const [condition, status] of [
      [{ IfMatch: eTag }, 200],
      [{ IfMatch: '"other"' }, 412],
      [{ IfNoneMatch: eTag }, 304],
      [{ IfNoneMatch: '"other"' }, 200],
      [{ IfModifiedSince: past }, 200],
      [{ IfModifiedSince: future }, 304],
      [{ IfModifiedSince: LastModified }, 304],
      [{ IfUnmodifiedSince: past }, 412],
      [{ IfUnmodifiedSince: past, IfMatch: eTag }, 200],
    ] as const)
      expect([condition, await read(condition)]).toEqual([condition, status]);
  });

  it('on writing or deleting keeps what is there', async () => {
    const old = await put('guarded', 'old');
    for (const condition of [{ IfNoneMatch: '*' }, { IfMatch: '"other"' }])
      await refused(put('guarded', 'new', condition), 'PreconditionFailed');
    const IfMatch = await put('guarded', 'new', { IfMatch: old });
    expect(IfMatch).not.toBe(old);
    const remove = (): Promise<unknown> => s3.deleteObject({ Bucket, Key: 'guarded', IfMatch });
    await remove();
    for (const call of [remove(), put('guarded', 'new', { IfMatch })]) await refused(call, 'NoSuchKey');
  });
});

describe('a copy', () => {
  it('has the content and the description of its source', async () => {
    await put('source ü+%', 'content', { ContentType: 'text/plain', Metadata: { a: 'b' } });
    const CopySource = `/${Bucket}/${encodeURIComponent('source ü+%')}`;
    const { CopyObjectResult } = await s3.copyObject({ Bucket, Key: 'copy', CopySource });
    const copy = await s3.getObject({ Bucket, Key: 'copy' });
    expect(await copy.Body!.transformToString()).toBe('content');
    const { ETag } = CopyObjectResult!;
    expect(copy).toMatchObject({ ContentType: 'text/plain', Metadata: { a: 'b' }, ETag });
  });

  it('gets a description of its own, where that is wanted', async () => {
    await put('source', 'content', { ContentType: 'text/plain', Metadata: { a: 'b' } });
    const copy = { Bucket, Key: 'source', CopySource: `${Bucket}/source`, ContentType: 'text/csv' };
    await refused(s3.copyObject(copy), 'InvalidRequest');
    await s3.copyObject({ ...copy, MetadataDirective: 'REPLACE' });
    const { ContentType, Metadata, Body } = await s3.getObject({ Bucket, Key: 'source' });
    expect([ContentType, Metadata, await Body!.transformToString()]).toEqual(['text/csv', {}, 'content']);
  });
});

it('an answer that nothing was modified has the ETag and the date', async () => {
  const { ETag } = await s3.putObject({ Bucket, Key: 'cached', Body: 'x' });
  const answer = await fetch(`${aws.endpoint}/${Bucket}/cached`, { headers: { 'if-none-match': ETag! } });
  expect(answer.status).toBe(304);
  expect(answer.headers.get('etag')).toBe(ETag);
  expect(answer.headers.get('last-modified')).toMatch(/GMT$/);
});

it('an object has ten tags at most, however they come', async () => {
  const TagSet = Array.from({ length: 11 }, (_, at) => ({ Key: `k${at}`, Value: 'v' }));
  const error = { name: 'BadRequest', message: 'Object tags cannot be greater than 10' };
  const Tagging = TagSet.map(({ Key, Value }) => `${Key}=${Value}`).join('&');
  const object = { Bucket, Key: 'tagged' };
  await expect(s3.putObject({ ...object, Body: 'x', Tagging })).rejects.toMatchObject(error);
  await s3.putObject({ ...object, Body: 'x' });
  await expect(s3.putObjectTagging({ ...object, Tagging: { TagSet } })).rejects.toMatchObject(error);
});
