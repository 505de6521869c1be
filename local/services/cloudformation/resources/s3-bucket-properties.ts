import { TAG_LIST } from '../../../tags';
import type { Fields } from '../../../gateway/shape';

/** The properties of a bucket; others, of which CloudFormation has many, are refused by name. */
export const BUCKET_PROPERTIES = {
  BucketName: { type: 'string' },
  BucketEncryption: {
    type: 'structure',
    fields: {
      ServerSideEncryptionConfiguration: {
        type: 'list',
        required: true,
        of: {
          type: 'structure',
          fields: {
            ServerSideEncryptionByDefault: {
              type: 'structure',
              fields: {
                SSEAlgorithm: { type: 'string', required: true, enum: ['AES256', 'aws:kms'] },
                KMSMasterKeyID: { type: 'string' },
              },
            },
            BucketKeyEnabled: { type: 'boolean' },
          },
        },
      },
    },
  },
  LifecycleConfiguration: {
    type: 'structure',
    fields: {
      Rules: {
        type: 'list',
        required: true,
        of: {
          type: 'structure',
          fields: {
            Id: { type: 'string' },
            Status: { type: 'string', required: true, enum: ['Enabled', 'Disabled'] },
            Prefix: { type: 'string' },
            ExpirationInDays: { type: 'integer' },
            NoncurrentVersionExpiration: {
              type: 'structure',
              fields: { NoncurrentDays: { type: 'integer' }, NewerNoncurrentVersions: { type: 'integer' } },
            },
            AbortIncompleteMultipartUpload: {
              type: 'structure',
              fields: { DaysAfterInitiation: { type: 'integer', required: true } },
            },
          },
        },
      },
    },
  },
  NotificationConfiguration: {
    type: 'structure',
    fields: {
      EventBridgeConfiguration: {
        type: 'structure',
        fields: { EventBridgeEnabled: { type: 'boolean' } },
      },
    },
  },
  OwnershipControls: {
    type: 'structure',
    fields: {
      Rules: {
        type: 'list',
        required: true,
        of: { type: 'structure', fields: { ObjectOwnership: { type: 'string', required: true } } },
      },
    },
  },
  PublicAccessBlockConfiguration: {
    type: 'structure',
    fields: {
      BlockPublicAcls: { type: 'boolean' },
      BlockPublicPolicy: { type: 'boolean' },
      IgnorePublicAcls: { type: 'boolean' },
      RestrictPublicBuckets: { type: 'boolean' },
    },
  },
  Tags: TAG_LIST,
  VersioningConfiguration: {
    type: 'structure',
    fields: { Status: { type: 'string', required: true, enum: ['Enabled', 'Suspended'] } },
  },
} as const satisfies Fields;
