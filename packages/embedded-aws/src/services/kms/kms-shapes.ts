import type { Shape } from '../../gateway/shape';

/** Key id or ARN. */
export const KEY_ID = { type: 'string', required: true, min: 1, max: 2048 } as const satisfies Shape;

/** Free text. */
export const DESCRIPTION = { type: 'string', max: 8192 } as const satisfies Shape;

/** Tags, with this service's member names. */
export const TAGS = {
  type: 'list',
  of: {
    type: 'structure',
    fields: {
      TagKey: { type: 'string', required: true, min: 1, max: 128 },
      TagValue: { type: 'string', required: true, max: 256 },
    },
  },
} as const satisfies Shape;

/** JSON text. */
export const POLICY = { type: 'string', min: 1, max: 32_768 } as const satisfies Shape;

/** The only name of a key policy. */
export const POLICY_NAME = { type: 'string', enum: ['default'] } as const satisfies Shape;

/** Additional authenticated data: Decrypt needs the same. */
export const ENCRYPTION_CONTEXT = { type: 'map', of: { type: 'string' } } as const satisfies Shape;

/** The only algorithm of symmetric keys. */
export const ENCRYPTION_ALGORITHM = {
  type: 'string',
  subset: ['SYMMETRIC_DEFAULT'],
} as const satisfies Shape;

/** Page selection. */
export const PAGING = {
  Limit: { type: 'integer', min: 1, max: 1000 },
  Marker: { type: 'string', min: 1, max: 1024 },
} as const satisfies Record<string, Shape>;

/** Operations a grant may allow on a symmetric key. */
export const GRANT_OPERATIONS = {
  type: 'list',
  required: true,
  of: {
    type: 'string',
    subset: ['CreateGrant', 'Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey', 'RetireGrant'],
  },
} as const satisfies Shape;
