import { Annotations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { idleMonth } from '@ecommerce-recommenders/shop-data/cost/idle-month';
import { metadataCost } from '@ecommerce-recommenders/shop-data/cost/recommenders-cost';
import { servedBy } from '@ecommerce-recommenders/shop-data/lists/serving';
import { campaignUsd } from '@ecommerce-recommenders/shop-data/cost/ranking-cost';
import { HOURS_PER_MONTH } from '@ecommerce-recommenders/prices/charges';
import { PRICES } from '@ecommerce-recommenders/prices/prices';
import type { ShopFacts } from '@ecommerce-recommenders/shop-data/readiness/shop-facts';
import { hoursAWeek } from '@ecommerce-recommenders/shop-data/running-hours';
import type { Settings } from '@ecommerce-recommenders/shop-data/settings/settings';

/** Reports at synth what the recommenders cost on AWS while they get no requests, and what lists do. */
export function annotateCost(
  scope: Construct,
  settings: Pick<
    Settings,
    'useCases' | 'serving' | 'minRequests' | 'filters' | 'listsSchedule' | 'runningHours' | 'ranking'
  >,
  facts: Pick<ShopFacts, 'users' | 'events'>,
): void {
  const { liveUsd, liveUsdAtMost, lists } = idleMonth(settings, facts);
  const annotations = Annotations.of(scope);
  const live = servedBy('live', settings);
  const { runningHours, listsSchedule } = settings;
  if (live.size > 0) {
    const running = runningHours ? `, running ${hoursAWeek(runningHours)} hours a week,` : '';
    const atMost = settings.minRequests
      ? ` with their rates at the least of minRequests, and $${dollars(liveUsdAtMost)} at the most,`
      : '';
    const extra = metadataCost(live);
    annotations.addInfoV2(
      'ecommerce-recommenders:cost',
      `On AWS ${live.size} recommenders for ${count(facts.users)} users cost about $${dollars(liveUsd)} a month${running}${atMost} ` +
        `until they are deleted or stopped (${UNCONFIRMED}npm run cost says more).` +
        (extra === undefined ? '' : ` ${extra}`),
    );
  }
  const { ranking } = settings;
  if (ranking)
    annotations.addInfoV2(
      'ecommerce-recommenders:cost-of-ranking',
      `On AWS the ranking costs about $${dollars(campaignUsd({ ...ranking, requestsPerSecond: 0 }, HOURS_PER_MONTH))} a month ` +
        `without a request, and its trainings by ${ranking.schedule} (${UNCONFIRMED}npm run cost says more).`,
    );
  const listed = servedBy('lists', settings);
  if (listed.size > 0)
    annotations.addInfoV2(
      'ecommerce-recommenders:cost-of-lists',
      `On AWS lists of ${listed.size} use cases for ${count(lists.items)} items with traffic cost about ` +
        `$${dollars(lists.usdPerMonth)} a month: ${count(lists.requestsPerRun)} requests by ${listsSchedule} ` +
        `(${UNCONFIRMED}npm run cost says more).`,
    );
}

const UNCONFIRMED = PRICES.isConfirmed ? '' : 'unconfirmed, ';

const count = (value: number): string => value.toLocaleString('en-US');

const dollars = (usd: number): string => usd.toLocaleString('en-US', { maximumFractionDigits: 0 });
