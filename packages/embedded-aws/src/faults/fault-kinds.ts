import { DATASET_TYPES } from '@ecommerce-recommenders/personalize/dataset-types';
import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import type { Fields, InputOf } from '../gateway/shape';
import { SERVICE_ERRORS } from './service-errors';

/** Which of its matches a fault applies to. */
const STRIKES = {
  /** Probability. 1 by default. */
  rate: { type: 'number', min: 0, max: 1 },
  /** Maximum number of times it applies. */
  times: { type: 'integer', min: 1 },
  /** Number of matches to skip first. */
  after: { type: 'integer', min: 0 },
} as const satisfies Fields;

/** `*` matches any text. */
const PATTERN = { type: 'string', min: 1, max: 256 } as const;
const REASON = { type: 'string', min: 1, max: 2048 } as const;

/** HTTP requests; all if nothing is given. `caller` is an ARN, for roles that of the session. */
const REQUEST = {
  service: { type: 'string', enum: Object.keys(SERVICE_ERRORS) },
  operation: PATTERN,
  caller: PATTERN,
} as const satisfies Fields;

/** Personalize creations that end in `CREATE FAILED` with the reason. `in-progress` by default. */
const JOB = {
  reason: REASON,
  at: { type: 'string', enum: ['pending', 'in-progress'] },
} as const satisfies Fields;

/** What is trained: recommenders by use case, and solution versions. */
const TRAININGS = [
  ...USE_CASE_NAMES,
  'personalized-ranking',
  'user-personalization',
  'item-affinity',
  'item-attribute-affinity',
] as const;

/** Batch jobs, by what they do. */
const BATCHES = ['inference', 'segment'] as const;

/** Whether it applies before or after the work takes effect. `before` by default. */
const WHEN = { when: { type: 'string', enum: ['before', 'after'] } } as const satisfies Fields;

/** Invocations of functions with a matching name. */
const FUNCTION = { function: PATTERN } as const satisfies Fields;

/** Resources younger than this on the embedded AWS's clock. 5 by default. */
const AGE = { seconds: { type: 'number', min: 0, max: 86_400 } } as const satisfies Fields;

/** Fault kinds, with each kind's members besides {@link Strikes}. */
export const FAULT_KINDS = {
  throttling: { ...REQUEST, code: { type: 'string', min: 1, max: 128, pattern: /\w+/ } },
  'access-denied': REQUEST,
  'server-error': { ...REQUEST, status: { type: 'integer', min: 500, max: 599 } },
  latency: { ...REQUEST, ms: { type: 'integer', min: 0, max: 3_600_000, required: true } },
  'connection-drop': { ...REQUEST, ...WHEN },
  'connection-reset': REQUEST,
  'stale-read': { ...REQUEST, ...AGE },
  'import-failure': { ...JOB, datasetType: { type: 'string', enum: DATASET_TYPES } },
  'training-failure': { ...JOB, useCase: { type: 'string', enum: TRAININGS } },
  'batch-failure': { ...JOB, batch: { type: 'string', enum: BATCHES } },
  'function-crash': { ...FUNCTION, ...WHEN },
  'function-out-of-memory': { ...FUNCTION, ...WHEN },
  'function-timeout': { ...FUNCTION, ...WHEN },
  'function-twice': FUNCTION,
  'response-lost': { resource: PATTERN },
  'role-propagation': { role: PATTERN, seconds: { ...AGE.seconds, required: true } },
  'policy-propagation': { role: PATTERN, seconds: { ...AGE.seconds, required: true } },
} as const satisfies Record<string, Fields>;

/** Name of a fault kind. */
export type FaultKind = keyof typeof FAULT_KINDS;

type Strikes = InputOf<typeof STRIKES>;

/** A fault of one kind. */
export type FaultOf<K extends FaultKind> = { readonly fault: K } & Strikes & InputOf<(typeof FAULT_KINDS)[K]>;

/** An injected fault. */
export type Fault = { [K in FaultKind]: FaultOf<K> }[FaultKind];

/** All members of a fault kind besides its name. */
export const fieldsOf = (kind: FaultKind): Fields => ({
  ...STRIKES,
  ...FAULT_KINDS[kind],
});
