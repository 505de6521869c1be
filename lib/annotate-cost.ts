import { Annotations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import {
  billedHoursPerMonth,
  metadataCost,
  recommendersUsd,
  usesOf,
} from '@ecommerce-recommenders/shop-data/cost/recommenders-cost';
import { PRICES } from '@ecommerce-recommenders/prices/prices';
import type { ShopFacts } from '@ecommerce-recommenders/shop-data/readiness/shop-facts';
import { hoursAWeek } from '@ecommerce-recommenders/shop-data/running-hours';
import type { Settings } from '@ecommerce-recommenders/shop-data/settings/settings';

/** Reports at synth what the recommenders cost on AWS while they get no requests. */
export function annotateCost(
  scope: Construct,
  { useCases, runningHours }: Pick<Settings, 'useCases' | 'runningHours'>,
  { users }: Pick<ShopFacts, 'users'>,
): void {
  const uses = usesOf(useCases, { users, requestsPerSecond: 0 });
  const usdPerMonth = recommendersUsd(uses, billedHoursPerMonth(runningHours));
  const running = runningHours ? `, running ${hoursAWeek(runningHours)} hours a week,` : '';
  const extra = metadataCost(useCases);
  const dollars = usdPerMonth.toLocaleString('en-US', { maximumFractionDigits: 0 });
  Annotations.of(scope).addInfoV2(
    'ecommerce-recommenders:cost',
    `On AWS ${useCases.size} recommenders for ${users.toLocaleString('en-US')} users cost about $${dollars} a month${running} ` +
      `until they are deleted or stopped (${PRICES.isConfirmed ? '' : 'unconfirmed, '}npm run cost says more).` +
      (extra === undefined ? '' : ` ${extra}`),
  );
}
