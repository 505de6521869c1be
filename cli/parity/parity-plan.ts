import { PRICES } from '../../domain/cost/prices';
import { recommendersUsd } from '../../domain/cost/recommenders-cost';

/** Whose account a run is about, and what it may do there. */
export interface ParityRun {
  readonly account: string;
  /** ARN of whoever asks. */
  readonly caller: string;
  readonly region: string;
  /** Of the embedded AWS; none is AWS. */
  readonly endpoint?: string;
  readonly prefix: string;
  readonly withRecommenders: boolean;
}

/** Users of the tests' data: the smallest bill. */
const USERS = 40;

/** What a run creates, how long it takes and what it costs, before anything is created. */
export function parityPlan({
  account,
  caller,
  region,
  endpoint,
  prefix,
  withRecommenders,
}: ParityRun): string {
  const usdPerHour = recommendersUsd([{ users: USERS, requestsPerSecond: 0, minRequestsPerSecond: 1 }], 1);
  const prices = `${PRICES.isConfirmed ? '' : 'unconfirmed: '}${PRICES.source}`;
  return [
    `Account ${account} in ${region}, as ${caller}${endpoint === undefined ? '' : `, at ${endpoint}`}`,
    '',
    `Creates, and removes in the end, under names that begin with ${prefix}:`,
    '  in Amazon Personalize  1 dataset group (5 are the quota) with 3 datasets, 8 imports of up to 3,300 rows,',
    '                         1 filter, 1 event tracker, 3 streamed records; 10 schemas',
    '  with CloudFormation    2 stacks of a bucket with a few small files and the role with which Personalize reads it, as',
    '                         npx cdk deploy makes them, one with a key, which KMS deletes seven days later',
    ...(withRecommenders
      ? ['  and once more          a group, a dataset, an import, a stack; 1 recommender']
      : []),
    '',
    withRecommenders
      ? `Takes about an hour and a half, and costs about $${usdPerHour.toFixed(2)}: a recommender is billed from the end of its ` +
        `training until it is deleted, here at $${usdPerHour} an hour (${prices}).`
      : `Takes about half an hour, and costs about a cent: imports at $${PRICES.usdPerGBIngested} a GB (${prices}), an hour of a ` +
        'key, and a few requests to S3. No recommender is created.',
  ].join('\n');
}
