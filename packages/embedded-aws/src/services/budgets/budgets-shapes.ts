import type { Fields, Shape } from '../../gateway/shape';

/** The budget's account: there is only one. */
export const ACCOUNT_ID = { type: 'string', required: true, pattern: /\d{12}/ } as const satisfies Shape;

/** Name of a budget in the account. */
export const BUDGET_NAME = {
  type: 'string',
  required: true,
  min: 1,
  max: 100,
  pattern: /[^:\\]+/,
} as const satisfies Shape;

/** What a budget counts, and its limit. */
export const BUDGET_FIELDS = {
  BudgetType: { type: 'string', required: true, subset: ['COST'] },
  TimeUnit: { type: 'string', required: true, subset: ['MONTHLY'] },
  BudgetLimit: {
    type: 'structure',
    required: true,
    fields: {
      Amount: { type: 'string', required: true, pattern: /\d+(\.\d+)?/ },
      Unit: { type: 'string', required: true, subset: ['USD'] },
    },
  },
  CostFilters: { type: 'map', of: { type: 'list', of: { type: 'string' } } },
} as const satisfies Fields;

/** A budget with its name. */
export const BUDGET = {
  type: 'structure',
  required: true,
  fields: { BudgetName: BUDGET_NAME, ...BUDGET_FIELDS },
} as const satisfies Shape;

const NOTIFICATION_FIELDS = {
  NotificationType: { type: 'string', required: true, enum: ['ACTUAL', 'FORECASTED'] },
  ComparisonOperator: {
    type: 'string',
    required: true,
    enum: ['GREATER_THAN', 'LESS_THAN', 'EQUAL_TO'],
  },
  Threshold: { type: 'number', required: true, min: 0, max: 15_000_000_000_000 },
  ThresholdType: { type: 'string', enum: ['PERCENTAGE', 'ABSOLUTE_VALUE'] },
} as const;

/** Threshold of a notification. */
const NOTIFICATION = {
  type: 'structure',
  required: true,
  fields: NOTIFICATION_FIELDS,
} as const satisfies Shape;

/** Notifications and their subscribers. */
export const NOTIFICATIONS = {
  type: 'list',
  max: 10,
  of: {
    type: 'structure',
    fields: {
      Notification: NOTIFICATION,
      Subscribers: {
        type: 'list',
        required: true,
        min: 1,
        max: 11,
        of: {
          type: 'structure',
          fields: {
            SubscriptionType: { type: 'string', required: true, enum: ['SNS', 'EMAIL'] },
            Address: { type: 'string', required: true, min: 1 },
          },
        },
      },
    },
  },
} as const satisfies Shape;

/** ARN of a tagged resource: a budget. */
export const RESOURCE_ARN = { type: 'string', required: true, min: 20, max: 1011 } as const satisfies Shape;
