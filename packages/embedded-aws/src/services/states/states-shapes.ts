import type { Fields, Shape } from '../../gateway/shape';

/** ARN of a state machine or an execution. */
export const ARN = { type: 'string', required: true, min: 1, max: 256 } as const satisfies Shape;

/** Name of a state machine or an execution. */
export const NAME = { type: 'string', min: 1, max: 80 } as const satisfies Shape;

/** A state machine in the Amazon States Language. */
export const DEFINITION = { type: 'string', min: 1, max: 1_048_576 } as const satisfies Shape;

/** The role of executions. */
export const ROLE_ARN = {
  type: 'string',
  min: 1,
  max: 256,
  pattern: /arn:aws[\w-]*:iam::\d{12}:role\/.+/,
} as const satisfies Shape;

/** Stored and returned only: there is no tracing. */
export const TRACING_CONFIGURATION = {
  type: 'structure',
  fields: { enabled: { type: 'boolean' } },
} as const satisfies Shape;

/** State machine tags; Step Functions has lower-case members. */
export const TAGS = {
  type: 'list',
  max: 50,
  of: {
    type: 'structure',
    fields: {
      key: { type: 'string', required: true, min: 1, max: 128 },
      value: { type: 'string', required: true, max: 256 },
    },
  },
} as const satisfies Shape;

/** Page selection. */
export const PAGE = {
  maxResults: { type: 'integer', min: 0, max: 1_000 },
  nextToken: { type: 'string', min: 1, max: 3_096 },
} as const satisfies Fields;

/** Page size if maxResults is absent or 0. */
export const PAGE_SIZE = 100;
