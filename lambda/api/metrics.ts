import {
  API_METRICS,
  STACK_DIMENSION,
  WATCH_NAMESPACE,
} from '@ecommerce-recommenders/shop-data/watch-metrics';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { AnsweredFrom, RankedFrom } from '@ecommerce-recommenders/shop-data/api/openapi';
import type { HandlerLogger } from '../handler-logger';

/** Whose metrics they are. */
interface MetricsWorld {
  readonly stackName: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Members of a log line that make CloudWatch Logs count it, in the embedded metric format: no request, and no time of the
 * answer's.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
const counting = ({ stackName, now }: MetricsWorld, metric: keyof typeof API_METRICS): object => ({
  _aws: {
    Timestamp: now(),
    CloudWatchMetrics: [
      {
        Namespace: WATCH_NAMESPACE,
        Dimensions: [[STACK_DIMENSION]],
        Metrics: [{ Name: API_METRICS[metric].name, Unit: API_METRICS[metric].unit }],
      },
    ],
  },
  [STACK_DIMENSION]: stackName,
  [API_METRICS[metric].name]: 1,
});

/** Counts an answer that is not what was asked for. */
export const fallbackMetric = (
  logger: HandlerLogger,
  world: MetricsWorld,
  useCase: UseCaseName | 'ranking',
  from: AnsweredFrom | RankedFrom,
): void => logger.info('fallback', { ...counting(world, 'fallbacks'), useCase, from });

/** Counts a request whose events the tracker did not take. */
export const lostEventsMetric = (logger: HandlerLogger, world: MetricsWorld, reason: string): void =>
  logger.error('events', { ...counting(world, 'lostEvents'), reason });
