import { S3 } from '@aws-sdk/client-s3';
import { refusal, type Account } from '../account';
import type { ConformanceCase } from '../conformance-case';
import { snapshot } from '../sources';

const Bucket = 'shop-data';
const Key = 'a';
const MD5_OF_HELLO = '5d41402abc4b2a76b9719d911017c592';
const NO_BUCKET = { code: 'NoSuchBucket', message: 'The specified bucket does not exist', status: 404 };
const NO_KEY = { code: 'NoSuchKey', message: 'The specified key does not exist.', status: 404 };
const FAILED = {
  code: 'PreconditionFailed',
  message: 'At least one of the pre-conditions you specified did not hold',
  status: 412,
};

/** A client, and a bucket with the object `a`. */
async function filled({ client }: Account): Promise<S3> {
  const s3 = client(S3);
  await s3.createBucket({ Bucket });
  await s3.putObject({ Bucket, Key, Body: 'hello' });
  return s3;
}

/** Calls that AWS refuses: the suite’s file and test, the call, what AWS answers. */
const REFUSED: readonly (readonly [
  id: string,
  file: string,
  test: string,
  call: (s3: S3) => Promise<unknown>,
  answer: object,
])[] = [
  [
    'GetObject in a missing bucket',
    'test_s3',
    'TestS3::test_get_object_no_such_bucket',
    (s3) => s3.getObject({ Bucket: 'no-such-bucket', Key }),
    NO_BUCKET,
  ],
  [
    'DeleteBucket of a missing bucket',
    'test_s3',
    'TestS3::test_delete_bucket_no_such_bucket',
    (s3) => s3.deleteBucket({ Bucket: 'no-such-bucket' }),
    NO_BUCKET,
  ],
  [
    'the notification configuration of a missing bucket',
    'test_s3',
    'TestS3::test_get_bucket_notification_configuration_no_such_bucket',
    (s3) => s3.getBucketNotificationConfiguration({ Bucket: 'no-such-bucket' }),
    NO_BUCKET,
  ],
  [
    'the lifecycle of a missing bucket',
    'test_s3',
    'TestS3::test_bucket_availability',
    (s3) => s3.getBucketLifecycleConfiguration({ Bucket: 'no-such-bucket' }),
    NO_BUCKET,
  ],
  [
    'the location of a missing bucket',
    'test_s3',
    'TestS3::test_different_location_constraint',
    (s3) => s3.getBucketLocation({ Bucket: 'no-such-bucket' }),
    NO_BUCKET,
  ],
  [
    'DeleteObjects in a missing bucket',
    'test_s3',
    'TestS3::test_delete_non_existing_keys_in_non_existing_bucket',
    (s3) => s3.deleteObjects({ Bucket: 'no-such-bucket', Delete: { Objects: [{ Key }] } }),
    NO_BUCKET,
  ],
  [
    'a list of a missing bucket',
    'test_s3',
    'TestS3::test_bucket_does_not_exist',
    (s3) => s3.listObjectsV2({ Bucket: 'no-such-bucket' }),
    NO_BUCKET,
  ],
  [
    'HeadBucket of a missing bucket',
    'test_s3',
    'TestS3::test_create_bucket_head_bucket',
    (s3) => s3.headBucket({ Bucket: 'no-such-bucket' }),
    { code: 'NotFound', status: 404 },
  ],
  [
    'HeadObject of a missing key',
    'test_s3',
    'TestS3::test_head_object_fields',
    (s3) => s3.headObject({ Bucket, Key: 'none' }),
    { code: 'NotFound', status: 404 },
  ],
  [
    'a range behind the end',
    'test_s3',
    'TestS3::test_invalid_range_error',
    (s3) => s3.getObject({ Bucket, Key, Range: 'bytes=1024-4096' }),
    { code: 'InvalidRange', message: 'The requested range is not satisfiable', status: 416 },
  ],
  [
    'a range of a missing key',
    'test_s3',
    'TestS3::test_range_key_not_exists',
    (s3) => s3.getObject({ Bucket, Key: 'none', Range: 'bytes=0-1' }),
    NO_KEY,
  ],
  [
    'a key in the wrong case',
    'test_s3',
    'TestS3::test_s3_uppercase_key_names',
    (s3) => s3.getObject({ Bucket, Key: 'A' }),
    NO_KEY,
  ],
  [
    'GetObject with a wrong IfMatch',
    'test_s3',
    'TestS3::test_precondition_failed_error',
    (s3) => s3.getObject({ Bucket, Key, IfMatch: '"wrong"' }),
    FAILED,
  ],
  [
    'an invalid Content-MD5',
    'test_s3',
    'TestS3::test_s3_invalid_content_md5',
    (s3) => s3.putObject({ Bucket, Key, Body: 'x', ContentMD5: '__invalid__' }),
    { code: 'InvalidDigest', message: 'The Content-MD5 you specified was invalid.', status: 400 },
  ],
  [
    'a Content-MD5 of another body',
    'test_s3',
    'TestS3::test_s3_invalid_content_md5',
    (s3) =>
      s3.putObject({
        Bucket,
        Key,
        Body: 'x',
        ContentMD5: Buffer.from(MD5_OF_HELLO, 'hex').toString('base64'),
      }),
    {
      code: 'BadDigest',
      message: 'The Content-MD5 you specified did not match what we received.',
      status: 400,
    },
  ],
  ...(['CRC32', 'CRC32C', 'SHA1', 'SHA256'] as const).flatMap((algorithm) => [
    [
      `a ${algorithm} of another body`,
      'test_s3',
      `TestS3PutObjectChecksum::test_put_object_checksum[${algorithm}]`,
      (s3: S3) =>
        s3.putObject({
          Bucket,
          Key,
          Body: 'x',
          [`Checksum${algorithm}`]: {
            CRC32: 'NhCmhg==',
            CRC32C: 'mnG7TA==',
            SHA1: 'qvTGHdzF6KLavt4PO0gs2a6pQ00=',
            SHA256: 'LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=',
          }[algorithm],
        }),
      {
        code: 'BadDigest',
        message: `The ${algorithm} you specified did not match the calculated checksum.`,
        status: 400,
      },
    ] as const,
    [
      `an invalid ${algorithm}`,
      'test_s3',
      `TestS3PutObjectChecksum::test_put_object_checksum[${algorithm}]`,
      (s3: S3) => s3.putObject({ Bucket, Key, Body: 'x', [`Checksum${algorithm}`]: 'not base64' }),
      {
        code: 'InvalidRequest',
        message: `Value for x-amz-checksum-${algorithm.toLowerCase()} header is invalid.`,
        status: 400,
      },
    ] as const,
  ]),
  [
    'a bucket’s name in capitals',
    'test_s3',
    'TestS3::test_s3_uppercase_bucket_name',
    (s3) => s3.createBucket({ Bucket: 'UPPERCASE' }),
    { code: 'InvalidBucketName', message: 'The specified bucket is not valid.', status: 400 },
  ],
  [
    'a lifecycle that was never put',
    'test_s3',
    'TestS3BucketLifecycle::test_delete_bucket_lifecycle_configuration',
    (s3) => s3.getBucketLifecycleConfiguration({ Bucket }),
    {
      code: 'NoSuchLifecycleConfiguration',
      message: 'The lifecycle configuration does not exist',
      status: 404,
    },
  ],
  [
    'versioning in lower case',
    'test_s3_api',
    'TestS3BucketVersioning::test_bucket_versioning_crud',
    (s3) => s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: 'enabled' as never } }),
    { code: 'MalformedXML', status: 400 },
  ],
  [
    'versioning without a status',
    'test_s3_api',
    'TestS3BucketVersioning::test_bucket_versioning_crud',
    (s3) => s3.putBucketVersioning({ Bucket, VersioningConfiguration: {} }),
    {
      code: 'IllegalVersioningConfigurationException',
      message: 'The Versioning element must be specified',
      status: 400,
    },
  ],
  [
    'tags of a bucket without any',
    'test_s3_api',
    'TestS3BucketObjectTagging::test_bucket_tagging_crud',
    (s3) => s3.getBucketTagging({ Bucket }),
    { code: 'NoSuchTagSet', message: 'The TagSet does not exist', status: 404 },
  ],
  [
    'tags of a missing bucket',
    'test_s3_api',
    'TestS3BucketObjectTagging::test_bucket_tagging_exc',
    (s3) => s3.getBucketTagging({ Bucket: 'no-such-bucket' }),
    NO_BUCKET,
  ],
  [
    'tags of a missing object',
    'test_s3_api',
    'TestS3BucketObjectTagging::test_object_tagging_exc',
    (s3) => s3.getObjectTagging({ Bucket, Key: 'none' }),
    NO_KEY,
  ],
  [
    'a tag twice',
    'test_s3_api',
    'TestS3BucketObjectTagging::test_tagging_validation',
    (s3) =>
      s3.putBucketTagging({
        Bucket,
        Tagging: {
          TagSet: [
            { Key: 'a', Value: '1' },
            { Key: 'a', Value: '2' },
          ],
        },
      }),
    { code: 'InvalidTag', message: 'Cannot provide multiple Tags with the same key', status: 400 },
  ],
  [
    'a bucket’s tag of AWS',
    'test_s3_api',
    'TestS3BucketObjectTagging::test_tagging_validation',
    (s3) => s3.putBucketTagging({ Bucket, Tagging: { TagSet: [{ Key: 'aws:a', Value: '1' }] } }),
    { code: 'InvalidTag', message: 'System tags cannot be added/updated by requester', status: 400 },
  ],
  [
    'an object’s tag of AWS',
    'test_s3_api',
    'TestS3BucketObjectTagging::test_tagging_validation',
    (s3) => s3.putObjectTagging({ Bucket, Key, Tagging: { TagSet: [{ Key: 'aws:a', Value: '1' }] } }),
    { code: 'InvalidTag', message: 'Your TagKey cannot be prefixed with aws:', status: 400 },
  ],
  [
    'an object’s tag twice in its header',
    'test_s3_api',
    'TestS3BucketObjectTagging::test_object_tagging_exc',
    (s3) => s3.putObject({ Bucket, Key, Body: 'x', Tagging: 'a=1&a=2' }),
    {
      code: 'InvalidArgument',
      message:
        "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
      status: 400,
    },
  ],
  [
    'encryption of a missing bucket',
    'test_s3_api',
    'TestS3BucketEncryption::test_s3_default_bucket_encryption_exc',
    (s3) => s3.getBucketEncryption({ Bucket: 'no-such-bucket' }),
    NO_BUCKET,
  ],
  [
    'encryption without rules',
    'test_s3_api',
    'TestS3BucketEncryption::test_s3_default_bucket_encryption_exc',
    (s3) => s3.putBucketEncryption({ Bucket, ServerSideEncryptionConfiguration: { Rules: [] } }),
    { code: 'MalformedXML', status: 400 },
  ],
  [
    'a continuation token of another making',
    'test_s3_list_operations',
    'TestS3ListObjectsV2::test_list_objects_v2_continuation_start_after',
    (s3) => s3.listObjectsV2({ Bucket, ContinuationToken: 'wrong' }),
    { code: 'InvalidArgument', message: 'The continuation token provided is incorrect', status: 400 },
  ],
  [
    'an unknown encoding',
    'test_s3_list_operations',
    'TestS3ListObjectsV2::test_list_ops_encoding_type_validation[list_objects_v2]',
    (s3) => s3.listObjectsV2({ Bucket, EncodingType: 'value' as never }),
    { code: 'InvalidArgument', status: 400 },
  ],
  [
    'a version marker alone',
    'test_s3_list_operations',
    'TestS3ListObjectVersions::test_list_objects_versions_markers',
    (s3) => s3.listObjectVersions({ Bucket, VersionIdMarker: 'x' }),
    { code: 'InvalidArgument', status: 400 },
  ],
  ...(
    [
      ['CopySourceIfMatch', '"wrong"'],
      ['CopySourceIfNoneMatch', `"${MD5_OF_HELLO}"`],
      ['CopySourceIfUnmodifiedSince', new Date(0)],
    ] as const
  ).map(
    ([name, value]) =>
      [
        `a copy with ${name} that does not hold`,
        'test_s3_preconditions',
        'TestS3CopySourcePreconditions::test_s3_copy_object_preconditions',
        (s3: S3) => s3.copyObject({ Bucket, Key: 'b', CopySource: `${Bucket}/a`, [name]: value }),
        FAILED,
      ] as const,
  ),
];

/** Cases of S3. */
export const s3: readonly ConformanceCase[] = [
  ...REFUSED.map(([id, file, test, call, answer]): ConformanceCase => ({
    id,
    title: `${id}: ${Object.values(answer).join(', ')}`,
    source: snapshot(`s3/${file}`, test),
    run: async (account) => refusal(call(await filled(account))),
    expected: answer,
  })),
  {
    id: 'a version of an unversioned bucket',
    title:
      'GetObject of a version in a bucket without versions is InvalidArgument: Invalid version id specified',
    source: snapshot('s3/test_s3_api', 'TestS3ObjectCRUD::test_get_object_with_version_unversioned_bucket'),
    run: async (account) =>
      refusal(
        (await filled(account)).getObject({ Bucket, Key, VersionId: 'HPniJFCxqTsMuIH9KX8K8wEjNUgmABCD' }),
      ),
    expected: { code: 'InvalidArgument', message: 'Invalid version id specified', status: 400 },
  },
  {
    id: 'a bucket of one’s own again',
    title: 'CreateBucket of one’s own bucket outside us-east-1 is BucketAlreadyOwnedByYou',
    source: snapshot('s3/test_s3', 'TestS3::test_create_bucket_with_existing_name'),
    run: async ({ client }) => {
      const abroad = client(S3, { region: 'us-west-1' });
      const CreateBucketConfiguration = { LocationConstraint: 'us-west-1' } as const;
      await abroad.createBucket({ Bucket, CreateBucketConfiguration });
      return refusal(abroad.createBucket({ Bucket, CreateBucketConfiguration }));
    },
    expected: {
      code: 'BucketAlreadyOwnedByYou',
      message: 'Your previous request to create the named bucket succeeded and you already own it.',
      status: 409,
    },
  },
  {
    id: 'a bucket in another region than the endpoint',
    title: 'a location constraint of another region is IllegalLocationConstraintException',
    source: snapshot('s3/test_s3', 'TestS3::test_different_location_constraint'),
    run: ({ client }) =>
      refusal(
        client(S3, { region: 'us-east-2' }).createBucket({
          Bucket,
          CreateBucketConfiguration: { LocationConstraint: 'us-west-1' },
        }),
      ),
    expected: {
      code: 'IllegalLocationConstraintException',
      message:
        'The us-west-1 location constraint is incompatible for the region specific endpoint this request was sent to.',
      status: 400,
    },
  },
];
