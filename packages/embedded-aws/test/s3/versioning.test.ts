import { S3, type DeleteMarkerEntry } from '@aws-sdk/client-s3';
import { testStack } from '../cloudformation/test-stack';
import { refused } from '../support/refused';
import { awsForEach } from '../support/test-aws';

const Bucket = 'shop';
const Key = 'list.csv';

const aws = awsForEach();
const s3 = aws.client(S3);
beforeEach(() => s3.createBucket({ Bucket }));

const setVersioning = (Status: 'Enabled' | 'Suspended'): Promise<unknown> =>
  s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status } });

async function put(Body: string, key = Key): Promise<string | undefined> {
  const { VersionId } = await s3.putObject({ Bucket, Key: key, Body });
  return VersionId;
}

async function read(VersionId?: string): Promise<[content: string, versionId: string | undefined]> {
  const { Body, VersionId: id } = await s3.getObject({ Bucket, Key, VersionId });
  return [await Body!.transformToString(), id];
}

/** `key id`, the latest with an asterisk, of all versions and then of all delete markers. */
async function list(): Promise<string[]> {
  const { Versions = [], DeleteMarkers = [] } = await s3.listObjectVersions({ Bucket });
  const line = ({ Key: key, VersionId, IsLatest }: DeleteMarkerEntry): string =>
    `${key} ${VersionId}${IsLatest ? '*' : ''}`;
  return [...Versions.map(line), ...DeleteMarkers.map((marker) => `- ${line(marker)}`)];
}

it('a bucket with versioning keeps what is replaced under its version id', async () => {
  const unversioned = await put('zero');
  await setVersioning('Enabled');
  const [first, second] = [await put('one'), await put('two')];
  expect(unversioned).toBeUndefined();
  expect(first).not.toBe(second);
  expect(await Promise.all([read(), read(first), read('null')])).toEqual([
    ['two', second],
    ['one', first],
    ['zero', 'null'],
  ]);
  expect(await list()).toEqual([`${Key} ${second}*`, `${Key} ${first}`, `${Key} null`]);
  expect((await s3.headObject({ Bucket, Key, VersionId: first })).ContentLength).toBe(3);
});

describe('a bucket with versioning', () => {
  beforeEach(() => setVersioning('Enabled'));

  it('hides a deleted object behind a delete marker, whose own deletion brings it back', async () => {
    const version = await put('one');
    const deleted = await s3.deleteObject({ Bucket, Key });
    expect(deleted.DeleteMarker).toBe(true);
    expect((await s3.listObjectsV2({ Bucket })).KeyCount).toBe(0);
    expect(await list()).toEqual([`${Key} ${version}`, `- ${Key} ${deleted.VersionId}*`]);
    expect(await read(version)).toEqual(['one', version]);
    expect((await aws.inventory()).map(({ id }) => id)).toContain(`${Bucket}/${Key}?versionId=${version}`);
    const undone = await s3.deleteObject({ Bucket, Key, VersionId: deleted.VersionId });
    expect(undone).toMatchObject({ DeleteMarker: true, VersionId: deleted.VersionId });
    expect(await read()).toEqual(['one', version]);
  });

  it('answers 404 for a hidden object and 405 for the marker itself, and says why', async () => {
    await put('one');
    const { VersionId } = await s3.deleteObject({ Bucket, Key });
    for (const [query, ...expected] of [
      ['', 404, 'true', VersionId, false],
      [`?versionId=${VersionId}`, 405, 'true', VersionId, true],
    ]) {
      const { status, headers } = await fetch(`${aws.endpoint}/${Bucket}/${Key}${String(query)}`);
      const said = ['x-amz-delete-marker', 'x-amz-version-id'].map((name) => headers.get(name));
      expect([status, ...said, headers.has('last-modified')]).toEqual(expected);
    }
    const copy = s3.copyObject({ Bucket, Key: 'x', CopySource: `${Bucket}/${Key}?versionId=${VersionId}` });
    await refused(copy, 'InvalidRequest');
  });

  it('lets the version before the latest take its place when that is deleted', async () => {
    const [first, second, third] = [await put('one'), await put('two'), await put('three')];
    await s3.deleteObject({ Bucket, Key, VersionId: second });
    await s3.deleteObject({ Bucket, Key, VersionId: third });
    expect(await list()).toEqual([`${Key} ${first}*`]);
    expect(await read()).toEqual(['one', first]);
  });

  it('refuses a text that is no version, and deletes one that is gone again', async () => {
    const version = await put('one');
    await s3.deleteObject({ Bucket, Key, VersionId: version });
    for (const wrong of ['v1', `${version!.slice(0, -4)}ABCD`]) await refused(read(wrong), 'InvalidArgument');
    expect(await s3.deleteObject({ Bucket, Key, VersionId: version })).toMatchObject({ VersionId: version });
  });

  it('restores a version by a copy of it onto its own key', async () => {
    const first = await put('one');
    await put('two');
    const copied = await s3.copyObject({ Bucket, Key, CopySource: `${Bucket}/${Key}?versionId=${first}` });
    expect(copied.CopySourceVersionId).toBe(first);
    expect(await read()).toEqual(['one', copied.VersionId]);
  });

  it('tags each version by itself', async () => {
    const first = await put('one');
    await put('two');
    const TagSet = [{ Key: 'a', Value: '1' }];
    await s3.putObjectTagging({ Bucket, Key, VersionId: first, Tagging: { TagSet } });
    const tagsOf = async (VersionId?: string): Promise<unknown> =>
      (await s3.getObjectTagging({ Bucket, Key, VersionId })).TagSet;
    expect([await tagsOf(first), await tagsOf()]).toEqual([TagSet, []]);
  });

  it('gives a completed multipart upload a version', async () => {
    const { UploadId } = await s3.createMultipartUpload({ Bucket, Key });
    const { ETag } = await s3.uploadPart({ Bucket, Key, UploadId, PartNumber: 1, Body: 'part' });
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    const { VersionId } = await s3.completeMultipartUpload({ Bucket, Key, UploadId, MultipartUpload });
    expect(await read(VersionId)).toEqual(['part', VersionId]);
  });

  it('suspended, writes and deletes the null version only', async () => {
    const version = await put('one');
    await setVersioning('Suspended');
    for (const body of ['two', 'three']) await put(body);
    expect(await list()).toEqual([`${Key} null*`, `${Key} ${version}`]);
    expect(await s3.deleteObject({ Bucket, Key })).toMatchObject({ DeleteMarker: true, VersionId: 'null' });
    expect(await list()).toEqual([`${Key} ${version}`, `- ${Key} null*`]);
  });

  it('lists its versions page by page, also while a client deletes what it has seen, until the bucket can go', async () => {
    const keys = ['a/1', 'a/2', 'b', 'b', 'b', 'c'];
    for (const key of keys) await put('x', key);
    const pages = async (isDeleting: boolean): Promise<(string | undefined)[]> => {
      const seen: (string | undefined)[] = [];
      let at: { KeyMarker?: string; VersionIdMarker?: string } = {};
      for (;;) {
        const page = await s3.listObjectVersions({ Bucket, MaxKeys: 2, ...at });
        const Objects = page.Versions!.map(({ Key: key, VersionId }) => ({ Key: key, VersionId }));
        seen.push(...Objects.map((object) => object.Key));
        if (isDeleting) await s3.deleteObjects({ Bucket, Delete: { Objects } });
        if (!page.IsTruncated) return seen;
        at = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
      }
    };
    const grouped = await s3.listObjectVersions({ Bucket, Delimiter: '/', MaxKeys: 1 });
    expect([grouped.CommonPrefixes, grouped.NextKeyMarker, grouped.NextVersionIdMarker]).toEqual([
      [{ Prefix: 'a/' }],
      'a/',
      undefined,
    ]);
    expect(await pages(false)).toEqual(keys);
    expect(await pages(true)).toEqual(keys);
    await s3.deleteBucket({ Bucket });
  });
});

it('a stack makes a private bucket with lifecycle rules of dates, tags, sizes and delete markers', async () => {
  const stack = testStack(aws);
  const day = '2031-01-01T00:00:00Z';
  const Tags = [{ Key: 'k', Value: 'v' }];
  const rules = [
    [
      { ExpirationDate: day, Prefix: 'a/' },
      { Filter: { Prefix: 'a/' }, Expiration: { Date: new Date(day) } },
    ],
    [
      { ExpiredObjectDeleteMarker: true, NoncurrentVersionExpiration: { NoncurrentDays: 3 } },
      { Filter: { Prefix: '' }, Expiration: { ExpiredObjectDeleteMarker: true } },
    ],
    [
      {
        ObjectSizeGreaterThan: '10',
        TagFilters: Tags,
        Transitions: [{ StorageClass: 'GLACIER', TransitionInDays: 1 }],
      },
      {
        Filter: { And: { Tags, ObjectSizeGreaterThan: 10 } },
        Transitions: [{ StorageClass: 'GLACIER', Days: 1 }],
      },
    ],
  ];
  const Rules = rules.map(([given]) => ({ Status: 'Enabled', ...given }));
  const Properties = { BucketName: 'own', AccessControl: 'Private', LifecycleConfiguration: { Rules } };
  await stack.deploy({ Own: { Type: 'AWS::S3::Bucket', Properties } });
  const found = await s3.getBucketLifecycleConfiguration({ Bucket: 'own' });
  expect(found.Rules).toMatchObject(rules.map(([, kept]) => kept));
  await stack.remove();
});
