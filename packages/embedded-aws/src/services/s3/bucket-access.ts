import { onBucket, s3Action } from './s3-action';
import type { ValueOf } from '../../gateway/shape';
import type { Bucket } from './bucket';
import { read, write } from './bucket-settings';
import { BUCKET, BUCKET_ACL, LOGGING_STATUS, type BucketAcl } from './bucket-shapes';
import { s3Error } from './s3-errors';
import { xmlPayload, type S3Operation } from './s3-operation';
import type { S3Store } from './s3-store';

const GROUPS = 'http://acs.amazonaws.com/groups';
const EVERYBODY = `${GROUPS}/global/AllUsers`;
const AUTHENTICATED = `${GROUPS}/global/AuthenticatedUsers`;
const LOG_DELIVERY = `${GROUPS}/s3/LogDelivery`;

/**
 * Canned ACLs of buckets: what they grant to groups, beside full control for the owner.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl
 */
const GRANTS: Record<BucketAcl, readonly (readonly [group: string, permission: string])[]> = {
  private: [],
  'public-read': [[EVERYBODY, 'READ']],
  'public-read-write': [
    [EVERYBODY, 'READ'],
    [EVERYBODY, 'WRITE'],
  ],
  'authenticated-read': [[AUTHENTICATED, 'READ']],
  'log-delivery-write': [
    [LOG_DELIVERY, 'WRITE'],
    [LOG_DELIVERY, 'READ_ACP'],
  ],
};

const isPublic = (acl: BucketAcl): boolean => GRANTS[acl].some(([group]) => group !== LOG_DELIVERY);

/** @throws AwsError `AccessControlListNotSupported`, `AccessDenied` */
function setAcl(bucket: Bucket, acl: BucketAcl): void {
  const enforced = bucket.ownership?.Rules[0].ObjectOwnership === 'BucketOwnerEnforced';
  if (enforced && acl !== 'private') throw s3Error('AccessControlListNotSupported');
  if (bucket.publicAccessBlock?.BlockPublicAcls && isPublic(acl)) throw s3Error('AccessDenied');
  bucket.acl = acl;
}

/** @throws AwsError `InvalidTargetBucketForLogging`, `CrossLocationLoggingProhibitted` */
function setLogging(
  bucket: Bucket,
  { LoggingEnabled }: ValueOf<typeof LOGGING_STATUS>,
  store: S3Store,
): void {
  const target = LoggingEnabled && store.find(LoggingEnabled.TargetBucket);
  if (LoggingEnabled && !target) throw s3Error('InvalidTargetBucketForLogging');
  if (target && target.region !== bucket.region) throw s3Error('CrossLocationLoggingProhibitted');
  bucket.logging = LoggingEnabled;
}

/** Operations on a bucket's ACL, ownership and access logging. */
export const BUCKET_ACCESS = {
  GetBucketAcl: {
    at: 'GET bucket ?acl',
    action: read('s3:GetBucketAcl', ({ acl }, { owner }) => ({
      Owner: owner,
      Grants: [
        { Grantee: { Type: 'CanonicalUser', ...owner }, Permission: 'FULL_CONTROL' },
        ...GRANTS[acl].map(([URI, Permission]) => ({ Grantee: { Type: 'Group', URI }, Permission })),
      ],
    })),
    answer: { document: 'AccessControlPolicy' },
  },
  PutBucketAcl: {
    at: 'PUT bucket ?acl',
    action: s3Action({
      input: { Bucket: BUCKET, ACL: BUCKET_ACL, AccessControlPolicy: { type: 'structure', fields: {} } },
      permissions: onBucket('s3:PutBucketAcl'),
      run: (input, store) => {
        setAcl(store.mustFind(input.Bucket), input.ACL);
        return undefined;
      },
    }),
    body: xmlPayload('AccessControlPolicy'),
  },
  GetBucketLogging: {
    at: 'GET bucket ?logging',
    action: read('s3:GetBucketLogging', ({ logging }) => ({ LoggingEnabled: logging })),
    answer: { document: 'BucketLoggingStatus' },
  },
  // No log is written: AWS delivers them on a best effort, hours later.
  PutBucketLogging: {
    at: 'PUT bucket ?logging',
    action: write('s3:PutBucketLogging', 'BucketLoggingStatus', LOGGING_STATUS, setLogging),
    body: xmlPayload('BucketLoggingStatus'),
  },
} as const satisfies Record<string, S3Operation>;
