import { onAnything } from '../../authorization/permission';
import { byKey, pageOf } from '../../gateway/page';
import type { Series } from '../../metrics';
import { cloudWatchAction } from './cloudwatch-action';
import { METRIC_NAME, NAMESPACE, NEXT_TOKEN } from './cloudwatch-shapes';
import { dimensionList } from './statistic';

const HOUR_MS = 3_600_000;
const PAGE_SIZE = 500;

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListMetrics.html */
export const listMetrics = cloudWatchAction({
  input: {
    Namespace: NAMESPACE,
    MetricName: METRIC_NAME,
    Dimensions: {
      type: 'list',
      max: 10,
      of: {
        type: 'structure',
        fields: {
          Name: { type: 'string', required: true, min: 1, max: 255 },
          Value: { type: 'string', min: 1, max: 1024 },
        },
      },
    },
    RecentlyActive: { type: 'string', enum: ['PT3H'] },
    NextToken: NEXT_TOKEN,
  },
  permissions: onAnything('cloudwatch:ListMetrics'),
  run: ({ Namespace, MetricName, Dimensions = [], RecentlyActive, NextToken }, { platform }) => {
    const sinceMs = platform.clock.now() - (RecentlyActive ? 3 : 14 * 24) * HOUR_MS;
    const isAsked = ({ namespace, name, dimensions, latestMs }: Series): boolean =>
      latestMs >= sinceMs &&
      (Namespace === undefined || Namespace === namespace) &&
      (MetricName === undefined || MetricName === name) &&
      Dimensions.every(({ Name, Value }) =>
        Value === undefined ? Name in dimensions : dimensions[Name] === Value,
      );
    const sorted = platform.metrics.list().filter(isAsked).sort(byKey(keyOf));
    const { items, nextToken } = pageOf(
      sorted,
      keyOf,
      { size: PAGE_SIZE, token: NextToken },
      'InvalidNextToken',
    );
    const Metrics = items.map(({ namespace, name, dimensions }) => ({
      Namespace: namespace,
      MetricName: name,
      Dimensions: dimensionList(dimensions),
    }));
    return { Metrics, NextToken: nextToken };
  },
});

const keyOf = ({ namespace, name, dimensions }: Series): string =>
  JSON.stringify([namespace, name, dimensions]);
