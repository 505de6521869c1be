import { AwsError } from '../../aws-error';
import { pageOf } from '../../gateway/page';
import type { Shape } from '../../gateway/shape';
import { logsAction, onGroup } from './logs-action';
import { LOG_GROUP_NAME, NAMED_LOG_GROUP, NEXT_TOKEN } from './logs-shapes';
import { METRIC, METRIC_TRANSFORMATIONS, valueReader } from './metric-filter';
import { parseFilterPattern } from './parse-filter-pattern';

const FILTER_NAME = {
  type: 'string',
  required: true,
  min: 1,
  max: 512,
  pattern: /[^:*]*/,
} as const satisfies Shape;
const PATTERN = { type: 'string', required: true, max: 1024 } as const satisfies Shape;
const MAX_FILTERS = 100;

/** Creates or replaces a filter. @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html */
export const putMetricFilter = logsAction({
  input: {
    ...NAMED_LOG_GROUP,
    filterName: FILTER_NAME,
    filterPattern: PATTERN,
    metricTransformations: METRIC_TRANSFORMATIONS,
  },
  permissions: onGroup('logs:PutMetricFilter'),
  run: ({ logGroupName, filterName, filterPattern, metricTransformations }, store) => {
    const group = store.mustGet(logGroupName);
    const matches = parseFilterPattern(filterPattern);
    const [{ metricValue, defaultValue }] = metricTransformations;
    const read = valueReader(metricValue);
    const metricFilters = new Map(group.metricFilters).set(filterName, {
      name: filterName,
      pattern: filterPattern,
      transformations: metricTransformations,
      createdMs: store.now(),
      valueOf: (message) => (matches(message) ? read(message) : defaultValue),
    });
    if (metricFilters.size > MAX_FILTERS)
      throw new AwsError('LimitExceededException', 'Resource limit exceeded.');
    store.put({ ...group, metricFilters });
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteMetricFilter.html */
export const deleteMetricFilter = logsAction({
  input: { ...NAMED_LOG_GROUP, filterName: FILTER_NAME },
  permissions: onGroup('logs:DeleteMetricFilter'),
  run: ({ logGroupName, filterName }, store) => {
    const group = store.mustGet(logGroupName);
    const metricFilters = new Map(group.metricFilters);
    if (!metricFilters.delete(filterName))
      throw new AwsError('ResourceNotFoundException', 'The specified metric filter does not exist.');
    store.put({ ...group, metricFilters });
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeMetricFilters.html */
export const describeMetricFilters = logsAction({
  input: {
    logGroupName: LOG_GROUP_NAME,
    filterNamePrefix: { ...FILTER_NAME, required: undefined },
    metricName: { ...METRIC, required: undefined },
    metricNamespace: { ...METRIC, required: undefined },
    limit: { type: 'integer', min: 1, max: 50 },
    nextToken: NEXT_TOKEN,
  },
  permissions: onGroup('logs:DescribeMetricFilters'),
  run: (input, store) => {
    const { logGroupName, filterNamePrefix = '', metricName, metricNamespace } = input;
    const groups = logGroupName === undefined ? store.list() : [store.mustGet(logGroupName)];
    const found = groups
      .flatMap((group) => [...group.metricFilters.values()].map((filter) => ({ group, filter })))
      .filter(
        ({
          filter: {
            name,
            transformations: [metric],
          },
        }) =>
          name.startsWith(filterNamePrefix) &&
          (metricName === undefined || metric.metricName === metricName) &&
          (metricNamespace === undefined || metric.metricNamespace === metricNamespace),
      )
      .sort((a, b) => (a.filter.name < b.filter.name ? -1 : 1));
    const request = { size: input.limit ?? 50, token: input.nextToken };
    const keyOf = ({ group, filter }: (typeof found)[number]): string => `${filter.name}:${group.name}`;
    const { items, nextToken } = pageOf(found, keyOf, request, 'InvalidParameterException');
    return {
      metricFilters: items.map(({ group, filter }) => ({
        filterName: filter.name,
        filterPattern: filter.pattern,
        metricTransformations: filter.transformations,
        creationTime: filter.createdMs,
        logGroupName: group.name,
      })),
      nextToken,
    };
  },
});
