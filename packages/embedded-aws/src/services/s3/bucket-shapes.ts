import { TAG_LIST } from '../../tags';
import type { Shape } from '../../gateway/shape';
import { CHECKSUM_MEMBERS } from './checksum';

/** Bucket name; CreateBucket checks its form. */
export const BUCKET = { type: 'string', required: true } as const satisfies Shape;

/** Object key, at most 1,024 bytes; checked by the operations that write. */
export const KEY = { type: 'string', required: true, min: 1 } as const satisfies Shape;

/** `null` is the version of what was written without versioning. */
export const VERSION_ID = { type: 'string' } as const satisfies Shape;

/** Tags of a bucket or object. */
export const TAGGING = {
  type: 'structure',
  required: true,
  fields: {
    TagSet: { ...TAG_LIST, required: true },
  },
} as const satisfies Shape;

/** Encryption with an S3 key or a customer's. */
export const ENCRYPTION_CONFIGURATION = {
  type: 'structure',
  required: true,
  fields: {
    Rules: {
      type: 'list',
      required: true,
      min: 1,
      max: 1,
      of: {
        type: 'structure',
        fields: {
          ApplyServerSideEncryptionByDefault: {
            type: 'structure',
            fields: {
              SSEAlgorithm: { type: 'string', required: true, subset: ['AES256', 'aws:kms'] },
              KMSMasterKeyID: { type: 'string' },
            },
          },
          BucketKeyEnabled: { type: 'boolean' },
        },
      },
    },
  },
} as const satisfies Shape;

/** Object ownership; without effect, as there is no other account. */
export const OBJECT_OWNERSHIP = {
  type: 'string',
  enum: ['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter'],
} as const satisfies Shape;

/** The object ownership of a bucket. */
export const OWNERSHIP_CONTROLS = {
  type: 'structure',
  required: true,
  fields: {
    Rules: {
      type: 'list',
      required: true,
      min: 1,
      max: 1,
      of: {
        type: 'structure',
        fields: { ObjectOwnership: { ...OBJECT_OWNERSHIP, required: true } },
      },
    },
  },
} as const satisfies Shape;

const BUCKET_ACLS = [
  'private',
  'public-read',
  'public-read-write',
  'authenticated-read',
  'log-delivery-write',
] as const;

/** A canned ACL of a bucket. */
export type BucketAcl = (typeof BUCKET_ACLS)[number];

export const BUCKET_ACL = { type: 'string', required: true, subset: BUCKET_ACLS } as const satisfies Shape;

/** Where the access logs of a bucket go. */
export const LOGGING_STATUS = {
  type: 'structure',
  required: true,
  fields: {
    LoggingEnabled: {
      type: 'structure',
      fields: {
        TargetBucket: { type: 'string', required: true },
        TargetPrefix: { type: 'string', required: true },
        TargetObjectKeyFormat: {
          type: 'structure',
          fields: {
            SimplePrefix: { type: 'structure', fields: {} },
            PartitionedPrefix: {
              type: 'structure',
              fields: { PartitionDateSource: { type: 'string', enum: ['EventTime', 'DeliveryTime'] } },
            },
          },
        },
      },
    },
  },
} as const satisfies Shape;

/** The four public access switches. */
export const PUBLIC_ACCESS_BLOCK = {
  type: 'structure',
  required: true,
  fields: {
    BlockPublicAcls: { type: 'boolean' },
    IgnorePublicAcls: { type: 'boolean' },
    BlockPublicPolicy: { type: 'boolean' },
    RestrictPublicBuckets: { type: 'boolean' },
  },
} as const satisfies Shape;

/** Object settings of a write request. */
export const WRITE_MEMBERS = {
  CacheControl: { type: 'string' },
  ContentDisposition: { type: 'string' },
  ContentEncoding: { type: 'string' },
  ContentLanguage: { type: 'string' },
  ContentType: { type: 'string' },
  Expires: { type: 'string' },
  WebsiteRedirectLocation: { type: 'string' },
  Metadata: { type: 'map', of: { type: 'string' } },
  /** `key=value&key=value`, percent-encoded. */
  Tagging: { type: 'string' },
  // The bucket owner has full control anyway, and there is only one storage class.
  ACL: { type: 'string', subset: ['bucket-owner-full-control'] },
  StorageClass: { type: 'string', subset: ['STANDARD'] },
  ServerSideEncryption: { type: 'string', subset: ['AES256', 'aws:kms'] },
  SSEKMSKeyId: { type: 'string' },
  BucketKeyEnabled: { type: 'boolean' },
} as const satisfies Record<string, Shape>;

/** Preconditions of a write. */
export const WRITE_CONDITIONS = {
  IfMatch: { type: 'string' },
  IfNoneMatch: { type: 'string' },
} as const satisfies Record<string, Shape>;

/** Content of an object or part. The gateway has verified its checksums. */
export const BODY_MEMBERS = {
  /** A Readable, a Buffer or a string; absent for an empty object. */
  Body: { type: 'any' },
  ContentMD5: { type: 'string' },
  ...CHECKSUM_MEMBERS,
} as const satisfies Record<string, Shape>;

/** Options of a read request. */
export const READ_MEMBERS = {
  Bucket: BUCKET,
  Key: KEY,
  VersionId: VERSION_ID,
  Range: { type: 'string' },
  IfMatch: { type: 'string' },
  IfNoneMatch: { type: 'string' },
  IfModifiedSince: { type: 'timestamp' },
  IfUnmodifiedSince: { type: 'timestamp' },
  ChecksumMode: { type: 'string', enum: ['ENABLED'] },
} as const satisfies Record<string, Shape>;

/** Key encoding in listings: `url` is percent-encoding. */
export const ENCODING_TYPE = { type: 'string', enum: ['url'] } as const satisfies Shape;

/** Page size of a listing. */
export const MAX_KEYS = { type: 'integer', min: 0, max: 2 ** 31 - 1 } as const satisfies Shape;
