import { Duration } from 'aws-cdk-lib';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { ShopApi } from '../api/api';
import type { AlarmKind } from './shop-alarms';
import type { Watcher } from './watcher';

const period = Duration.minutes(5);
const { IGNORE, NOT_BREACHING } = TreatMissingData;

/** Alarms of the API by the suffixes of their names; empty without an API. */
export function apiAlarms(api: ShopApi | undefined, watcher: Watcher): Readonly<Record<string, AlarmKind>> {
  if (!api) return {};
  const logs = api.function.logGroup.logGroupName;
  return {
    'api-errors': {
      metric: api.metric('5xx', { period, statistic: 'Sum' }),
      threshold: 5,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      treatMissingData: NOT_BREACHING,
      description:
        `The API fails to answer, or its tracker takes no events. The reason is in the log group ${logs}: ` +
        `lines whose level is ERROR.`,
    },
    'api-fallbacks': {
      metric: api.countMetric('fallbacks', { period }),
      threshold: 50,
      evaluationPeriods: 3,
      treatMissingData: NOT_BREACHING,
      description:
        `For a quarter of an hour the API has answered with best sellers in place of what was asked for. The log group ${logs} says ` +
        `which use case fails and why (message "circuit"); a recommender that is stopped or throttled is started, or given more: ` +
        `minRecommendationRequestsPerSecond in useCases.`,
      isOfStopped: true,
    },
    ...(api.checked.guests && {
      'guests-used-up': {
        metric: api.countMetric('guestsUsedUp', { period: Duration.days(1) }),
        threshold: 1,
        evaluationPeriods: 1,
        treatMissingData: NOT_BREACHING,
        description:
          `The daily limit of guests is reached: until midnight UTC visitors without an account stay sessions, whose recommendations are not ` +
          `personal. If that many visitors consent, raise perDay of guests, which is billed by users; if not, somebody invents guests: see ` +
          `the requests to POST /guests in the access log of the API.`,
      },
    }),
    ...(api.hasShelves && {
      'shelf-dark': {
        metric: watcher.shopMetric('darkShelves'),
        threshold: 1,
        evaluationPeriods: 1,
        treatMissingData: IGNORE,
        description:
          `A shelf that was seen in the last seven days has had no impression as long as the API had 2,000 requests. The log group ` +
          `${watcher.function.logGroup.logGroupName} names it ("darkShelves"). Look at a page with it: is the element there, with the name and ` +
          `the use case of the setting, does it load, and does the page tell the visitor's consent? Take a shelf that is gone out of shelves.`,
      },
    }),
  };
}
