import type { Fields, Shape } from '../../gateway/shape';

/** Log group name or prefix. */
export const LOG_GROUP_NAME = {
  type: 'string',
  min: 1,
  max: 512,
  pattern: /[.\-_/#A-Za-z0-9]+/,
} as const satisfies Shape;

/** Log stream name or prefix. */
export const LOG_STREAM_NAME = {
  type: 'string',
  min: 1,
  max: 512,
  pattern: /[^:*]*/,
} as const satisfies Shape;

/** The log group to change. */
export const NAMED_LOG_GROUP = {
  logGroupName: { ...LOG_GROUP_NAME, required: true },
} as const satisfies Fields;

/** The log stream to change. */
export const NAMED_LOG_STREAM = {
  ...NAMED_LOG_GROUP,
  logStreamName: { ...LOG_STREAM_NAME, required: true },
} as const satisfies Fields;

/** Log group name or ARN, optionally with `:*`. */
export const LOG_GROUP_IDENTIFIER = {
  type: 'string',
  min: 1,
  max: 2048,
  pattern: /[\w#+=/:,.@*-]*/,
} as const satisfies Shape;

/** The log group to read: exactly one of the two. */
export const CHOSEN_LOG_GROUP = {
  logGroupName: LOG_GROUP_NAME,
  logGroupIdentifier: LOG_GROUP_IDENTIFIER,
} as const satisfies Fields;

/** Milliseconds since the Unix epoch. */
export const TIMESTAMP = { type: 'integer', min: 0 } as const satisfies Shape;

/** No effect: nothing is masked. */
export const UNMASK = { type: 'boolean' } as const satisfies Shape;

/** Token of a following page. */
export const NEXT_TOKEN = { type: 'string', min: 1 } as const satisfies Shape;

const TAG_KEY = {
  type: 'string',
  min: 1,
  max: 128,
  pattern: /[\p{L}\p{Z}\p{N}_.:/=+\-@]+/u,
} as const satisfies Shape;

/** ARN of a KMS key. */
export const KMS_KEY_ID = { type: 'string', max: 256 } as const satisfies Shape;

/** Tags by their keys. */
export const TAGS = {
  type: 'map',
  max: 50,
  key: TAG_KEY,
  of: { type: 'string', max: 256, pattern: /[\p{L}\p{Z}\p{N}_.:/=+\-@]*/u },
} as const satisfies Shape;

/** Keys of tags. */
export const TAG_KEYS = { type: 'list', max: 50, of: TAG_KEY } as const satisfies Shape;

/** Log groups are the only taggable resource here. */
export const TAGGED_RESOURCE = {
  resourceArn: {
    type: 'string',
    required: true,
    min: 1,
    max: 1011,
    pattern: /arn:aws:logs:[\w-]+:\d{12}:log-group:[.\-_/#A-Za-z0-9]+(:\*)?/,
  },
} as const satisfies Fields;
