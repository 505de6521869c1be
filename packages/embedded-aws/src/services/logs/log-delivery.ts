import { logsAction } from './logs-action';

const DELIVERY_ACTIONS = [
  'CreateLogDelivery',
  'GetLogDelivery',
  'UpdateLogDelivery',
  'DeleteLogDelivery',
  'ListLogDeliveries',
  'PutResourcePolicy',
  'DescribeResourcePolicies',
  'DescribeLogGroups',
];

/**
 * Lets AWS deliver logs of another service to a group. The operation has no page of its own: services call it with
 * their callers' permissions, which have to cover all that AWS does with them.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
 */
export const createLogDelivery = logsAction({
  input: { logGroupArn: { type: 'string', required: true } },
  permissions: () => DELIVERY_ACTIONS.map((action) => ({ action: `logs:${action}`, resources: ['*'] })),
  run: ({ logGroupArn }, store) => {
    store.mustGet(logGroupArn);
    return {};
  },
});
