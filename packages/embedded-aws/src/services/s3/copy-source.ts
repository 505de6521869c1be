import type { StoredObject } from './bucket';
import { checkReadConditions } from './conditions';
import { s3Error } from './s3-errors';
import type { S3Store } from './s3-store';
import { BUCKET, KEY } from './bucket-shapes';
import type { Shape } from '../../gateway/shape';
import { AwsError } from '../../aws-error';

/** Source of a copy, and its preconditions. */
export const COPY_MEMBERS = {
  Bucket: BUCKET,
  Key: KEY,
  /** `bucket/key`, percent-encoded, with optional leading slash and `?versionId=`. */
  CopySource: { type: 'string', required: true, min: 1 },
  CopySourceIfMatch: { type: 'string' },
  CopySourceIfNoneMatch: { type: 'string' },
  CopySourceIfModifiedSince: { type: 'timestamp' },
  CopySourceIfUnmodifiedSince: { type: 'timestamp' },
} as const satisfies Record<string, Shape>;

/** The values of {@link COPY_MEMBERS} that identify the source. */
export interface CopySourceInput {
  readonly CopySource: string;
  readonly CopySourceIfMatch?: string;
  readonly CopySourceIfNoneMatch?: string;
  readonly CopySourceIfModifiedSince?: number;
  readonly CopySourceIfUnmodifiedSince?: number;
}

/** @throws AwsError `InvalidArgument`, `NoSuchBucket`, `NoSuchKey`, `NoSuchVersion`, `PreconditionFailed` */
export function copySource(input: CopySourceInput, store: S3Store): StoredObject {
  const [, bucket, key, versionId] =
    /^\/?([^/]+)\/(.+?)(?:\?versionId=([^?]*))?$/s.exec(input.CopySource) ?? [];
  if (bucket === undefined)
    throw s3Error(
      'InvalidArgument',
      `Copy Source must mention the source bucket and key: ${input.CopySource}`,
    );
  const object = store.mustFindObject(bucket, decode(key), versionId);
  try {
    checkReadConditions(object, {
      IfMatch: input.CopySourceIfMatch,
      IfNoneMatch: input.CopySourceIfNoneMatch,
      IfModifiedSince: input.CopySourceIfModifiedSince,
      IfUnmodifiedSince: input.CopySourceIfUnmodifiedSince,
    });
  } catch (error) {
    // Not Modified makes no sense for a copy: the client has no cached one.
    throw error instanceof AwsError && error.status === 304 ? s3Error('PreconditionFailed') : error;
  }
  return object;
}

function decode(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    throw s3Error('InvalidURI');
  }
}
