import { AwsError } from '../../aws-error';
import type { Need, Permission } from '../../authorization/permission';
import { actionOf, type Call } from '../../gateway/action';
import { parsePolicyDocument, type PolicyDocument } from '../../policy-document';
import type { Bucket } from './bucket';
import { s3Error } from './s3-errors';
import type { S3Store } from './s3-store';

/**
 * An operation of S3, with the API's member names. A `Date` is formatted by where it goes (header or body).
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
export const s3Action = actionOf<S3Store>();

interface BucketInput {
  readonly Bucket: string;
}

interface ObjectInput extends BucketInput {
  readonly Key: string;
}

/** Cache of parsed policies: a bucket stores text, which requests should not parse again. */
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

/** @throws AwsError `NoSuchBucket`, even for callers without permission */
function bucketNeed(action: string, bucket: string, store: S3Store): Need {
  store.mustFind(bucket);
  return { action, resources: [`arn:aws:s3:::${bucket}`], resourcePolicy: policyOf(bucket, store) };
}

/**
 * The need for an action on an object, which its bucket's policy may allow as well.
 *
 * @throws AwsError `NoSuchBucket`, even for callers without permission
 */
export function objectNeed(action: string, { Bucket, Key }: ObjectInput, store: S3Store): Need {
  store.mustFind(Bucket);
  return { action, resources: [`arn:aws:s3:::${Bucket}/${Key}`], resourcePolicy: policyOf(Bucket, store) };
}

/**
 * Finds an object. Only callers who may list the bucket learn that it is missing.
 *
 * @throws AwsError `AccessDenied` instead of `NoSuchKey`
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export function unlessHidden<T>(find: () => T, bucket: string, store: S3Store, call: Call): T {
  try {
    return find();
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'NoSuchKey') throw error;
    const refusal = call.refusal([bucketNeed('s3:ListBucket', bucket, store)]);
    throw refusal ? s3Error('AccessDenied', refusal.message) : error;
  }
}

/** Permission for an action on a bucket. */
export const onBucket =
  (action: string): Permission<BucketInput, S3Store> =>
  (input, store) => [bucketNeed(action, input.Bucket, store)];

/** Permission for an action on an object. */
export const onObject =
  (action: string): Permission<ObjectInput, S3Store> =>
  (input, store) => [objectNeed(action, input, store)];

/** Permission for an action on an object; naming a version is a different action. */
export const onVersion =
  (
    action: string,
    actionOnVersion: string,
  ): Permission<ObjectInput & { readonly VersionId?: string }, S3Store> =>
  (input, store) => [objectNeed(input.VersionId === undefined ? action : actionOnVersion, input, store)];

interface ListInput extends BucketInput {
  readonly Prefix?: string;
  readonly Delimiter?: string;
  readonly MaxKeys?: number;
}

/** Permission to list a bucket. */
export const onList =
  (action: string): Permission<ListInput, S3Store> =>
  ({ Bucket, Prefix = '', Delimiter, MaxKeys }, store) => [
    {
      ...bucketNeed(action, Bucket, store),
      context: {
        's3:prefix': Prefix,
        ...(Delimiter !== undefined && { 's3:delimiter': Delimiter }),
        ...(MaxKeys !== undefined && { 's3:max-keys': String(MaxKeys) }),
      },
    },
  ];

/** Permission to write an object; its tags need a further one. */
export const onWrite: Permission<ObjectInput & { readonly Tagging?: unknown }, S3Store> = (input, store) => [
  objectNeed('s3:PutObject', input, store),
  ...(input.Tagging === undefined ? [] : [objectNeed('s3:PutObjectTagging', input, store)]),
];

/** Permission to copy an object: read the source, write the target. */
export const onCopy: Permission<
  ObjectInput & { readonly CopySource: string; readonly Tagging?: unknown },
  S3Store
> = (input, store) => {
  const [source, versionId] = decodeURIComponent(input.CopySource.replace(/^\//, '')).split('?versionId=');
  const slash = source.indexOf('/');
  const read = { Bucket: source.slice(0, slash), Key: source.slice(slash + 1) };
  const action = versionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion';
  return [objectNeed(action, read, store), ...onWrite(input, store)];
};
