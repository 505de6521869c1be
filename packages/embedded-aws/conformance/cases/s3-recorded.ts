import { S3 } from '@aws-sdk/client-s3';
import { refusal, type Account } from '../account';
import type { ConformanceCase } from '../conformance-case';
import { snapshot } from '../sources';

const Bucket = 'shop-data';
const Key = 'a';

/** A client, and a bucket with the object `a`. */
async function filled({ client }: Account): Promise<S3> {
  const s3 = client(S3);
  await s3.createBucket({ Bucket });
  await s3.putObject({ Bucket, Key, Body: 'hello' });
  return s3;
}

const NO_OWNER = (id: string): object => ({
  code: 'InvalidBucketOwnerAWSAccountID',
  message: `The value of the expected bucket owner parameter must be an AWS Account ID... [${id}]`,
  status: 400,
});
const NO_POLICY_BUCKET = JSON.stringify({
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Principal: { AWS: '123456789012' },
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::${Bucket}/*`,
  },
});
const INCOMPATIBLE = (place: string): object => ({
  code: 'IllegalLocationConstraintException',
  message: `The ${place} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  status: 400,
});
const INVALID_PLACE = {
  code: 'InvalidLocationConstraint',
  message: 'The specified location-constraint is not valid',
  status: 400,
};
/** Test, region of the client, location constraint, AWS's answer. */
const PLACES = [
  ['test_bucket_constraint_aws_global[us-east-1]', 'us-east-1', 'aws-global', INVALID_PLACE],
  ['test_bucket_constraint_aws_global[us-west-1]', 'us-west-1', 'aws-global', INCOMPATIBLE('aws-global')],
  ['test_create_bucket_with_eu_location_constraint_raises', 'us-west-1', 'EU', INCOMPATIBLE('EU')],
  [
    'test_create_bucket_with_invalid_location_constraint[us-east-1-us-east-1]',
    'us-east-1',
    'us-east-1',
    INVALID_PLACE,
  ],
  ['test_create_bucket_with_invalid_location_constraint[us-east-1-foo]', 'us-east-1', 'foo', INVALID_PLACE],
  [
    'test_create_bucket_with_invalid_location_constraint[eu-west-1-bar]',
    'eu-west-1',
    'bar',
    INCOMPATIBLE('bar'),
  ],
] as const;

/** Checksum type, algorithm, and whether they go together. */
const CHECKSUMS = (['COMPOSITE', 'FULL_OBJECT'] as const).flatMap((type) =>
  (['CRC32', 'CRC32C', 'SHA1', 'SHA256', 'CRC64NVME'] as const).map((algorithm) => ({
    type,
    algorithm,
    fits: type === 'COMPOSITE' ? algorithm !== 'CRC64NVME' : algorithm.startsWith('CRC'),
  })),
);

/** Recordings of S3 whose record holds a single answer. */
export const s3Recorded: readonly ConformanceCase[] = [
  ...(['0000', '0000000000020', 'abcd', 'aa000000000$'] as const).flatMap((ExpectedBucketOwner) =>
    (['get', 'put'] as const).map((call): ConformanceCase => ({
      id: `${call} the policy of a bucket of ${ExpectedBucketOwner}`,
      title: `${call} the policy of a bucket of the owner ${ExpectedBucketOwner}: InvalidBucketOwnerAWSAccountID`,
      source: snapshot(
        's3/test_s3',
        `TestS3::test_${call}_bucket_policy_invalid_account_id[${ExpectedBucketOwner}]`,
      ),
      run: async (account) => {
        const s3 = await filled(account);
        return refusal(
          call === 'get'
            ? s3.getBucketPolicy({ Bucket, ExpectedBucketOwner })
            : s3.putBucketPolicy({ Bucket, ExpectedBucketOwner, Policy: NO_POLICY_BUCKET }),
        );
      },
      expected: NO_OWNER(ExpectedBucketOwner),
    })),
  ),
  ...PLACES.map(([test, region, place, expected]): ConformanceCase => ({
    id: test,
    title: `a location constraint ${place} at the endpoint of ${region}: ${Object.values(expected).join(', ')}`,
    source: snapshot('s3/test_s3', `TestS3::${test}`),
    run: ({ client }) =>
      refusal(
        client(S3, { region }).createBucket({
          Bucket,
          CreateBucketConfiguration: { LocationConstraint: place as never },
        }),
      ),
    expected,
  })),
  ...CHECKSUMS.map(({ type, algorithm, fits }): ConformanceCase => ({
    id: `multipart ${type} ${algorithm}`,
    title: `CreateMultipartUpload with ${algorithm} ${fits ? 'takes' : 'refuses'} the checksum type ${type}`,
    source: snapshot(
      's3/test_s3',
      `TestS3MultipartUploadChecksum::test_multipart_checksum_type_compatibility[${type}-${algorithm}]`,
    ),
    run: async (account) => {
      const s3 = await filled(account);
      const input = { Bucket, Key: 'b', ChecksumType: type, ChecksumAlgorithm: algorithm };
      return fits ? s3.createMultipartUpload(input) : refusal(s3.createMultipartUpload(input));
    },
    expected: fits
      ? { Bucket, Key: 'b', ChecksumAlgorithm: algorithm, ChecksumType: type, ServerSideEncryption: 'AES256' }
      : {
          code: 'InvalidRequest',
          message: `The ${type} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
          status: 400,
        },
  })),
  ...(['CRC32', 'CRC32C', 'SHA1', 'SHA256', 'CRC64NVME'] as const).map(
    (ChecksumAlgorithm): ConformanceCase => ({
      id: `the checksum type of ${ChecksumAlgorithm}`,
      title: `CreateMultipartUpload with ${ChecksumAlgorithm} without a type has its default`,
      source: snapshot(
        's3/test_s3',
        `TestS3MultipartUploadChecksum::test_multipart_checksum_type_default_for_checksum[${ChecksumAlgorithm}]`,
      ),
      run: async (account) =>
        (await filled(account)).createMultipartUpload({ Bucket, Key: 'b', ChecksumAlgorithm }),
      expected: {
        Bucket,
        Key: 'b',
        ChecksumAlgorithm,
        ChecksumType: ChecksumAlgorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE',
        ServerSideEncryption: 'AES256',
      },
    }),
  ),
  {
    id: 'the deletion of missing keys',
    title: 'DeleteObjects names missing keys among the deleted',
    source: snapshot('s3/test_s3', 'TestS3::test_delete_non_existing_keys'),
    run: async (account) => {
      const Objects = ['a', 'none', 'nor-this'].map((name) => ({ Key: name }));
      const { Deleted = [] } = await (await filled(account)).deleteObjects({ Bucket, Delete: { Objects } });
      return Deleted.map((one) => one.Key).sort();
    },
    expected: ['a', 'none', 'nor-this'],
  },
  {
    id: 'a quiet deletion of missing keys',
    title: 'a quiet DeleteObjects names nothing',
    source: snapshot('s3/test_s3', 'TestS3::test_delete_non_existing_keys_quiet'),
    run: async (account) => {
      const Objects = ['a', 'none'].map((name) => ({ Key: name }));
      const { Deleted, Errors } = await (
        await filled(account)
      ).deleteObjects({ Bucket, Delete: { Objects, Quiet: true } });
      return { Deleted, Errors };
    },
    expected: { Deleted: undefined, Errors: undefined },
  },
  {
    id: 'a copy source without a key',
    title: 'a copy source without a key is InvalidArgument: Invalid copy source object key',
    source: snapshot('s3/test_s3', 'TestS3::test_s3_copy_object_wrong_format'),
    wrong: 'NoSuchBucket, 404',
    run: async (account) =>
      refusal((await filled(account)).copyObject({ Bucket, Key: 'b', CopySource: `${Bucket}` })),
    expected: { code: 'InvalidArgument', message: 'Invalid copy source object key', status: 400 },
  },
  {
    id: 'If-Match and If-None-Match',
    title: 'PutObject with If-Match and If-None-Match is NotImplemented, 501',
    source: snapshot(
      's3/test_s3_api',
      'TestS3ObjectWritePrecondition::test_put_object_if_match_and_if_none_match_validation',
    ),
    run: async (account) =>
      refusal(
        (await filled(account)).putObject({ Bucket, Key, Body: 'x', IfMatch: 'tag', IfNoneMatch: '*' }),
      ),
    expected: {
      code: 'NotImplemented',
      message: 'A header you provided implies functionality that is not implemented',
      status: 501,
    },
  },
  {
    id: 'a deletion with another If-Match',
    title: 'DeleteObject with an If-Match that does not hold is PreconditionFailed, 412',
    source: snapshot('s3/test_s3_api', 'TestS3DeletePrecondition::test_delete_object_if_match_non_express'),
    run: async (account) => refusal((await filled(account)).deleteObject({ Bucket, Key, IfMatch: 'wrong' })),
    expected: {
      code: 'PreconditionFailed',
      message: 'At least one of the pre-conditions you specified did not hold',
      status: 412,
    },
  },
  {
    id: 'a deletion by the time of a change',
    title: 'DeleteObject with IfMatchLastModifiedTime is NotImplemented, 501',
    source: snapshot(
      's3/test_s3_api',
      'TestS3DeletePrecondition::test_delete_object_if_match_modified_non_express',
    ),
    wrong: 'refuses the header with its own message',
    run: async (account) =>
      refusal((await filled(account)).deleteObject({ Bucket, Key, IfMatchLastModifiedTime: new Date() })),
    expected: {
      code: 'NotImplemented',
      message: 'A header you provided implies functionality that is not implemented',
      status: 501,
    },
  },
  {
    id: 'headers of an answer',
    title: 'GetObject answers the headers that its parameters ask for',
    source: snapshot('s3/test_s3', 'TestS3::test_s3_get_object_header_overrides'),
    wrong: 'NotImplemented: response-cache-control',
    run: async (account) => {
      const answer = await (
        await filled(account)
      ).getObject({
        Bucket,
        Key,
        ResponseCacheControl: 'max-age=74',
        ResponseContentDisposition: 'attachment; filename="a.jpg"',
        ResponseContentEncoding: 'identity',
        ResponseContentLanguage: 'de-DE',
        ResponseContentType: 'image/jpeg',
        ResponseExpires: new Date('2030-10-26T10:18:27Z'),
      });
      return { ...answer, Body: await answer.Body?.transformToString() };
    },
    expected: {
      AcceptRanges: 'bytes',
      Body: 'hello',
      CacheControl: 'max-age=74',
      ContentDisposition: 'attachment; filename="a.jpg"',
      ContentEncoding: 'identity',
      ContentLanguage: 'de-DE',
      ContentLength: 5,
      ContentType: 'image/jpeg',
      ExpiresString: 'Sat, 26 Oct 2030 10:18:27 GMT',
      ServerSideEncryption: 'AES256',
    },
  },
  {
    id: 'an expiry at a date',
    title: 'a lifecycle of a date is given back with the default size of transitions',
    source: snapshot('s3/test_s3', 'TestS3BucketLifecycle::test_bucket_lifecycle_configuration_date'),
    wrong: 'no TransitionDefaultMinimumObjectSize',
    run: async (account) => {
      const s3 = await filled(account);
      const rule = {
        ID: 'one',
        Status: 'Enabled',
        Filter: {},
        Expiration: { Date: new Date('2030-01-01T00:00:00Z') },
      };
      await s3.putBucketLifecycleConfiguration({
        Bucket,
        LifecycleConfiguration: { Rules: [rule as never] },
      });
      const answer = await s3.getBucketLifecycleConfiguration({ Bucket });
      return { ...answer, date: answer.Rules?.[0].Expiration?.Date?.toISOString() };
    },
    expected: {
      Rules: [{ ID: 'one', Status: 'Enabled', Filter: {} }],
      date: '2030-01-01T00:00:00.000Z',
      TransitionDefaultMinimumObjectSize: 'all_storage_classes_128K',
    },
  },
  {
    id: 'the deletion of a bucket, in order',
    title: 'a bucket with an object is BucketNotEmpty; without it, it goes',
    source: snapshot('s3/test_s3_api', 'TestS3BucketCRUD::test_delete_bucket_with_objects'),
    answers: 3,
    run: async (account) => {
      const s3 = await filled(account);
      const refused = await refusal(s3.deleteBucket({ Bucket }));
      const { $metadata: object } = await s3.deleteObject({ Bucket, Key });
      const { $metadata: bucket } = await s3.deleteBucket({ Bucket });
      return [refused, object.httpStatusCode, bucket.httpStatusCode];
    },
    expected: [
      { code: 'BucketNotEmpty', message: 'The bucket you tried to delete is not empty', status: 409 },
      204,
      204,
    ],
  },
];
