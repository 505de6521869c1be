import type { Timer } from '../../clock';
import type { InputOf, Fields, Shape } from '../../gateway/shape';

const NAME = { type: 'string', min: 1, max: 64, pattern: /[0-9a-zA-Z-_.]+/ } as const satisfies Shape;

/** No effect: a name can only be created once anyway. */
export const CLIENT_TOKEN = { type: 'string', min: 1, max: 64 } as const satisfies Shape;

/** Only the default group exists. */
export const GROUP_NAME = NAME;

/** Identifies a schedule. */
export const NAMED_SCHEDULE = {
  Name: { ...NAME, required: true },
  GroupName: GROUP_NAME,
} as const satisfies Fields;

/** Whether a schedule is active. */
export const SCHEDULE_STATE = { type: 'string', enum: ['ENABLED', 'DISABLED'] } as const satisfies Shape;

/** A schedule's target and its input. */
export const SCHEDULE_TARGET = {
  type: 'structure',
  required: true,
  fields: {
    Arn: { type: 'string', required: true, min: 1, max: 1600 },
    RoleArn: {
      type: 'string',
      required: true,
      min: 1,
      max: 1600,
      pattern: /arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+/,
    },
    Input: { type: 'string', min: 1 },
    // Never retried: a failure here would also fail every retry on AWS.
    RetryPolicy: {
      type: 'structure',
      fields: {
        MaximumRetryAttempts: { type: 'integer', min: 0, max: 185 },
        MaximumEventAgeInSeconds: { type: 'integer', min: 60, max: 86_400 },
      },
    },
  },
} as const satisfies Shape;

/** Members common to the API and CloudFormation. */
export const SCHEDULE_FIELDS = {
  Description: { type: 'string', max: 512 },
  ScheduleExpression: { type: 'string', required: true, min: 1, max: 256 },
  ScheduleExpressionTimezone: { type: 'string', min: 1, max: 50 },
  StartDate: { type: 'timestamp' },
  EndDate: { type: 'timestamp' },
  FlexibleTimeWindow: {
    type: 'structure',
    required: true,
    fields: { Mode: { type: 'string', required: true, subset: ['OFF'] } },
  },
  State: SCHEDULE_STATE,
  Target: SCHEDULE_TARGET,
} as const satisfies Fields;

/** Input of CreateSchedule and UpdateSchedule. */
export const SCHEDULE_INPUT = {
  ...NAMED_SCHEDULE,
  ...SCHEDULE_FIELDS,
  ActionAfterCompletion: { type: 'string', subset: ['NONE'] },
  ClientToken: CLIENT_TOKEN,
} as const satisfies Fields;

/** A schedule in the default group. */
export interface ScheduleEntry extends InputOf<typeof SCHEDULE_FIELDS> {
  readonly name: string;
  readonly arn: string;
  /** Unix seconds. */
  readonly creationDate: number;
  readonly lastModificationDate: number;
  /** Timer of the next time. */
  timer?: Timer;
}
