import { DATASET_TYPES } from '@ecommerce-recommenders/personalize/dataset-types';
import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import type { Fields, InputOf } from '../gateway/shape';
import { SERVICE_ERRORS } from './service-errors';

/** Which of the matching occasions a fault strikes. */
const STRIKES = {
  /** Probability that it strikes. 1 by default. */
  rate: { type: 'number', min: 0, max: 1 },
  /** How often it strikes at most. */
  times: { type: 'integer', min: 1 },
  /** How many occasions it lets pass first. */
  after: { type: 'integer', min: 0 },
} as const satisfies Fields;

/** Patterns may hold `*` for any text. */
const PATTERN = { type: 'string', min: 1, max: 256 } as const;
const REASON = { type: 'string', min: 1, max: 2048 } as const;

/** Requests over HTTP; any, where nothing is given. `caller` is an ARN, that of a session where it is a role's. */
const REQUEST = {
  service: { type: 'string', enum: Object.keys(SERVICE_ERRORS) },
  operation: PATTERN,
  caller: PATTERN,
} as const satisfies Fields;

/** Creation jobs of Personalize end in `CREATE FAILED` with the reason. `in-progress` by default. */
const JOB = {
  reason: REASON,
  at: { type: 'string', enum: ['pending', 'in-progress'] },
} as const satisfies Fields;

/** Whether it strikes before or after the work took effect. `before` by default. */
const WHEN = { when: { type: 'string', enum: ['before', 'after'] } } as const satisfies Fields;

/** Invocations of the functions whose name matches. */
const FUNCTION = { function: PATTERN } as const satisfies Fields;

/** What is younger than this on the embedded AWS's clock. 5 by default. */
const AGE = { seconds: { type: 'number', min: 0, max: 86_400 } } as const satisfies Fields;

/** What can go wrong, and the members of each kind besides {@link Strikes}. */
export const FAULT_KINDS = {
  throttling: { ...REQUEST, code: { type: 'string', min: 1, max: 128, pattern: /\w+/ } },
  'access-denied': REQUEST,
  'server-error': { ...REQUEST, status: { type: 'integer', min: 500, max: 599 } },
  latency: { ...REQUEST, ms: { type: 'integer', min: 0, max: 3_600_000, required: true } },
  'connection-drop': { ...REQUEST, ...WHEN },
  'stale-read': { ...REQUEST, ...AGE },
  'import-failure': { ...JOB, datasetType: { type: 'string', enum: DATASET_TYPES } },
  'training-failure': { ...JOB, useCase: { type: 'string', enum: USE_CASE_NAMES } },
  'function-crash': { ...FUNCTION, ...WHEN },
  'function-out-of-memory': { ...FUNCTION, ...WHEN },
  'function-timeout': { ...FUNCTION, ...WHEN },
  'function-twice': FUNCTION,
  'response-lost': { resource: PATTERN },
  'role-propagation': { role: PATTERN, seconds: { ...AGE.seconds, required: true } },
} as const satisfies Record<string, Fields>;

/** The name of a kind of fault. */
export type FaultKind = keyof typeof FAULT_KINDS;

type Strikes = InputOf<typeof STRIKES>;

/** A fault of one kind. */
export type FaultOf<K extends FaultKind> = { readonly fault: K } & Strikes & InputOf<(typeof FAULT_KINDS)[K]>;

/** Something that goes wrong from now on. */
export type Fault = { [K in FaultKind]: FaultOf<K> }[FaultKind];

/** All members that a fault of a kind may have besides its name. */
export const fieldsOf = (kind: FaultKind): Fields => ({
  ...STRIKES,
  ...FAULT_KINDS[kind],
});
