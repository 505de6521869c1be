import type { Call } from '../../gateway/action';
import type { StoredObject } from './bucket';
import { checkReadConditions } from './conditions';
import { s3Error } from './s3-errors';
import { unlessHidden } from './s3-action';
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

/** What is copied, and the output member that names its version. */
export interface CopySource {
  readonly object: StoredObject;
  readonly member: { readonly CopySourceVersionId?: string };
}

/**
 * @throws AwsError `InvalidArgument`, `InvalidRequest` (a delete marker), `NoSuchBucket`, `NoSuchKey`, `AccessDenied`,
 *   `NoSuchVersion`, `PreconditionFailed`
 */
export function copySource(input: CopySourceInput, store: S3Store, call: Call): CopySource {
  const [, bucketName, key, asked] =
    /^\/?([^/]+)\/(.+?)(?:\?versionId=([^?]*))?$/s.exec(input.CopySource) ?? [];
  if (bucketName === undefined)
    throw s3Error(
      'InvalidArgument',
      `Copy Source must mention the source bucket and key: ${input.CopySource}`,
    );
  try {
    const find = (): StoredObject => store.mustFindObject(bucketName, decode(key), asked);
    const object = unlessHidden(find, bucketName, store, call);
    checkReadConditions(object, {
      IfMatch: input.CopySourceIfMatch,
      IfNoneMatch: input.CopySourceIfNoneMatch,
      IfModifiedSince: input.CopySourceIfModifiedSince,
      IfUnmodifiedSince: input.CopySourceIfUnmodifiedSince,
    });
    const { versionId } = object;
    return { object, member: versionId === undefined ? {} : { CopySourceVersionId: versionId } };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    // Not Modified makes no sense for a copy: the client has no cached one.
    if (error.status === 304) throw s3Error('PreconditionFailed');
    if (error.status !== 405) throw error;
    throw s3Error(
      'InvalidRequest',
      'The source of a copy request may not specifically refer to a delete marker by version id.',
    );
  }
}

function decode(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    throw s3Error('InvalidURI');
  }
}
