import { createHash, randomBytes } from 'node:crypto';
import type { CompletedPart, ListMultipartUploadsCommandOutput } from '@aws-sdk/client-s3';
import { startS3 } from './running-s3';
import { refused } from '../support/refused';
import { runningFor } from '../support/running';

const running = runningFor('all tests', startS3);

const Bucket = 'shop';
const MIB = 1024 * 1024;
const CONTENT = randomBytes(12 * MIB);
const PARTS = [CONTENT.subarray(0, 5 * MIB), CONTENT.subarray(5 * MIB, 10 * MIB), CONTENT.subarray(10 * MIB)];

async function begin(
  Key: string,
  more: object = {},
): Promise<{ Bucket: string; Key: string; UploadId: string }> {
  const { UploadId } = await running.s3.createMultipartUpload({ Bucket, Key, ...more });
  return { Bucket, Key, UploadId: UploadId! };
}

async function upload(
  place: { Bucket: string; Key: string; UploadId: string },
  parts = PARTS,
): Promise<CompletedPart[]> {
  const done: CompletedPart[] = [];
  for (const [at, Body] of parts.entries()) {
    const part = await running.s3.uploadPart({ ...place, PartNumber: at + 1, Body });
    done.push({ ETag: part.ETag, ChecksumSHA256: part.ChecksumSHA256, PartNumber: at + 1 });
  }
  return done;
}

const md5 = (data: Buffer): Buffer => createHash('md5').update(data).digest();

describe('an upload of 12 MB in parts', () => {
  it('becomes one object with a composite ETag and checksum', async () => {
    const place = await begin('large', {
      ContentType: 'text/csv',
      Metadata: { a: 'b' },
      ChecksumAlgorithm: 'SHA256',
    });
    const Parts = await upload(place);
    const { ETag, ChecksumSHA256 } = await running.s3.completeMultipartUpload({
      ...place,
      MultipartUpload: { Parts },
    });
    expect(ETag).toBe(`"${md5(Buffer.concat(PARTS.map(md5))).toString('hex')}-3"`);
    const sha256 = (data: Buffer): Buffer => createHash('sha256').update(data).digest();
    expect(ChecksumSHA256).toBe(`${sha256(Buffer.concat(PARTS.map(sha256))).toString('base64')}-3`);
    const object = await running.s3.getObject({ Bucket, Key: 'large', ChecksumMode: 'ENABLED' });
    expect(CONTENT.equals(await object.Body!.transformToByteArray())).toBe(true);
    expect(object).toMatchObject({
      ETag,
      ChecksumType: 'COMPOSITE',
      ContentType: 'text/csv',
      Metadata: { a: 'b' },
    });
    const over = await running.s3.getObject({
      Bucket,
      Key: 'large',
      Range: `bytes=${5 * MIB - 2}-${5 * MIB + 1}`,
    });
    expect(Buffer.from(await over.Body!.transformToByteArray())).toEqual(
      CONTENT.subarray(5 * MIB - 2, 5 * MIB + 2),
    );
  });

  it('is checked as a whole, where its checksum is one of the whole', async () => {
    const place = await begin('whole', { ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' });
    const MultipartUpload = { Parts: await upload(place) };
    const complete = (ChecksumCRC32: string): Promise<{ ChecksumCRC32?: string }> =>
      running.s3.completeMultipartUpload({
        ...place,
        MultipartUpload,
        ChecksumType: 'FULL_OBJECT',
        ChecksumCRC32,
      });
    await refused(complete('AAAAAA=='), 'BadDigest');
    await running.s3.putObject({ Bucket, Key: 'in one', Body: CONTENT, ChecksumAlgorithm: 'CRC32' });
    const { ChecksumCRC32 } = await running.s3.headObject({ Bucket, Key: 'in one', ChecksumMode: 'ENABLED' });
    expect((await complete(ChecksumCRC32!)).ChecksumCRC32).toBe(ChecksumCRC32);
  });

  it('is listed until it is completed, and its parts with it', async () => {
    const place = await begin('listed');
    const Parts = await upload(place);
    const first = await running.s3.listParts({ ...place, MaxParts: 2 });
    expect(first).toMatchObject({ IsTruncated: true, NextPartNumberMarker: '2' });
    const second = await running.s3.listParts({ ...place, PartNumberMarker: first.NextPartNumberMarker });
    expect(
      [...first.Parts!, ...second.Parts!].map(({ PartNumber, Size, ETag }) => [PartNumber, Size, ETag]),
    ).toEqual(PARTS.map((part, at) => [at + 1, part.length, Parts[at].ETag]));
    expect((await running.s3.listMultipartUploads({ Bucket, Prefix: 'listed' })).Uploads).toMatchObject([
      { Key: 'listed', UploadId: place.UploadId },
    ]);
    await running.s3.completeMultipartUpload({ ...place, MultipartUpload: { Parts } });
    expect((await running.s3.listMultipartUploads({ Bucket, Prefix: 'listed' })).Uploads).toBeUndefined();
    await refused(running.s3.listParts(place), 'NoSuchUpload');
  });
});

describe('completing fails', () => {
  const SMALL = [Buffer.from('small'), Buffer.from('last')];

  it.each([
    ['with a small part that is not the last', 'EntityTooSmall', (parts: CompletedPart[]) => parts],
    ['with parts in the wrong order', 'InvalidPartOrder', (parts: CompletedPart[]) => [...parts].reverse()],
    [
      'with a part of another ETag',
      'InvalidPart',
      ([part]: CompletedPart[]) => [{ ...part, ETag: '"other"' }],
    ],
    [
      'with a part that was not uploaded',
      'InvalidPart',
      ([part]: CompletedPart[]) => [{ ...part, PartNumber: 3 }],
    ],
    ['without parts', 'MalformedXML', () => []],
  ])('%s', async (_what, name, change) => {
    const place = await begin('failing');
    const Parts = change(await upload(place, SMALL));
    await refused(running.s3.completeMultipartUpload({ ...place, MultipartUpload: { Parts } }), name);
    expect((await running.s3.listParts(place)).Parts).toHaveLength(2);
  });

  it('over an object that must not be there', async () => {
    await running.s3.putObject({ Bucket, Key: 'there', Body: 'x' });
    const place = await begin('there');
    const Parts = await upload(place, [Buffer.from('new')]);
    const complete = running.s3.completeMultipartUpload({
      ...place,
      MultipartUpload: { Parts },
      IfNoneMatch: '*',
    });
    await refused(complete, 'PreconditionFailed');
    expect((await running.s3.headObject({ Bucket, Key: 'there' })).ContentLength).toBe(1);
  });
});

it('an aborted upload is gone', async () => {
  const place = await begin('aborted');
  await upload(place, [Buffer.from('x')]);
  await running.s3.abortMultipartUpload(place);
  await refused(running.s3.uploadPart({ ...place, PartNumber: 2, Body: 'y' }), 'NoSuchUpload');
  await refused(running.s3.abortMultipartUpload(place), 'NoSuchUpload');
});

it('a part may be copied out of an object', async () => {
  const { ETag } = await running.s3.putObject({ Bucket, Key: 'source', Body: '0123456789' });
  const place = await begin('copied');
  const copy = {
    ...place,
    PartNumber: 1,
    CopySource: `${Bucket}/source`,
    CopySourceRange: 'bytes=2-4',
  };
  await refused(running.s3.uploadPartCopy({ ...copy, CopySourceIfMatch: '"other"' }), 'PreconditionFailed');
  const { CopyPartResult } = await running.s3.uploadPartCopy({ ...copy, CopySourceIfMatch: ETag });
  const Parts = [{ PartNumber: 1, ETag: CopyPartResult!.ETag }];
  await running.s3.completeMultipartUpload({ ...place, MultipartUpload: { Parts } });
  const { Body } = await running.s3.getObject({ Bucket, Key: 'copied' });
  expect(await Body!.transformToString()).toBe('234');
});

it('uploads are listed page by page and by common prefix', async () => {
  for (const key of ['p/1', 'p/1', 'p/2', 'p/q/3']) await begin(key);
  const seen: (string | undefined)[] = [];
  let marker: { KeyMarker?: string; UploadIdMarker?: string } | undefined = {};
  while (marker) {
    const page: ListMultipartUploadsCommandOutput = await running.s3.listMultipartUploads({
      Bucket,
      Prefix: 'p/',
      MaxUploads: 1,
      ...marker,
    });
    seen.push(...page.Uploads!.map(({ Key }) => Key));
    marker = page.IsTruncated
      ? { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker }
      : undefined;
  }
  expect(seen).toEqual(['p/1', 'p/1', 'p/2', 'p/q/3']);
  const { Uploads, CommonPrefixes } = await running.s3.listMultipartUploads({
    Bucket,
    Prefix: 'p/',
    Delimiter: '/',
  });
  expect(Uploads).toHaveLength(3);
  expect(CommonPrefixes).toEqual([{ Prefix: 'p/q/' }]);
});

it('the answer to the creation of an upload names its checksum', async () => {
  const created = await running.s3.createMultipartUpload({
    Bucket,
    Key: 'named',
    ChecksumAlgorithm: 'CRC32C',
  });
  expect(created).toMatchObject({
    ChecksumAlgorithm: 'CRC32C',
    ChecksumType: 'COMPOSITE',
    ServerSideEncryption: 'AES256',
  });
  const whole = { Bucket, Key: 'named', ChecksumAlgorithm: 'SHA1', ChecksumType: 'FULL_OBJECT' } as const;
  await expect(running.s3.createMultipartUpload(whole)).rejects.toThrow(
    'The FULL_OBJECT checksum type cannot be used with the sha1 checksum algorithm.',
  );
});

it.each(['bytes=0-4', 'bytes=4-9', 'bytes=3-2'])(
  'a part is copied of a range that its source has, and of no other: %s',
  async (CopySourceRange) => {
    await running.s3.putObject({ Bucket, Key: 'five', Body: 'abcde' });
    const place = await begin('ranges');
    const copied = running.s3.uploadPartCopy({
      ...place,
      PartNumber: 1,
      CopySource: `${Bucket}/five`,
      CopySourceRange,
    });
    if (CopySourceRange === 'bytes=0-4') await expect(copied).resolves.toBeDefined();
    else
      await expect(copied).rejects.toMatchObject({
        name: 'InvalidArgument',
        message: 'Range specified is not valid for source object of size: 5',
      });
  },
);
