import type { Timer } from '../../clock';
import type { InputOf, Fields, Shape } from '../../gateway/shape';

const NAME = { type: 'string', min: 1, max: 64, pattern: /[0-9a-zA-Z-_.]+/ } as const satisfies Shape;

/** Has no effect: a schedule of a name is made once anyway. */
export const CLIENT_TOKEN = { type: 'string', min: 1, max: 64 } as const satisfies Shape;

/** There is but the default group. */
export const GROUP_NAME = NAME;

/** The schedule that an operation is about. */
export const NAMED_SCHEDULE = {
  Name: { ...NAME, required: true },
  GroupName: GROUP_NAME,
} as const satisfies Fields;

/** Whether a schedule works. */
export const SCHEDULE_STATE = { type: 'string', enum: ['ENABLED', 'DISABLED'] } as const satisfies Shape;

/** What a schedule calls, and with what. */
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
    // Nothing is tried again: what fails here, fails on AWS at each attempt.
    RetryPolicy: {
      type: 'structure',
      fields: {
        MaximumRetryAttempts: { type: 'integer', min: 0, max: 185 },
        MaximumEventAgeInSeconds: { type: 'integer', min: 60, max: 86_400 },
      },
    },
  },
} as const satisfies Shape;

/** What of a schedule CloudFormation has as well. */
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

/** What CreateSchedule and UpdateSchedule take. */
export const SCHEDULE_INPUT = {
  ...NAMED_SCHEDULE,
  ...SCHEDULE_FIELDS,
  ActionAfterCompletion: { type: 'string', subset: ['NONE'] },
  ClientToken: CLIENT_TOKEN,
} as const satisfies Fields;

/** A schedule of the default group, as it was given. */
export interface ScheduleEntry extends InputOf<typeof SCHEDULE_FIELDS> {
  readonly name: string;
  readonly arn: string;
  /** Unix seconds. */
  readonly creationDate: number;
  readonly lastModificationDate: number;
  /** Waits for the next time. */
  timer?: Timer;
}
