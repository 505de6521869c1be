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
 * Lets AWS deliver logs of another service to a group. The operation is undocumented. Services call it with the
 * permissions of their callers, which must cover everything that AWS does here.
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
