import { AwsError } from '../../aws-error';
import { pageOf } from '../../gateway/page';
import type { Shape } from '../../gateway/shape';
import { logsAction, onGroup } from './logs-action';
import { NAMED_LOG_GROUP, NEXT_TOKEN } from './logs-shapes';
import { parseFilterPattern } from './parse-filter-pattern';
import { asLogs, type SubscriptionFilter } from './subscription-filter';

const FILTER_NAME = {
  type: 'string',
  required: true,
  min: 1,
  max: 512,
  pattern: /[^:*]*/,
} as const satisfies Shape;
const MAX_FILTERS = 2;
const FUNCTION = /^arn:aws[\w-]*:lambda:[\w-]+:\d{12}:function:([\w-]+)/;

const invalid = (message: string): AwsError => new AwsError('InvalidParameterException', message);

/**
 * Creates or replaces a filter.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutSubscriptionFilter.html
 */
export const putSubscriptionFilter = logsAction({
  input: {
    ...NAMED_LOG_GROUP,
    filterName: FILTER_NAME,
    filterPattern: { type: 'string', required: true, max: 1024 },
    destinationArn: { type: 'string', required: true, min: 1 },
    // For Kinesis streams, which are not supported.
    distribution: { type: 'string', subset: ['ByLogStream'] },
  },
  permissions: onGroup('logs:PutSubscriptionFilter'),
  run: async ({ logGroupName, filterName: name, filterPattern: pattern, destinationArn }, store) => {
    const group = store.mustGet(logGroupName);
    const matches = parseFilterPattern(pattern);
    const [, functionName] = FUNCTION.exec(destinationArn) ?? [];
    if (functionName === undefined)
      throw invalid(
        `The embedded AWS has no destinations of subscription filters but Lambda functions, got ${destinationArn}`,
      );
    if (logGroupName === `/aws/lambda/${functionName}`)
      throw invalid(`${functionName} would receive its own log, and log that again in an endless loop`);
    try {
      const request = { FunctionName: destinationArn, InvocationType: 'DryRun' };
      await asLogs(group, store.platform)('lambda', 'Invoke', request);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      throw invalid(
        'Could not execute the lambda function. Make sure you have given CloudWatch Logs permission to execute ' +
          `your function. ${error.message}`,
      );
    }
    const { subscriptionFilters: before } = store.mustGet(logGroupName);
    if (!before.has(name) && before.size >= MAX_FILTERS)
      throw new AwsError('LimitExceededException', 'Resource limit exceeded.');
    const filter: SubscriptionFilter = { name, pattern, destinationArn, createdMs: store.now(), matches };
    const subscriptionFilters = new Map(before).set(name, filter);
    store.put({ ...store.mustGet(logGroupName), subscriptionFilters });
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteSubscriptionFilter.html */
export const deleteSubscriptionFilter = logsAction({
  input: { ...NAMED_LOG_GROUP, filterName: FILTER_NAME },
  permissions: onGroup('logs:DeleteSubscriptionFilter'),
  run: ({ logGroupName, filterName }, store) => {
    const group = store.mustGet(logGroupName);
    const subscriptionFilters = new Map(group.subscriptionFilters);
    if (!subscriptionFilters.delete(filterName))
      throw new AwsError('ResourceNotFoundException', 'The specified subscription filter does not exist.');
    store.put({ ...group, subscriptionFilters });
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeSubscriptionFilters.html */
export const describeSubscriptionFilters = logsAction({
  input: {
    ...NAMED_LOG_GROUP,
    filterNamePrefix: { ...FILTER_NAME, required: undefined },
    limit: { type: 'integer', min: 1, max: 50 },
    nextToken: NEXT_TOKEN,
  },
  permissions: onGroup('logs:DescribeSubscriptionFilters'),
  run: ({ logGroupName, filterNamePrefix = '', limit = 50, nextToken: token }, store) => {
    const found = [...store.mustGet(logGroupName).subscriptionFilters.values()]
      .filter(({ name }) => name.startsWith(filterNamePrefix))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const request = { size: limit, token };
    const { items, nextToken } = pageOf(found, ({ name }) => name, request, 'InvalidParameterException');
    return {
      subscriptionFilters: items.map(({ name, pattern, destinationArn, createdMs }) => ({
        filterName: name,
        filterPattern: pattern,
        destinationArn,
        distribution: 'ByLogStream',
        creationTime: createdMs,
        logGroupName,
      })),
      nextToken,
    };
  },
});
