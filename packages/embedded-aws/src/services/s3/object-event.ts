import type { Call } from '../../gateway/action';
import type { Bucket, StoredObject } from './bucket';
import { notifyDestinations } from './notification';
import type { S3Store } from './s3-store';
import { versionMember } from './versions';

const CREATED = 'Object Created';
const DELETED = 'Object Deleted';

/** Changes: EventBridge's detail type, reason and deletion type, and the event of notifications. */
const CHANGES = {
  PutObject: [CREATED, { reason: 'PutObject' }, 'ObjectCreated:Put'],
  CopyObject: [CREATED, { reason: 'CopyObject' }, 'ObjectCreated:Copy'],
  CompleteMultipartUpload: [
    CREATED,
    { reason: 'CompleteMultipartUpload' },
    'ObjectCreated:CompleteMultipartUpload',
  ],
  DeleteObject: [
    DELETED,
    { reason: 'DeleteObject', 'deletion-type': 'Permanently Deleted' },
    'ObjectRemoved:Delete',
  ],
  DeleteMarkerCreated: [
    DELETED,
    { reason: 'DeleteObject', 'deletion-type': 'Delete Marker Created' },
    'ObjectRemoved:DeleteMarkerCreated',
  ],
} as const;

let sequence = 0;

/**
 * Notifies functions and topics of an object change, and EventBridge in the bucket's region, as configured.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
 */
export function notifyOfChange(
  change: keyof typeof CHANGES,
  bucket: Bucket,
  object: Pick<StoredObject, 'key'> & Partial<StoredObject>,
  store: S3Store,
  { requestId }: Pick<Call, 'requestId'>,
): void {
  const { accountId } = store.platform;
  sequence += 1;
  const [detailType, why, kind] = CHANGES[change];
  const sequencer = sequence.toString(16).toUpperCase().padStart(18, '0');
  const size = object.file && { size: object.file.sizeBytes };
  const eTag = object.eTag?.replaceAll('"', '');
  const { VersionId } = versionMember(bucket, object);
  const described = {
    ...size,
    ...(eTag !== undefined && { eTag }),
    ...(VersionId !== undefined && { versionId: VersionId }),
    sequencer,
  };
  notifyDestinations(bucket, { kind, key: object.key, requestId, object: described }, store);
  if (!bucket.notification.EventBridgeConfiguration) return;
  const detail = {
    version: '0',
    bucket: { name: bucket.name },
    object: {
      key: object.key,
      ...size,
      ...(eTag !== undefined && { etag: eTag }),
      ...(VersionId !== undefined && { 'version-id': VersionId }),
      sequencer,
    },
    'request-id': requestId,
    requester: accountId,
    'source-ip-address': '127.0.0.1',
    ...why,
  };
  store.platform.emit(
    { source: 'aws.s3', detailType, detail, resources: [`arn:aws:s3:::${bucket.name}`] },
    bucket.region,
  );
}
