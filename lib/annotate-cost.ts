import { Annotations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { HOURS_PER_MONTH } from '../domain/cost/hours-per-month';
import { PRICES } from '../domain/cost/prices';
import { recommenderUsdPerHour } from '../domain/cost/recommender-cost';
import type { ShopFacts } from '../domain/readiness/shop-facts';
import type { Settings } from './settings';

/** Provisioned unless a recommender is told otherwise; nobody asks yet. */
const IDLE = { requestsPerSecond: 0, minRequestsPerSecond: 1 };

/** Says at synth what the recommenders will cost on AWS when nobody asks them. */
export async function annotateCost(
  scope: Construct,
  { useCases }: Pick<Settings, 'useCases'>,
  survey: Promise<Pick<ShopFacts, 'users'>>,
): Promise<void> {
  // Whether the archive can be read at all is told with its readiness.
  const users = await survey.then(
    (facts) => facts.users,
    () => undefined,
  );
  if (users === undefined) return;
  const usdPerMonth = useCases.length * recommenderUsdPerHour({ ...IDLE, users }) * HOURS_PER_MONTH;
  const dollars = usdPerMonth.toLocaleString('en-US', { maximumFractionDigits: 0 });
  Annotations.of(scope).addInfo(
    `On AWS ${useCases.length} recommenders for ${users.toLocaleString('en-US')} users cost about $${dollars} a month ` +
      `until they are deleted or stopped (${PRICES.isConfirmed ? '' : 'unconfirmed, '}npm run cost says more).`,
  );
}
