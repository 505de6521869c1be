import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { S3 } from '@aws-sdk/client-s3';
import { refused } from '../support/refused';
import { clientOf, runningFor } from '../support/running';
import { startS3 } from './running-s3';

const running = runningFor('all tests', startS3);
const s3 = clientOf(running, S3);

const Bucket = 'shop';

async function put(Key: string, Body: string | Buffer = 'x', more: object = {}): Promise<string> {
  const { ETag } = await s3.putObject({ Bucket, Key, Body, ...more });
  return ETag!;
}

const textOf = async (Key: string, more: object = {}): Promise<string> =>
  (await s3.getObject({ Bucket, Key, ...more })).Body!.transformToString();

describe('an object', () => {
  it.each([
    ['a text', () => 'naïve café'],
    ['a buffer', () => Buffer.from('naïve café')],
    ['a stream, sent aws-chunked', () => Readable.from([Buffer.from('naïve '), Buffer.from('café')])],
  ])('comes back as it was put: %s', async (_what, body) => {
    const { ETag } = await s3.putObject({ Bucket, Key: 'text', Body: body(), ContentLength: 12 });
    expect(ETag).toBe('"8feed1b062e175e77b3769d990f9e527"');
    const object = await s3.getObject({ Bucket, Key: 'text' });
    expect(await object.Body!.transformToString()).toBe('naïve café');
    expect(object).toMatchObject({ ContentLength: 12, ETag, AcceptRanges: 'bytes' });
  });

  it('may be empty', async () => {
    await put('empty', '', { ContentLength: 0 });
    const { Body, ContentLength } = await s3.getObject({ Bucket, Key: 'empty' });
    expect([await Body!.transformToString(), ContentLength]).toEqual(['', 0]);
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

  it('fails by name when it is not there, or has a key of more than 1024 bytes', async () => {
    await refused(s3.getObject({ Bucket, Key: 'none' }), 'NoSuchKey');
    await refused(s3.getObject({ Bucket: 'nobody', Key: 'none' }), 'NoSuchBucket');
    await refused(s3.getObject({ Bucket, Key: 'none', VersionId: 'null' }), 'NoSuchVersion');
    await refused(put('ü'.repeat(513)), 'KeyTooLongError');
  });

  it('is deleted, quietly where that is wanted, and may be deleted again', async () => {
    await put('quiet');
    const Objects = [{ Key: 'quiet' }, { Key: 'was never there' }];
    const { Deleted } = await s3.deleteObjects({ Bucket, Delete: { Objects, Quiet: true } });
    expect(Deleted).toBeUndefined();
    await refused(s3.headObject({ Bucket, Key: 'quiet' }), 'NotFound');
    expect((await s3.deleteObjects({ Bucket, Delete: { Objects } })).Deleted).toEqual(Objects);
    await put('gone');
    for (let n = 0; n < 2; n++) await s3.deleteObject({ Bucket, Key: 'gone' });
    await refused(s3.headObject({ Bucket, Key: 'gone' }), 'NotFound');
  });
});

describe('a range', () => {
  it.each([
    ['bytes=0-3', '0123', 'bytes 0-3/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-2', '89', 'bytes 8-9/10'],
    ['bytes=5-99', '56789', 'bytes 5-9/10'],
    ['bytes=-99', '0123456789', 'bytes 0-9/10'],
  ])('%s answers its bytes', async (Range, text, ContentRange) => {
    await put('digits', '0123456789');
    const answer = await s3.getObject({ Bucket, Key: 'digits', Range });
    expect(await answer.Body!.transformToString()).toBe(text);
    const $metadata = { httpStatusCode: 206 };
    expect(answer).toMatchObject({ ContentRange, ContentLength: text.length, $metadata });
  });

  it('of a form that nobody knows is no condition', async () => {
    await put('digits', '0123456789');
    const { Body, $metadata } = await s3.getObject({ Bucket, Key: 'digits', Range: 'bytes=0-1,3-4' });
    expect([await Body!.transformToString(), $metadata.httpStatusCode]).toEqual(['0123456789', 200]);
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
    const [past, future] = [new Date(Date.now() - 3_600_000), new Date(Date.now() + 3_600_000)];
    for (const [condition, status] of [
      [{ IfMatch: eTag }, 200],
      [{ IfMatch: '"other"' }, 412],
      [{ IfNoneMatch: eTag }, 304],
      [{ IfNoneMatch: '"other"' }, 200],
      [{ IfModifiedSince: past }, 200],
      [{ IfModifiedSince: future }, 304],
      [{ IfUnmodifiedSince: past }, 412],
      [{ IfUnmodifiedSince: past, IfMatch: eTag }, 200],
    ] as const)
      expect([condition, await read(condition)]).toEqual([condition, status]);
  });

  it('on writing keeps what is there', async () => {
    const eTag = await put('guarded', 'old');
    const failed = { name: 'PreconditionFailed' };
    await expect(put('guarded', 'new', { IfNoneMatch: '*' })).rejects.toMatchObject(failed);
    await expect(put('guarded', 'new', { IfMatch: '"other"' })).rejects.toMatchObject(failed);
    expect(await put('guarded', 'new', { IfMatch: eTag })).not.toBe(eTag);
    await refused(put('not there', 'new', { IfMatch: eTag }), 'NoSuchKey');
  });

  it('on deleting keeps what is there', async () => {
    const eTag = await put('guarded');
    const remove = (IfMatch: string): Promise<unknown> =>
      s3.deleteObject({ Bucket, Key: 'guarded', IfMatch });
    await refused(remove('"other"'), 'PreconditionFailed');
    await remove(eTag);
    await refused(remove(eTag), 'NoSuchKey');
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

  it('fails without its source, or when that is not as it should be', async () => {
    await put('source');
    const copy = { Bucket, Key: 'copy', CopySource: `${Bucket}/source` };
    await refused(s3.copyObject({ ...copy, CopySource: `${Bucket}/none` }), 'NoSuchKey');
    await refused(s3.copyObject({ ...copy, CopySourceIfMatch: '"other"' }), 'PreconditionFailed');
  });
});

it('an answer that nothing was modified has the ETag and the date', async () => {
  const { ETag } = await s3.putObject({ Bucket, Key: 'cached', Body: 'x' });
  const answer = await running.send(`/${Bucket}/cached`, { headers: { 'if-none-match': ETag! } });
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
