import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { RecommenderOptions } from '../../domain/recommender-options';
import type { UseCaseName } from '../../domain/use-cases';
import type { Recommender } from '../recommender';
import type { AlarmKind } from './alarm-kind';

const { IGNORE, NOT_BREACHING } = TreatMissingData;
const { GREATER_THAN_THRESHOLD, LESS_THAN_THRESHOLD } = ComparisonOperator;

/** Personalize publishes by the minute; five of them are not swayed by a single request. */
const PERIOD = Duration.minutes(5);
const SLOW_MS = 500;
const HIGH_UTILISATION = 0.8;

/** Of a whole day: the busiest hour of a shop has a few times the requests of its mean one. */
const LOW_UTILISATION = 0.05;
const DAY = Duration.days(1);

/** Of one recommender, by the ends of the alarms' names. */
export function recommenderAlarms(
  useCase: UseCaseName,
  recommender: Recommender,
  { minRecommendationRequestsPerSecond: provisioned = 1 }: RecommenderOptions,
): Readonly<Record<string, AlarmKind>> {
  const period = PERIOD;
  const provisionedInPeriod = provisioned * PERIOD.toSeconds();
  return {
    'server-errors': {
      metric: recommender.metric('serverErrors', { period }),
      threshold: 5,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      treatMissingData: NOT_BREACHING,
      description:
        `Personalize itself fails to answer for ${useCase}. Look at the AWS Health Dashboard, show a list of ` +
        `your own meanwhile, and open a support case if it lasts.`,
    },
    'client-errors': {
      metric: recommender.metric('clientErrors', { period }),
      threshold: 20,
      evaluationPeriods: 3,
      treatMissingData: NOT_BREACHING,
      description:
        `Requests for ${useCase} are refused: throttled, of a wrong form, or the recommender is stopped. See the ` +
        `error that your back end gets, and the recommender's status: aws personalize describe-recommender.`,
      isOfStopped: true,
    },
    latency: {
      metric: recommender.metric('latency', { period }),
      threshold: SLOW_MS,
      comparisonOperator: GREATER_THAN_THRESHOLD,
      evaluationPeriods: 3,
      treatMissingData: NOT_BREACHING,
      description:
        `Answers of ${useCase} take more than ${SLOW_MS} ms on average. Ask for fewer results, simplify the ` +
        `filter, or provision more: minRecommendationRequestsPerSecond in the setting useCases.`,
    },
    utilisation: {
      metric: recommender.metric('requests', { period }),
      threshold: HIGH_UTILISATION * provisionedInPeriod,
      comparisonOperator: GREATER_THAN_THRESHOLD,
      evaluationPeriods: 3,
      treatMissingData: NOT_BREACHING,
      description:
        `${useCase} is asked more than ${100 * HIGH_UTILISATION} % of the ${provisioned} requests a second that are ` +
        `provisioned. Raise minRecommendationRequestsPerSecond in the setting useCases before Personalize has to ` +
        `scale by itself, which throttles for minutes.`,
    },
    // One request a second is the least, which nobody can lower.
    ...(provisioned > 1 && {
      'low-utilisation': {
        metric: recommender.metric('requests', { period: DAY }),
        threshold: LOW_UTILISATION * provisioned * DAY.toSeconds(),
        comparisonOperator: LESS_THAN_THRESHOLD,
        evaluationPeriods: 2,
        // A day without a request tells nothing: the recommender may be stopped.
        treatMissingData: IGNORE,
        description:
          `For two days ${useCase} has been asked less than ${100 * LOW_UTILISATION} % of the ${provisioned} ` +
          `requests a second that are provisioned, and billed. See its busiest hour in the dashboard, and lower ` +
          `minRecommendationRequestsPerSecond in the setting useCases.`,
      },
    }),
  };
}
