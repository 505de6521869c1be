import { AwsError } from '../../aws-error';
import type { StoredObject } from './bucket';
import { s3Error } from './s3-errors';

/** Preconditions of a read; times are Unix seconds. */
export interface ReadConditions {
  readonly IfMatch?: string;
  readonly IfNoneMatch?: string;
  readonly IfModifiedSince?: number;
  readonly IfUnmodifiedSince?: number;
}

/** Preconditions of a write: replace this ETag only or, with `*`, create only. */
export interface WriteConditions {
  readonly IfMatch?: string;
  readonly IfNoneMatch?: string;
}

/**
 * Evaluated as in RFC 9110 §13.2.2: an ETag takes precedence over a date.
 *
 * @throws AwsError `PreconditionFailed`, `NotModified`
 */
export function checkReadConditions({ eTag, lastModified }: StoredObject, conditions: ReadConditions): void {
  const { IfMatch, IfNoneMatch, IfModifiedSince, IfUnmodifiedSince } = conditions;
  const modifiedSeconds = lastModified.getTime() / 1_000;
  if (IfMatch !== undefined) {
    if (!matches(IfMatch, eTag)) throw s3Error('PreconditionFailed');
  } else if (IfUnmodifiedSince !== undefined && modifiedSeconds > IfUnmodifiedSince) {
    throw s3Error('PreconditionFailed');
  }
  if (IfNoneMatch !== undefined) {
    if (matches(IfNoneMatch, eTag)) throw notModified(eTag, lastModified);
  } else if (IfModifiedSince !== undefined && modifiedSeconds <= IfModifiedSince) {
    throw notModified(eTag, lastModified);
  }
}

/** Headers that HTTP requires in a 304 response, for caches. */
const notModified = (eTag: string, lastModified: Date): AwsError =>
  new AwsError('NotModified', 'Not Modified', 304, {
    etag: eTag,
    'last-modified': lastModified.toUTCString(),
  });

/** @throws AwsError `PreconditionFailed`, `NoSuchKey`, `NotImplemented` */
export function checkWriteConditions(
  existing: StoredObject | undefined,
  { IfMatch, IfNoneMatch }: WriteConditions,
): void {
  if (IfMatch !== undefined && IfNoneMatch !== undefined)
    throw s3Error('NotImplemented', 'A header you provided implies functionality that is not implemented');
  if (IfNoneMatch !== undefined && IfNoneMatch !== '*')
    throw s3Error('NotImplemented', `If-None-Match of a write takes *, got ${IfNoneMatch}`);
  if (IfNoneMatch !== undefined && existing) throw s3Error('PreconditionFailed');
  if (IfMatch === undefined) return;
  if (!existing) throw s3Error('NoSuchKey');
  if (!matches(IfMatch, existing.eTag)) throw s3Error('PreconditionFailed');
}

const matches = (wanted: string, eTag: string): boolean =>
  wanted.split(',').some((one) => one.trim() === '*' || unquoted(one) === unquoted(eTag));

const unquoted = (eTag: string): string => eTag.trim().replaceAll('"', '');
