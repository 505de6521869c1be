import type { Call } from '../../gateway/action';
import type { Bucket, StoredObject } from './bucket';
import type { S3Store } from './s3-store';

/** Event kinds by `reason`. */
const KINDS = {
  PutObject: 'Object Created',
  CopyObject: 'Object Created',
  CompleteMultipartUpload: 'Object Created',
  DeleteObject: 'Object Deleted',
} as const;

let sequence = 0;

/**
 * Sends an object change to EventBridge in the bucket's region, if the bucket has that enabled.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
 */
export function tellOfObject(
  reason: keyof typeof KINDS,
  bucket: Bucket,
  object: Pick<StoredObject, 'key'> & Partial<StoredObject>,
  store: S3Store,
  { requestId }: Pick<Call, 'requestId'>,
): void {
  if (!bucket.notifiesEventBridge) return;
  const { accountId } = store.platform;
  sequence += 1;
  const isDeletion = KINDS[reason] === 'Object Deleted';
  const detail = {
    version: '0',
    bucket: { name: bucket.name },
    object: {
      key: object.key,
      ...(object.file && { size: object.file.sizeBytes }),
      ...(object.eTag !== undefined && { etag: object.eTag.replaceAll('"', '') }),
      sequencer: sequence.toString(16).toUpperCase().padStart(18, '0'),
    },
    'request-id': requestId,
    requester: accountId,
    'source-ip-address': '127.0.0.1',
    reason,
    ...(isDeletion && { 'deletion-type': 'Permanently Deleted' }),
  };
  store.platform.emit(
    { source: 'aws.s3', detailType: KINDS[reason], detail, resources: [`arn:aws:s3:::${bucket.name}`] },
    bucket.region,
  );
}
