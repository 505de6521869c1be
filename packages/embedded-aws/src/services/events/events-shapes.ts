import type { Fields, Shape } from '../../gateway/shape';

const RULE_NAME = { type: 'string', min: 1, max: 64, pattern: /[.\-_A-Za-z0-9]+/ } as const satisfies Shape;

/** Name or ARN of an event bus. */
export const BUS = { EventBusName: { type: 'string', min: 1, max: 1600 } } as const satisfies Fields;

/** Identifies a rule. */
export const NAMED_RULE = { Name: { ...RULE_NAME, required: true }, ...BUS } as const satisfies Fields;

/** Identifies the rule of targets. */
export const RULE_OF_TARGETS = { Rule: { ...RULE_NAME, required: true }, ...BUS } as const satisfies Fields;

/** Prefix of rule names. */
export const NAME_PREFIX = RULE_NAME;

/** JSON text. */
export const EVENT_PATTERN = { type: 'string', max: 4096 } as const satisfies Shape;

/** `rate(…)` or `cron(…)`. */
export const SCHEDULE_EXPRESSION = { type: 'string', max: 256 } as const satisfies Shape;

/** Whether a rule is active. */
export const RULE_STATE = { type: 'string', subset: ['ENABLED', 'DISABLED'] } as const satisfies Shape;

/** Role used by EventBridge. */
export const ROLE_ARN = { type: 'string', min: 1, max: 1600 } as const satisfies Shape;

/** Id of a target within its rule. */
export const TARGET_ID = {
  type: 'string',
  required: true,
  min: 1,
  max: 64,
  pattern: /[.\-_A-Za-z0-9]+/,
} as const satisfies Shape;

/** No effect: no rule here is managed by another service. */
export const FORCE = { type: 'boolean' } as const satisfies Shape;

/** Page selection. */
export const PAGE = {
  NextToken: { type: 'string', min: 1, max: 2048 },
  Limit: { type: 'integer', min: 1, max: 100 },
} as const satisfies Fields;

/** A rule or an event bus. */
export const TAGGED = {
  ResourceARN: { type: 'string', required: true, min: 1, max: 1600 },
} as const satisfies Fields;
