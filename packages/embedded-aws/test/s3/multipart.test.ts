import { createHash, randomBytes } from 'node:crypto';
import { S3, type CompletedPart, type ListMultipartUploadsCommandOutput } from '@aws-sdk/client-s3';
import { refused } from '../support/refused';
import { awsForAll } from '../support/test-aws';

const aws = awsForAll();
const s3 = aws.client(S3);
const Bucket = 'shop';
beforeAll(() => s3.createBucket({ Bucket }));
const MIB = 1024 * 1024;
const CONTENT = randomBytes(12 * MIB);
const PARTS = [CONTENT.subarray(0, 5 * MIB), CONTENT.subarray(5 * MIB, 10 * MIB), CONTENT.subarray(10 * MIB)];

async function begin(Key: string, more: object = {}) {
  const { UploadId } = await s3.createMultipartUpload({ Bucket, Key, ...more });
  return { Bucket, Key, UploadId: UploadId! };
}

type Place = Awaited<ReturnType<typeof begin>>;

async function upload(place: Place, parts = PARTS): Promise<CompletedPart[]> {
  const done: CompletedPart[] = [];
  for (const [at, Body] of parts.entries()) {
    const part = await s3.uploadPart({ ...place, PartNumber: at + 1, Body });
    done.push({ ETag: part.ETag, ChecksumSHA256: part.ChecksumSHA256, PartNumber: at + 1 });
  }
  return done;
}

const complete = (place: Place, Parts: CompletedPart[], more: object = {}) =>
  s3.completeMultipartUpload({ ...place, MultipartUpload: { Parts }, ...more });
const sha256 = (data: Buffer): Buffer => createHash('sha256').update(data).digest();
const md5 = (data: Buffer): Buffer => createHash('md5').update(data).digest();

describe('an upload of 12 MB in parts', () => {
  it('becomes one object with a composite ETag and checksum', async () => {
    const described = { ContentType: 'text/csv', Metadata: { a: 'b' } };
    const place = await begin('large', { ...described, ChecksumAlgorithm: 'SHA256' });
    const { ETag, ChecksumSHA256 } = await complete(place, await upload(place));
    expect(ETag).toBe(`"${md5(Buffer.concat(PARTS.map(md5))).toString('hex')}-3"`);
    expect(ChecksumSHA256).toBe(`${sha256(Buffer.concat(PARTS.map(sha256))).toString('base64')}-3`);
    const object = await s3.getObject({ Bucket, Key: 'large', ChecksumMode: 'ENABLED' });
    expect(CONTENT.equals(await object.Body!.transformToByteArray())).toBe(true);
    expect(object).toMatchObject({ ETag, ChecksumType: 'COMPOSITE', ...described });
    const Range = `bytes=${5 * MIB - 2}-${5 * MIB + 1}`;
    const over = await s3.getObject({ Bucket, Key: 'large', Range });
    const bytes = Buffer.from(await over.Body!.transformToByteArray());
    expect(bytes).toEqual(CONTENT.subarray(5 * MIB - 2, 5 * MIB + 2));
  });

  it('is checked as a whole, where its checksum is one of the whole', async () => {
    const whole = { ChecksumType: 'FULL_OBJECT' };
    const place = await begin('whole', { ChecksumAlgorithm: 'CRC32', ...whole });
    const parts = await upload(place);
    await refused(complete(place, parts, { ...whole, ChecksumCRC32: 'AAAAAA==' }), 'BadDigest');
    await s3.putObject({ Bucket, Key: 'in one', Body: CONTENT, ChecksumAlgorithm: 'CRC32' });
    const { ChecksumCRC32 } = await s3.headObject({ Bucket, Key: 'in one', ChecksumMode: 'ENABLED' });
    expect(await complete(place, parts, { ...whole, ChecksumCRC32 })).toMatchObject({ ChecksumCRC32 });
  });

  it('is listed until it is completed, and its parts with it', async () => {
    const place = await begin('listed');
    const Parts = await upload(place);
    const first = await s3.listParts({ ...place, MaxParts: 2 });
    expect(first).toMatchObject({ IsTruncated: true, NextPartNumberMarker: '2' });
    const second = await s3.listParts({ ...place, PartNumberMarker: first.NextPartNumberMarker });
    const listed = [...first.Parts!, ...second.Parts!];
    expect(listed).toMatchObject(
      PARTS.map((part, at) => ({ PartNumber: at + 1, Size: part.length, ETag: Parts[at].ETag })),
    );
    const uploads = async () => (await s3.listMultipartUploads({ Bucket, Prefix: 'listed' })).Uploads;
    expect(await uploads()).toMatchObject([{ Key: 'listed', UploadId: place.UploadId }]);
    await complete(place, Parts);
    expect(await uploads()).toBeUndefined();
    await refused(s3.listParts(place), 'NoSuchUpload');
  });
});

describe('completing fails', () => {
  const SMALL = [Buffer.from('small'), Buffer.from('last')];

  it.each<[string, string, (parts: CompletedPart[]) => CompletedPart[]]>([
    ['with a small part that is not the last', 'EntityTooSmall', (parts) => parts],
    ['with parts in the wrong order', 'InvalidPartOrder', (parts) => [...parts].reverse()],
    ['with a part of another ETag', 'InvalidPart', ([part]) => [{ ...part, ETag: '"other"' }]],
    ['with a part that was not uploaded', 'InvalidPart', ([part]) => [{ ...part, PartNumber: 3 }]],
    ['without parts', 'MalformedXML', () => []],
  ])('%s', async (_what, name, change) => {
    const place = await begin('failing');
    await refused(complete(place, change(await upload(place, SMALL))), name);
    expect((await s3.listParts(place)).Parts).toHaveLength(2);
  });

  it('over an object that must not be there', async () => {
    await s3.putObject({ Bucket, Key: 'there', Body: 'x' });
    const place = await begin('there');
    const parts = await upload(place, [Buffer.from('new')]);
    await refused(complete(place, parts, { IfNoneMatch: '*' }), 'PreconditionFailed');
    expect((await s3.headObject({ Bucket, Key: 'there' })).ContentLength).toBe(1);
  });
});

it('an aborted upload is gone', async () => {
  const place = await begin('aborted');
  await upload(place, [Buffer.from('x')]);
  await s3.abortMultipartUpload(place);
  await refused(s3.uploadPart({ ...place, PartNumber: 2, Body: 'y' }), 'NoSuchUpload');
  await refused(s3.abortMultipartUpload(place), 'NoSuchUpload');
});

it('a part may be copied out of an object, of a range that it has', async () => {
  const { ETag } = await s3.putObject({ Bucket, Key: 'source', Body: '0123456789' });
  const place = await begin('copied');
  const source = { PartNumber: 1, CopySource: `${Bucket}/source` };
  const copy = (CopySourceRange: string, CopySourceIfMatch?: string) =>
    s3.uploadPartCopy({ ...place, ...source, CopySourceRange, CopySourceIfMatch });
  await refused(copy('bytes=2-4', '"other"'), 'PreconditionFailed');
  const text = 'Range specified is not valid for source object of size: 10';
  for (const range of ['bytes=9-10', 'bytes=3-2']) await refused(copy(range), 'InvalidArgument', text);
  await copy('bytes=0-9');
  const { CopyPartResult } = await copy('bytes=2-4', ETag);
  await complete(place, [{ PartNumber: 1, ETag: CopyPartResult!.ETag }]);
  const { Body } = await s3.getObject({ Bucket, Key: 'copied' });
  expect(await Body!.transformToString()).toBe('234');
});

it('uploads are listed page by page and by common prefix', async () => {
  for (const key of ['p/1', 'p/1', 'p/2', 'p/q/3']) await begin(key);
  const seen: (string | undefined)[] = [];
  let marker: { KeyMarker?: string; UploadIdMarker?: string } | undefined = {};
  while (marker) {
    const ask = { Bucket, Prefix: 'p/', MaxUploads: 1, ...marker };
    const page: ListMultipartUploadsCommandOutput = await s3.listMultipartUploads(ask);
    seen.push(...page.Uploads!.map(({ Key }) => Key));
    const { NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = page;
    marker = page.IsTruncated ? { KeyMarker, UploadIdMarker } : undefined;
  }
  expect(seen).toEqual(['p/1', 'p/1', 'p/2', 'p/q/3']);
  const grouped = await s3.listMultipartUploads({ Bucket, Prefix: 'p/', Delimiter: '/' });
  expect(grouped.Uploads).toHaveLength(3);
  expect(grouped.CommonPrefixes).toEqual([{ Prefix: 'p/q/' }]);
});
