import { onAnything } from '../../authorization/needs';
import type { Need, Permission, Permissions } from '../../authorization/permission';
import { parsePolicyDocument, type PolicyDocument } from '../../policy-document';
import type { Bucket } from './bucket';
import type { S3Store } from './s3-store';

interface S3Input {
  readonly Bucket: string;
  readonly Key?: string;
  readonly Prefix?: string;
  readonly Delimiter?: string;
  readonly MaxKeys?: number;
  readonly Tagging?: unknown;
  readonly VersionId?: string;
}

/** Policies by the text that was put: a bucket keeps the text, and a request should not parse it. */
const parsed = new WeakMap<
  Bucket,
  { readonly text: string; readonly document: PolicyDocument | undefined }
>();

function policyOf(name: string, store: S3Store): PolicyDocument | undefined {
  const bucket = store.find(name);
  if (bucket?.policy === undefined) return undefined;
  let policy = parsed.get(bucket);
  if (policy?.text !== bucket.policy) {
    policy = { text: bucket.policy, document: parsePolicyDocument(bucket.policy, 'resource').document };
    parsed.set(bucket, policy);
  }
  return policy.document;
}

const bucketNeed = (action: string, bucket: string, store: S3Store): Need => ({
  action,
  resources: [`arn:aws:s3:::${bucket}`],
  resourcePolicy: policyOf(bucket, store),
});

const objectNeed = (action: string, bucket: string, keys: readonly string[], store: S3Store): Need => ({
  action,
  resources: keys.map((key) => `arn:aws:s3:::${bucket}/${key}`),
  resourcePolicy: policyOf(bucket, store),
});

const onBucket =
  (action: string): Permission<S3Store> =>
  (input: S3Input, store) => [bucketNeed(action, input.Bucket, store)];

const onObject =
  (action: string): Permission<S3Store> =>
  (input: S3Input, store) => [objectNeed(action, input.Bucket, [input.Key ?? ''], store)];

/** A version that is named is another action. */
const onVersion =
  (action: string, actionOnVersion: string): Permission<S3Store> =>
  (input: S3Input, store) => [
    objectNeed(
      input.VersionId === undefined ? action : actionOnVersion,
      input.Bucket,
      [input.Key ?? ''],
      store,
    ),
  ];

const onList =
  (action: string): Permission<S3Store> =>
  ({ Bucket, Prefix = '', Delimiter, MaxKeys }: S3Input, store) => [
    {
      ...bucketNeed(action, Bucket, store),
      context: {
        's3:prefix': Prefix,
        ...(Delimiter !== undefined && { 's3:delimiter': Delimiter }),
        ...(MaxKeys !== undefined && { 's3:max-keys': String(MaxKeys) }),
      },
    },
  ];

/** Writing an object needs another permission for the tags that it brings. */
const writeNeeds = ({ Bucket, Key = '', Tagging }: S3Input, store: S3Store): Need[] => [
  objectNeed('s3:PutObject', Bucket, [Key], store),
  ...(Tagging === undefined ? [] : [objectNeed('s3:PutObjectTagging', Bucket, [Key], store)]),
];

const onCopy: Permission<S3Store> = (
  { CopySource, ...input }: S3Input & { readonly CopySource: string },
  store,
) => {
  const [source] = decodeURIComponent(CopySource.replace(/^\//, '')).split('?versionId=');
  const slash = source.indexOf('/');
  return [
    objectNeed('s3:GetObject', source.slice(0, slash), [source.slice(slash + 1)], store),
    ...writeNeeds(input, store),
  ];
};

/** A condition tells what is there. */
const onDelete: Permission<S3Store> = (
  {
    Bucket,
    Key = '',
    VersionId,
    IfMatch,
  }: S3Input & { readonly VersionId?: string; readonly IfMatch?: string },
  store,
) => [
  objectNeed(VersionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion', Bucket, [Key], store),
  ...(IfMatch === undefined ? [] : [objectNeed('s3:GetObject', Bucket, [Key], store)]),
];

/**
 * What S3's operations need.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
export const S3_PERMISSIONS: Permissions<S3Store> = {
  AbortMultipartUpload: onObject('s3:AbortMultipartUpload'),
  CompleteMultipartUpload: onObject('s3:PutObject'),
  CopyObject: onCopy,
  CreateBucket: onBucket('s3:CreateBucket'),
  CreateMultipartUpload: writeNeeds,
  DeleteBucket: onBucket('s3:DeleteBucket'),
  DeleteBucketLifecycle: onBucket('s3:PutLifecycleConfiguration'),
  DeleteBucketOwnershipControls: onBucket('s3:PutBucketOwnershipControls'),
  DeleteBucketPolicy: onBucket('s3:DeleteBucketPolicy'),
  DeleteBucketTagging: onBucket('s3:PutBucketTagging'),
  DeleteObject: onDelete,
  DeleteObjects: (
    { Bucket, Delete }: S3Input & { Delete: { Objects: readonly { Key: string; VersionId?: string }[] } },
    store,
  ) =>
    Delete.Objects.map(({ Key, VersionId }) =>
      objectNeed(
        VersionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion',
        Bucket,
        [Key],
        store,
      ),
    ),
  DeleteObjectTagging: onObject('s3:DeleteObjectTagging'),
  DeletePublicAccessBlock: onBucket('s3:PutBucketPublicAccessBlock'),
  GetBucketAcl: onBucket('s3:GetBucketAcl'),
  GetBucketEncryption: onBucket('s3:GetEncryptionConfiguration'),
  GetBucketLifecycleConfiguration: onBucket('s3:GetLifecycleConfiguration'),
  GetBucketLocation: onBucket('s3:GetBucketLocation'),
  GetBucketNotificationConfiguration: onBucket('s3:GetBucketNotification'),
  GetBucketOwnershipControls: onBucket('s3:GetBucketOwnershipControls'),
  GetBucketPolicy: onBucket('s3:GetBucketPolicy'),
  GetBucketTagging: onBucket('s3:GetBucketTagging'),
  GetBucketVersioning: onBucket('s3:GetBucketVersioning'),
  GetObject: onVersion('s3:GetObject', 's3:GetObjectVersion'),
  GetObjectTagging: onObject('s3:GetObjectTagging'),
  GetPublicAccessBlock: onBucket('s3:GetBucketPublicAccessBlock'),
  HeadBucket: onBucket('s3:ListBucket'),
  HeadObject: onVersion('s3:GetObject', 's3:GetObjectVersion'),
  ListBuckets: onAnything('s3:ListAllMyBuckets'),
  ListMultipartUploads: onBucket('s3:ListBucketMultipartUploads'),
  ListObjects: onList('s3:ListBucket'),
  ListObjectsV2: onList('s3:ListBucket'),
  ListObjectVersions: onList('s3:ListBucketVersions'),
  ListParts: onObject('s3:ListMultipartUploadParts'),
  PutBucketEncryption: onBucket('s3:PutEncryptionConfiguration'),
  PutBucketLifecycleConfiguration: onBucket('s3:PutLifecycleConfiguration'),
  PutBucketNotificationConfiguration: onBucket('s3:PutBucketNotification'),
  PutBucketOwnershipControls: onBucket('s3:PutBucketOwnershipControls'),
  PutBucketPolicy: onBucket('s3:PutBucketPolicy'),
  PutBucketTagging: onBucket('s3:PutBucketTagging'),
  PutBucketVersioning: onBucket('s3:PutBucketVersioning'),
  PutObject: writeNeeds,
  PutObjectTagging: onObject('s3:PutObjectTagging'),
  PutPublicAccessBlock: onBucket('s3:PutBucketPublicAccessBlock'),
  UploadPart: onObject('s3:PutObject'),
  UploadPartCopy: onCopy,
};
