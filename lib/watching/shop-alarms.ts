import { Duration } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { DEFAULT_REQUESTS_PER_SECOND } from '@ecommerce-recommenders/personalize/provisioned-rate';
import type { RecommenderOptions } from '@ecommerce-recommenders/shop-data/contracts/recommender-options';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { Recommender } from '../shop/recommender';
import type { Watcher } from './watcher';

/** Condition of an alarm, and the instruction in its notice. */
export interface AlarmKind {
  readonly metric: cloudwatch.Metric;
  readonly threshold: number;
  /** @default GreaterThanOrEqualToThreshold */
  readonly comparisonOperator?: cloudwatch.ComparisonOperator;
  readonly evaluationPeriods: number;
  /** @default - as many as evaluationPeriods */
  readonly datapointsToAlarm?: number;
  readonly treatMissingData: cloudwatch.TreatMissingData;
  readonly description: string;
  /**
   * Whether it fires for stopped recommenders. If so, it is disabled outside the running hours.
   *
   * @default - no
   */
  readonly isOfStopped?: true;
}

const { IGNORE, NOT_BREACHING } = TreatMissingData;
const { GREATER_THAN_THRESHOLD, LESS_THAN_THRESHOLD } = ComparisonOperator;

/** One breaching data point triggers the alarm; without data, the alarm keeps its state. */
const AT_ONCE = { threshold: 1, evaluationPeriods: 1, treatMissingData: IGNORE };

/** Alarms of the whole shop, by the suffixes of their names. */
export function shopAlarms(watcher: Watcher, dataAgeDays: number): Readonly<Record<string, AlarmKind>> {
  const logs = watcher.function.logGroup.logGroupName;
  return {
    'training-failed': {
      metric: watcher.shopMetric('failedTrainings'),
      ...AT_ONCE,
      description:
        `The newest training or update of a recommender or the ranking has failed; the previous training keeps serving. The reason is ` +
        `in the log group ${logs}. Fix the data or the options, then deploy again.`,
    },
    'import-failed': {
      metric: watcher.shopMetric('failedImports'),
      ...AT_ONCE,
      description:
        `The newest import of a dataset has failed; the data imported before is kept. The reason is in the log group ${logs}. ` +
        `Fix the data, then import it again.`,
    },
    ...(dataAgeDays > 0 && {
      'data-old': {
        metric: watcher.shopMetric('dataAge'),
        ...AT_ONCE,
        threshold: dataAgeDays,
        comparisonOperator: GREATER_THAN_THRESHOLD,
        description:
          `No import has succeeded for ${dataAgeDays} days, so weekly trainings learn nothing new. Deploy a newer archive ` +
          `or add fresh data; if data arrives another way, raise dataAgeDays (of a construct maxDataAge), or set it to 0.`,
      },
    }),
    'watch-failed': {
      metric: watcher.function.metricErrors({ period: Duration.hours(1) }),
      ...AT_ONCE,
      treatMissingData: NOT_BREACHING,
      description: `The function that watches the shop has failed, so the other notices may be missing. See its log group ${logs}.`,
    },
  };
}

/** Personalize publishes every minute. Five minutes smooth out single requests. */
const PERIOD = Duration.minutes(5);
const FOR_A_WHILE = { evaluationPeriods: 3, treatMissingData: NOT_BREACHING };
const SLOW_MS = 500;
const HIGH_UTILISATION = 0.8;

/** The threshold applies to a whole day. A shop's peak hour has several times its average load. */
const LOW_UTILISATION = 0.05;
const DAY = Duration.days(1);

/**
 * Alarms of one recommender, by the suffixes of their names.
 *
 * @param isBounded whether an add-on adjusts the rate; the options then hold its maximum
 */
export function recommenderAlarms(
  useCase: UseCaseName,
  recommender: Recommender,
  { minRecommendationRequestsPerSecond: provisioned = DEFAULT_REQUESTS_PER_SECOND }: RecommenderOptions,
  isBounded = false,
): Readonly<Record<string, AlarmKind>> {
  const setting = isBounded ? 'max in requestRate' : 'minRecommendationRequestsPerSecond in useCases';
  const provisionedInPeriod = provisioned * PERIOD.toSeconds();
  return {
    'server-errors': {
      metric: recommender.metric('serverErrors', { period: PERIOD }),
      threshold: 5,
      ...FOR_A_WHILE,
      datapointsToAlarm: 2,
      description:
        `Personalize itself fails to answer for ${useCase}. Look at the AWS Health Dashboard, show a list of ` +
        `your own meanwhile, and open a support case if it lasts.`,
    },
    'client-errors': {
      metric: recommender.metric('clientErrors', { period: PERIOD }),
      threshold: 20,
      ...FOR_A_WHILE,
      description:
        `Requests for ${useCase} are refused: throttled, malformed, or the recommender is stopped. See the ` +
        `error that your back end gets, and the recommender's status: aws personalize describe-recommender.`,
      isOfStopped: true,
    },
    latency: {
      metric: recommender.metric('latency', { period: PERIOD }),
      threshold: SLOW_MS,
      comparisonOperator: GREATER_THAN_THRESHOLD,
      ...FOR_A_WHILE,
      description:
        `Answers of ${useCase} take more than ${SLOW_MS} ms on average. Ask for fewer results, simplify the ` +
        `filter, or provision more: ${setting}.`,
    },
    utilisation: {
      metric: recommender.metric('requests', { period: PERIOD }),
      threshold: HIGH_UTILISATION * provisionedInPeriod,
      comparisonOperator: GREATER_THAN_THRESHOLD,
      ...FOR_A_WHILE,
      description:
        `${useCase} is asked more than ${100 * HIGH_UTILISATION} % of the ${provisioned} requests a second that are ` +
        `provisioned${isBounded ? ' at most' : ''}. Raise ${setting} before Personalize ` +
        `scales automatically, which throttles requests for minutes.`,
    },
    // One request per second is the minimum, and an adjusted rate is lowered automatically.
    ...(provisioned > 1 &&
      !isBounded && {
        'low-utilisation': {
          metric: recommender.metric('requests', { period: DAY }),
          threshold: LOW_UTILISATION * provisioned * DAY.toSeconds(),
          comparisonOperator: LESS_THAN_THRESHOLD,
          evaluationPeriods: 2,
          // A day without requests proves nothing, because the recommender may be stopped.
          treatMissingData: IGNORE,
          description:
            `For two days ${useCase} has been asked less than ${100 * LOW_UTILISATION} % of the ${provisioned} ` +
            `requests a second that are provisioned, and billed. See its busiest hour in the dashboard, and lower ${setting}.`,
        },
      }),
  };
}
