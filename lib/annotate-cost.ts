import { Annotations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import {
  billedHoursPerMonth,
  metadataCost,
  recommendersUsd,
  usesOf,
} from '@ecommerce-recommenders/shop-data/cost/recommenders-cost';
import { PRICES } from '@ecommerce-recommenders/prices/prices';
import { listsCost } from '@ecommerce-recommenders/shop-data/cost/lists-cost';
import { runsPerMonth } from '@ecommerce-recommenders/shop-data/cost/runs-per-month';
import { servedBy } from '@ecommerce-recommenders/shop-data/lists/serving';
import type { ShopFacts } from '@ecommerce-recommenders/shop-data/readiness/shop-facts';
import { hoursAWeek } from '@ecommerce-recommenders/shop-data/running-hours';
import type { Settings } from '@ecommerce-recommenders/shop-data/settings/settings';

/** Reports at synth what the recommenders cost on AWS while they get no requests, and what lists do. */
export function annotateCost(
  scope: Construct,
  settings: Pick<Settings, 'useCases' | 'serving' | 'filters' | 'listsSchedule' | 'runningHours'>,
  facts: Pick<ShopFacts, 'users' | 'events'>,
): void {
  annotateLive(scope, { ...settings, useCases: servedBy('live', settings) }, facts);
  annotateLists(scope, { ...settings, useCases: servedBy('lists', settings) }, facts);
}

function annotateLists(
  scope: Construct,
  { useCases, filters, listsSchedule }: Pick<Settings, 'useCases' | 'filters' | 'listsSchedule'>,
  { users, events }: Pick<ShopFacts, 'users' | 'events'>,
): void {
  if (useCases.size === 0) return;
  const items = Math.max(0, ...Object.values(events).map((facts) => facts.items));
  const runs = runsPerMonth(listsSchedule);
  const { usdPerMonth, requestsPerRun } = listsCost({ useCases, users, items, filters, runsPerMonth: runs });
  Annotations.of(scope).addInfoV2(
    'ecommerce-recommenders:cost-of-lists',
    `On AWS lists of ${useCases.size} use cases for ${items.toLocaleString('en-US')} items with traffic cost about ` +
      `$${usdPerMonth.toLocaleString('en-US', { maximumFractionDigits: 0 })} a month: ${requestsPerRun.toLocaleString('en-US')} ` +
      `requests by ${listsSchedule} (${PRICES.isConfirmed ? '' : 'unconfirmed, '}npm run cost says more).`,
  );
}

function annotateLive(
  scope: Construct,
  { useCases, runningHours }: Pick<Settings, 'useCases' | 'runningHours'>,
  { users }: Pick<ShopFacts, 'users'>,
): void {
  if (useCases.size === 0) return;
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
