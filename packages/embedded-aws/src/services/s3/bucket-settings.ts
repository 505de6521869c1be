import type { AnyAction } from '../../gateway/action';
import type { Shape, ValueOf } from '../../gateway/shape';
import { parsePolicyDocument } from '../../policy-document';
import type { Bucket } from './bucket';
import {
  BUCKET,
  ENCRYPTION_CONFIGURATION,
  OWNERSHIP_CONTROLS,
  PUBLIC_ACCESS_BLOCK,
  TAGGING,
} from './bucket-shapes';
import { LIFECYCLE_CONFIGURATION } from './lifecycle-shapes';
import { checkDestinations } from './notification';
import { checkDistinct, NOTIFICATION_CONFIGURATION, withIds } from './notification-configuration';
import { withoutManagedKey } from './object-encryption';
import { checkTagKeys } from './put-object';
import { onBucket, s3Action } from './s3-action';
import { s3Error } from './s3-errors';
import { textPayload, xmlPayload, type S3Operation } from './s3-operation';
import type { S3Store } from './s3-store';

/** An operation that reads a setting. */
export const read = (action: string, view: (bucket: Bucket, store: S3Store) => object): AnyAction<S3Store> =>
  s3Action({
    input: { Bucket: BUCKET },
    permissions: onBucket(action),
    run: ({ Bucket }, store) => view(store.mustFind(Bucket), store),
  });

const remove = (
  action: string,
  setting: 'lifecycle' | 'ownership' | 'policy' | 'publicAccessBlock' | 'tags',
): AnyAction<S3Store> =>
  s3Action({
    input: { Bucket: BUCKET },
    permissions: onBucket(action),
    run: ({ Bucket }, store) => {
      store.mustFind(Bucket)[setting] = undefined;
      return undefined;
    },
  });

/** An operation that replaces a setting. */
export const write = <S extends Shape>(
  action: string,
  member: string,
  shape: S,
  change: (bucket: Bucket, value: ValueOf<S>, store: S3Store) => void,
): AnyAction<S3Store> => ({
  input: { Bucket: BUCKET, [member]: shape },
  permissions: onBucket(action),
  run: (input: Readonly<Record<string, unknown>> & { readonly Bucket: string }, store) => {
    change(store.mustFind(input.Bucket), input[member] as ValueOf<S>, store);
    return undefined;
  },
});

/** A setting of a bucket. @throws AwsError with that code if it is not set */
function given<T>(setting: T | undefined, missing: Parameters<typeof s3Error>[0]): T {
  if (setting === undefined) throw s3Error(missing);
  return setting;
}

const MAX_POLICY_BYTES = 20_480;

function setPolicy(bucket: Bucket, policy: string, store: S3Store): void {
  if (Buffer.byteLength(policy) > MAX_POLICY_BYTES)
    throw s3Error('MalformedPolicy', `A bucket policy has at most ${MAX_POLICY_BYTES} bytes`);
  const { problem } = parsePolicyDocument(policy, 'resource');
  if (problem !== undefined) throw s3Error('MalformedPolicy', problem);
  bucket.policy = policy;
  store.platform.changes.notify();
}

function setEncryption(bucket: Bucket, encryption: Bucket['encryption']): void {
  const [{ ApplyServerSideEncryptionByDefault: byDefault }] = encryption.Rules;
  const hasKey = byDefault?.KMSMasterKeyID !== undefined;
  if (byDefault?.SSEAlgorithm === 'aws:kms' && !hasKey) throw withoutManagedKey();
  if (byDefault?.SSEAlgorithm === 'AES256' && hasKey)
    throw s3Error(
      'InvalidArgument',
      'A KMSMasterKeyID is not applicable if the default sse algorithm is AES256',
    );
  bucket.encryption = encryption;
}

const VERSIONING_CONFIGURATION = {
  type: 'structure',
  required: true,
  fields: { Status: { type: 'string', enum: ['Enabled', 'Suspended'] } },
} as const satisfies Shape;

function setVersioning(bucket: Bucket, { Status }: ValueOf<typeof VERSIONING_CONFIGURATION>): void {
  if (!Status) throw s3Error('IllegalVersioningConfigurationException');
  bucket.versioning = Status;
}

const NO_BLOCK = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
};

/**
 * Operations that read, write and remove bucket settings.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
 */
export const BUCKET_SETTINGS = {
  GetBucketEncryption: {
    at: 'GET bucket ?encryption',
    action: read('s3:GetEncryptionConfiguration', ({ encryption }) => ({
      ServerSideEncryptionConfiguration: encryption,
    })),
    answer: xmlPayload('ServerSideEncryptionConfiguration'),
  },
  PutBucketEncryption: {
    at: 'PUT bucket ?encryption',
    action: write(
      's3:PutEncryptionConfiguration',
      'ServerSideEncryptionConfiguration',
      ENCRYPTION_CONFIGURATION,
      setEncryption,
    ),
    body: xmlPayload('ServerSideEncryptionConfiguration'),
  },
  GetBucketLifecycleConfiguration: {
    at: 'GET bucket ?lifecycle',
    action: read('s3:GetLifecycleConfiguration', ({ lifecycle }) =>
      given(lifecycle, 'NoSuchLifecycleConfiguration'),
    ),
    answer: { document: 'LifecycleConfiguration' },
  },
  PutBucketLifecycleConfiguration: {
    at: 'PUT bucket ?lifecycle',
    action: write(
      's3:PutLifecycleConfiguration',
      'LifecycleConfiguration',
      LIFECYCLE_CONFIGURATION,
      (bucket, lifecycle) => {
        bucket.lifecycle = lifecycle;
      },
    ),
    body: xmlPayload('LifecycleConfiguration'),
  },
  DeleteBucketLifecycle: {
    at: 'DELETE bucket ?lifecycle',
    action: remove('s3:PutLifecycleConfiguration', 'lifecycle'),
    status: 204,
  },
  // Empty for us-east-1.
  GetBucketLocation: {
    at: 'GET bucket ?location',
    action: read('s3:GetBucketLocation', ({ region }) => ({
      LocationConstraint: region === 'us-east-1' ? undefined : region,
    })),
    answer: xmlPayload('LocationConstraint'),
  },
  GetBucketNotificationConfiguration: {
    at: 'GET bucket ?notification',
    action: read('s3:GetBucketNotification', ({ notification }) => notification),
    answer: { document: 'NotificationConfiguration' },
  },
  // Replaces the whole configuration.
  PutBucketNotificationConfiguration: {
    at: 'PUT bucket ?notification',
    action: s3Action({
      input: {
        Bucket: BUCKET,
        NotificationConfiguration: NOTIFICATION_CONFIGURATION,
        SkipDestinationValidation: { type: 'boolean' },
      },
      permissions: onBucket('s3:PutBucketNotification'),
      run: async ({ Bucket, NotificationConfiguration, SkipDestinationValidation }, store) => {
        const bucket = store.mustFind(Bucket);
        const configuration = withIds(NotificationConfiguration, () => store.platform.newId());
        checkDistinct(configuration);
        if (!SkipDestinationValidation) await checkDestinations(configuration, bucket, store);
        bucket.notification = configuration;
        return undefined;
      },
    }),
    body: xmlPayload('NotificationConfiguration'),
  },
  GetBucketOwnershipControls: {
    at: 'GET bucket ?ownershipControls',
    action: read('s3:GetBucketOwnershipControls', ({ ownership }) => ({
      OwnershipControls: given(ownership, 'OwnershipControlsNotFoundError'),
    })),
    answer: xmlPayload('OwnershipControls'),
  },
  PutBucketOwnershipControls: {
    at: 'PUT bucket ?ownershipControls',
    action: write(
      's3:PutBucketOwnershipControls',
      'OwnershipControls',
      OWNERSHIP_CONTROLS,
      (bucket, ownership) => {
        bucket.ownership = ownership;
      },
    ),
    body: xmlPayload('OwnershipControls'),
  },
  DeleteBucketOwnershipControls: {
    at: 'DELETE bucket ?ownershipControls',
    action: remove('s3:PutBucketOwnershipControls', 'ownership'),
    status: 204,
  },
  GetBucketPolicy: {
    at: 'GET bucket ?policy',
    action: read('s3:GetBucketPolicy', ({ policy }) => ({ Policy: given(policy, 'NoSuchBucketPolicy') })),
    answer: textPayload('Policy'),
  },
  PutBucketPolicy: {
    at: 'PUT bucket ?policy',
    action: write('s3:PutBucketPolicy', 'Policy', { type: 'string', required: true }, setPolicy),
    body: textPayload('Policy'),
    status: 204,
  },
  DeleteBucketPolicy: {
    at: 'DELETE bucket ?policy',
    action: remove('s3:DeleteBucketPolicy', 'policy'),
    status: 204,
  },
  GetBucketTagging: {
    at: 'GET bucket ?tagging',
    action: read('s3:GetBucketTagging', ({ tags }) => ({ TagSet: given(tags, 'NoSuchTagSet') })),
    answer: { document: 'Tagging' },
  },
  PutBucketTagging: {
    at: 'PUT bucket ?tagging',
    action: write('s3:PutBucketTagging', 'Tagging', TAGGING, (bucket, { TagSet }) => {
      checkTagKeys(TagSet, 'System tags cannot be added/updated by requester');
      bucket.tags = TagSet;
    }),
    body: xmlPayload('Tagging'),
    status: 204,
  },
  DeleteBucketTagging: {
    at: 'DELETE bucket ?tagging',
    action: remove('s3:PutBucketTagging', 'tags'),
    status: 204,
  },
  GetBucketVersioning: {
    at: 'GET bucket ?versioning',
    action: read('s3:GetBucketVersioning', ({ versioning }) => ({ Status: versioning })),
    answer: { document: 'VersioningConfiguration' },
  },
  PutBucketVersioning: {
    at: 'PUT bucket ?versioning',
    action: write(
      's3:PutBucketVersioning',
      'VersioningConfiguration',
      VERSIONING_CONFIGURATION,
      setVersioning,
    ),
    body: xmlPayload('VersioningConfiguration'),
  },
  GetPublicAccessBlock: {
    at: 'GET bucket ?publicAccessBlock',
    action: read('s3:GetBucketPublicAccessBlock', ({ publicAccessBlock }) => ({
      PublicAccessBlockConfiguration: given(publicAccessBlock, 'NoSuchPublicAccessBlockConfiguration'),
    })),
    answer: xmlPayload('PublicAccessBlockConfiguration'),
  },
  PutPublicAccessBlock: {
    at: 'PUT bucket ?publicAccessBlock',
    action: write(
      's3:PutBucketPublicAccessBlock',
      'PublicAccessBlockConfiguration',
      PUBLIC_ACCESS_BLOCK,
      (bucket, block) => {
        bucket.publicAccessBlock = { ...NO_BLOCK, ...block };
      },
    ),
    body: xmlPayload('PublicAccessBlockConfiguration'),
  },
  DeletePublicAccessBlock: {
    at: 'DELETE bucket ?publicAccessBlock',
    action: remove('s3:PutBucketPublicAccessBlock', 'publicAccessBlock'),
    status: 204,
  },
} as const satisfies Record<string, S3Operation>;
