import type { Fields } from '../../../gateway/shape';

/** A path; null means an empty object (InputPath, OutputPath) or no result (ResultPath). */
const PATH = { type: 'string' } as const;

/** Fields of every state. */
export const ANY_STATE = {
  Type: { type: 'string', required: true },
  Comment: { type: 'string' },
  QueryLanguage: { type: 'string', enum: ['JSONPath', 'JSONata'] },
} as const satisfies Fields;

/** Variables for later states. */
export const ASSIGN = {
  Assign: { type: 'map', key: { type: 'string', pattern: /[A-Za-z_]\w{0,79}(\.\$)?/ }, of: { type: 'any' } },
} as const satisfies Fields;

/** Fields of states that pass data on. */
export const INPUT_OUTPUT = { InputPath: PATH, OutputPath: PATH } as const satisfies Fields;

/** The same in JSONata. */
export const OUTPUT = { Output: { type: 'any' } } as const satisfies Fields;

/** Fields that are evaluated before a state in JSONata runs, beside those that make its input and output. */
export const EVALUATED = [
  'Cause',
  'Error',
  'Items',
  'MaxConcurrency',
  'Seconds',
  'TimeoutSeconds',
  'Timestamp',
] as const;

/** Fields of states with a successor. */
export const TRANSITION = {
  Next: { type: 'string', min: 1, max: 80 },
  End: { type: 'boolean' },
} as const satisfies Fields;

/** Fields of states with a result. */
export const RESULT = { ResultPath: PATH, ResultSelector: { type: 'any' } } as const satisfies Fields;

const ERROR_EQUALS = {
  type: 'list',
  required: true,
  min: 1,
  of: { type: 'string', min: 1 },
} as const;

const RETRY = {
  Retry: {
    type: 'list',
    of: {
      type: 'structure',
      fields: {
        ErrorEquals: ERROR_EQUALS,
        IntervalSeconds: { type: 'integer', min: 1, max: 99_999_999 },
        MaxAttempts: { type: 'integer', min: 0, max: 99_999_999 },
        BackoffRate: { type: 'number', min: 1 },
        MaxDelaySeconds: { type: 'integer', min: 1, max: 31_622_400 },
        // FULL allows any delay up to the computed one; this uses the computed one.
        JitterStrategy: { type: 'string', enum: ['FULL', 'NONE'] },
        Comment: { type: 'string' },
      },
    },
  },
} as const satisfies Fields;

/** Fields of states that may fail. */
export const ERRORS = {
  ...RETRY,
  Catch: {
    type: 'list',
    of: {
      type: 'structure',
      fields: {
        ErrorEquals: ERROR_EQUALS,
        ResultPath: PATH,
        ...ASSIGN,
        Next: { type: 'string', required: true, min: 1, max: 80 },
        Comment: { type: 'string' },
      },
    },
  },
} as const satisfies Fields;

/** The same in JSONata. */
export const JSONATA_ERRORS = {
  ...RETRY,
  Catch: {
    type: 'list',
    of: {
      type: 'structure',
      fields: {
        ErrorEquals: ERROR_EQUALS,
        ...ASSIGN,
        ...OUTPUT,
        Next: { type: 'string', required: true, min: 1, max: 80 },
        Comment: { type: 'string' },
      },
    },
  },
} as const satisfies Fields;
