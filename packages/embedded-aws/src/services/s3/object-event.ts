import type { Call } from '../../gateway/action';
import type { Bucket, StoredObject } from './bucket';
import { notifyDestinations } from './notification';
import type { S3Store } from './s3-store';

/** Event kinds by `reason`: EventBridge's, and those of notifications. */
const KINDS = {
  PutObject: ['Object Created', 'ObjectCreated:Put'],
  CopyObject: ['Object Created', 'ObjectCreated:Copy'],
  CompleteMultipartUpload: ['Object Created', 'ObjectCreated:CompleteMultipartUpload'],
  DeleteObject: ['Object Deleted', 'ObjectRemoved:Delete'],
} as const;

let sequence = 0;

/**
 * Tells the bucket's functions and topics of an object change, and EventBridge in its region, as configured.
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
  const { accountId } = store.platform;
  sequence += 1;
  const [detailType, kind] = KINDS[reason];
  const sequencer = sequence.toString(16).toUpperCase().padStart(18, '0');
  const size = object.file && { size: object.file.sizeBytes };
  const eTag = object.eTag?.replaceAll('"', '');
  const described = { ...size, ...(eTag !== undefined && { eTag }), sequencer };
  notifyDestinations(bucket, { kind, key: object.key, requestId, object: described }, store);
  if (!bucket.notification.EventBridgeConfiguration) return;
  const detail = {
    version: '0',
    bucket: { name: bucket.name },
    object: { key: object.key, ...size, ...(eTag !== undefined && { etag: eTag }), sequencer },
    'request-id': requestId,
    requester: accountId,
    'source-ip-address': '127.0.0.1',
    reason,
    ...(detailType === 'Object Deleted' && { 'deletion-type': 'Permanently Deleted' }),
  };
  store.platform.emit(
    { source: 'aws.s3', detailType, detail, resources: [`arn:aws:s3:::${bucket.name}`] },
    bucket.region,
  );
}
