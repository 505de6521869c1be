import { S3 } from '@aws-sdk/client-s3';
import { refusal, type Account } from '../account';
import type { ConformanceCase } from '../conformance-case';
import { snapshot } from '../sources';

const Bucket = 'shop-data';
const Key = 'a';

/** A client, and a bucket with versioning, the object `a` of an earlier time and two versions of it. */
async function versioned({ client }: Account): Promise<{ s3: S3; version: string }> {
  const s3 = client(S3);
  await s3.createBucket({ Bucket });
  await s3.putObject({ Bucket, Key, Body: 'earlier' });
  await s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: 'Enabled' } });
  await s3.putObject({ Bucket, Key, Body: 'first' });
  const { VersionId } = await s3.putObject({ Bucket, Key, Body: 'second' });
  return { s3, version: VersionId! };
}

const ID = /^[\w.]{32}$/;
const MARKER = {
  code: 'MethodNotAllowed',
  message: 'The specified method is not allowed against this resource.',
  status: 405,
};

/** What a bucket with versioning answers: the suite’s file and test, the calls, what AWS answers. */
const ANSWERS: readonly (readonly [
  id: string,
  file: string,
  test: string,
  ask: (s3: S3, version: string) => Promise<unknown>,
  answer: unknown,
])[] = [
  [
    'a version id has 32 letters, digits, dots and underscores',
    'test_s3_api',
    'TestS3BucketVersioning::test_object_version_id_format',
    async (s3) => (await s3.putObject({ Bucket, Key })).VersionId,
    ID,
  ],
  [
    'what was written before versioning is the version null',
    'test_s3',
    'TestS3::test_s3_put_object_versioned',
    async (s3) => (await s3.listObjectVersions({ Bucket })).Versions!.map(({ VersionId }) => VersionId),
    [ID, ID, 'null'],
  ],
  [
    'a write to a bucket with suspended versioning names no version, a read null',
    'test_s3',
    'TestS3::test_s3_put_object_versioned',
    async (s3) => {
      await s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: 'Suspended' } });
      const { VersionId } = await s3.putObject({ Bucket, Key: 'b' });
      return [VersionId, (await s3.headObject({ Bucket, Key: 'b' })).VersionId];
    },
    [undefined, 'null'],
  ],
  [
    'a copy to a bucket with suspended versioning names the version null',
    'test_s3',
    'TestS3::test_s3_copy_object_in_place_suspended_only',
    async (s3) => {
      await s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: 'Suspended' } });
      return s3.copyObject({ Bucket, Key: 'b', CopySource: `${Bucket}/${Key}` });
    },
    { VersionId: 'null', CopySourceVersionId: ID },
  ],
  [
    'a deletion makes a delete marker',
    'test_s3_api',
    'TestS3ObjectCRUD::test_delete_object_versioned',
    (s3) => s3.deleteObject({ Bucket, Key }),
    { DeleteMarker: true, VersionId: ID },
  ],
  [
    'the deletion of a missing key makes one too',
    'test_s3_api',
    'TestS3ObjectCRUD::test_delete_object_versioned',
    (s3) => s3.deleteObject({ Bucket, Key: 'wrong-key' }),
    { DeleteMarker: true, VersionId: ID },
  ],
  [
    'a deleted object is NoSuchKey',
    'test_s3_api',
    'TestS3ObjectCRUD::test_delete_object_versioned',
    async (s3) => {
      await s3.deleteObject({ Bucket, Key });
      return refusal(s3.getObject({ Bucket, Key }));
    },
    { code: 'NoSuchKey', message: 'The specified key does not exist.', status: 404 },
  ],
  [
    'a delete marker is MethodNotAllowed',
    'test_s3_api',
    'TestS3ObjectCRUD::test_delete_object_versioned',
    async (s3) => {
      const { VersionId } = await s3.deleteObject({ Bucket, Key });
      return refusal(s3.getObject({ Bucket, Key, VersionId }));
    },
    MARKER,
  ],
  [
    'so are the tags of a deleted object',
    'test_s3_api',
    'TestS3BucketObjectTagging::test_object_tagging_versioned',
    async (s3) => {
      await s3.deleteObject({ Bucket, Key });
      return refusal(s3.getObjectTagging({ Bucket, Key }));
    },
    MARKER,
  ],
  [
    'a deleted version is NoSuchVersion',
    'test_s3_api',
    'TestS3ObjectCRUD::test_delete_object_versioned',
    async (s3, VersionId) => {
      await s3.deleteObject({ Bucket, Key, VersionId });
      return refusal(s3.getObject({ Bucket, Key, VersionId }));
    },
    { code: 'NoSuchVersion', message: 'The specified version does not exist.', status: 404 },
  ],
  [
    'the deletion of a version with an id that S3 never gave is InvalidArgument',
    'test_s3_api',
    'TestS3ObjectCRUD::test_delete_object_versioned',
    (s3, version) => refusal(s3.deleteObject({ Bucket, Key, VersionId: `${version.slice(0, -4)}ABCD` })),
    { code: 'InvalidArgument', message: 'Invalid version id specified', status: 400 },
  ],
  [
    'of several versions with such an id, each is NoSuchVersion',
    'test_s3_api',
    'TestS3ObjectCRUD::test_delete_objects_versioned',
    async (s3) => {
      const Objects = [{ Key, VersionId: 'HPniJFCxqTsMuIH9KX8K8wEjNUgmABCD' }];
      return (await s3.deleteObjects({ Bucket, Delete: { Objects } })).Errors;
    },
    [
      {
        Key,
        VersionId: 'HPniJFCxqTsMuIH9KX8K8wEjNUgmABCD',
        Code: 'NoSuchVersion',
        Message: 'The specified version does not exist.',
      },
    ],
  ],
  [
    'the deletion of several keys names their delete markers, that of a marker itself',
    'test_s3_api',
    'TestS3ObjectCRUD::test_delete_objects_versioned',
    async (s3) => {
      const made = await s3.deleteObjects({ Bucket, Delete: { Objects: [{ Key }] } });
      const [{ DeleteMarkerVersionId: VersionId }] = made.Deleted!;
      const removed = await s3.deleteObjects({ Bucket, Delete: { Objects: [{ Key, VersionId }] } });
      return [made.Deleted, removed.Deleted];
    },
    [
      [{ Key, DeleteMarker: true, DeleteMarkerVersionId: ID, VersionId: undefined }],
      [{ Key, DeleteMarker: true, DeleteMarkerVersionId: ID, VersionId: ID }],
    ],
  ],
  [
    'a bucket with a delete marker is not empty',
    'test_s3_api',
    'TestS3BucketCRUD::test_delete_versioned_bucket_with_objects',
    async (s3) => {
      const { Versions = [] } = await s3.listObjectVersions({ Bucket });
      for (const { VersionId } of Versions) await s3.deleteObject({ Bucket, Key, VersionId });
      await s3.deleteObject({ Bucket, Key });
      return refusal(s3.deleteBucket({ Bucket }));
    },
    {
      code: 'BucketNotEmpty',
      message: 'The bucket you tried to delete is not empty. You must delete all versions in the bucket.',
      status: 409,
    },
  ],
  [
    'If-None-Match: * lets a write follow a delete marker',
    'test_s3_api',
    'TestS3ObjectWritePrecondition::test_put_object_if_none_match_versioned_bucket',
    async (s3) => {
      const taken = await refusal(s3.putObject({ Bucket, Key, IfNoneMatch: '*' }));
      await s3.deleteObject({ Bucket, Key });
      return [taken, (await s3.putObject({ Bucket, Key, IfNoneMatch: '*' })).VersionId];
    },
    [{ code: 'PreconditionFailed', status: 412 }, ID],
  ],
];

/** Buckets with versioning. */
export const s3Versions: readonly ConformanceCase[] = ANSWERS.map(([id, file, test, ask, expected]) => ({
  id,
  title: id,
  source: snapshot(`s3/${file}`, test),
  run: async (account) => {
    const { s3, version } = await versioned(account);
    return ask(s3, version);
  },
  expected,
}));
