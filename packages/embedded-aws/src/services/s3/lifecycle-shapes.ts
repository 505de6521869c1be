import type { Shape } from '../../gateway/shape';
import { TAGGING } from './bucket-shapes';

const DAYS = { type: 'integer', min: 0 } as const satisfies Shape;
const SIZE = { type: 'integer', min: 0 } as const satisfies Shape;
const PREFIX = { type: 'string', max: 1024 } as const satisfies Shape;
const TAGS = TAGGING.fields.TagSet;

const STORAGE_CLASS = {
  type: 'string',
  enum: ['GLACIER', 'STANDARD_IA', 'ONEZONE_IA', 'INTELLIGENT_TIERING', 'DEEP_ARCHIVE', 'GLACIER_IR'],
} as const satisfies Shape;

const FILTER = {
  type: 'structure',
  fields: {
    Prefix: PREFIX,
    Tag: TAGS.of,
    ObjectSizeGreaterThan: SIZE,
    ObjectSizeLessThan: SIZE,
    And: {
      type: 'structure',
      fields: {
        Prefix: PREFIX,
        Tags: { type: 'list', of: TAGS.of },
        ObjectSizeGreaterThan: SIZE,
        ObjectSizeLessThan: SIZE,
      },
    },
  },
} as const satisfies Shape;

/** Lifecycle rules. Stored and returned only; nothing expires or moves. */
export const LIFECYCLE_CONFIGURATION = {
  type: 'structure',
  required: true,
  fields: {
    Rules: {
      type: 'list',
      required: true,
      min: 1,
      max: 1000,
      of: {
        type: 'structure',
        fields: {
          ID: { type: 'string', max: 255 },
          Prefix: PREFIX,
          Filter: FILTER,
          Status: { type: 'string', required: true, enum: ['Enabled', 'Disabled'] },
          Expiration: {
            type: 'structure',
            fields: { Date: { type: 'string' }, Days: DAYS, ExpiredObjectDeleteMarker: { type: 'boolean' } },
          },
          Transitions: {
            type: 'list',
            of: {
              type: 'structure',
              fields: { Date: { type: 'string' }, Days: DAYS, StorageClass: STORAGE_CLASS },
            },
          },
          NoncurrentVersionTransitions: {
            type: 'list',
            of: {
              type: 'structure',
              fields: { NoncurrentDays: DAYS, NewerNoncurrentVersions: DAYS, StorageClass: STORAGE_CLASS },
            },
          },
          NoncurrentVersionExpiration: {
            type: 'structure',
            fields: { NoncurrentDays: DAYS, NewerNoncurrentVersions: DAYS },
          },
          AbortIncompleteMultipartUpload: {
            type: 'structure',
            fields: { DaysAfterInitiation: DAYS },
          },
        },
      },
    },
  },
} as const satisfies Shape;
