import { Annotations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import { idleMonth } from '@ecommerce-recommenders/shop-data/cost/idle-month';
import { metadataCost } from '@ecommerce-recommenders/shop-data/cost/recommenders-cost';
import { servedBy } from '@ecommerce-recommenders/shop-data/lists/serving';
import { batchesCost, segmentsCost, segmentsIn } from '@ecommerce-recommenders/shop-data/cost/batch-cost';
import { campaignUsd } from '@ecommerce-recommenders/shop-data/cost/ranking-cost';
import { hashesUsers, userKeyUsd } from '@ecommerce-recommenders/shop-data/cost/user-key-cost';
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
    | 'useCases'
    | 'serving'
    | 'requestRate'
    | 'filters'
    | 'listsSchedule'
    | 'runningHours'
    | 'ranking'
    | 'segments'
    | 'batches'
    | 'data'
  >,
  facts: Pick<ShopFacts, 'users' | 'rows' | 'events'>,
): void {
  const { liveUsd, liveUsdAtMost, liveUsdAtOne, lists } = idleMonth(settings, facts);
  const annotations = Annotations.of(scope);
  const live = servedBy('live', settings);
  const { runningHours, listsSchedule } = settings;
  if (live.size > 0) {
    const running = runningHours ? `, running ${countInWords(hoursAWeek(runningHours), 'hour')} a week,` : '';
    const atMost = settings.requestRate
      ? ` with their rates at the least of requestRate, and $${dollars(liveUsdAtMost)} at the most,`
      : '';
    const isAboveOne = (settings.requestRate ? liveUsdAtMost : liveUsd) > liveUsdAtOne;
    const advised = isAboveOne
      ? ` AWS advises a minimum of 1 request a second, with which it is about $${dollars(liveUsdAtOne)}; what is above is billed asked or not.`
      : '';
    const extra = metadataCost(live);
    annotations.addInfoV2(
      'ecommerce-recommenders:cost',
      `On AWS ${countInWords(live.size, 'recommender')} for ${countInWords(facts.users, 'user')} ${live.size === 1 ? 'costs' : 'cost'} about $${dollars(liveUsd)} a month${running}${atMost} ` +
        `until they are deleted or stopped (${UNCONFIRMED}npm run cost says more).${advised}` +
        (extra === undefined ? '' : ` ${extra}`),
    );
  }
  const { ranking, data } = settings;
  if (hashesUsers(data))
    annotations.addInfoV2(
      'ecommerce-recommenders:cost-of-user-key',
      `On AWS the HMAC key that hashes the ids of users (hashUsers) costs about $${dollars(userKeyUsd())} a month ` +
        `(${UNCONFIRMED}npm run cost says more).`,
    );
  if (ranking)
    annotations.addInfoV2(
      'ecommerce-recommenders:cost-of-ranking',
      `On AWS the ranking costs about $${dollars(campaignUsd({ ...ranking, requestsPerSecond: 0 }, HOURS_PER_MONTH))} a month ` +
        `without a request, and its trainings by ${ranking.schedule} (${UNCONFIRMED}npm run cost says more).`,
    );
  const { segments, batches } = settings;
  const { users } = facts;
  if (segments) {
    const { usdPerMonth } = segmentsCost({ ...segments, users });
    annotations.addInfoV2(
      'ecommerce-recommenders:cost-of-segments',
      `On AWS ${countInWords(segmentsIn(segments), 'segment')} of ${countInWords(users, 'user')} ${segmentsIn(segments) === 1 ? 'costs' : 'cost'} about $${dollars(usdPerMonth)} a month, made by ` +
        `${segments.schedule} (${UNCONFIRMED}npm run cost says more).`,
    );
  }
  if (batches) {
    const { usdPerMonth } = batchesCost({ ...batches, users, interactions: facts.rows });
    annotations.addInfoV2(
      'ecommerce-recommenders:cost-of-batches',
      `On AWS recommendations for each of ${countInWords(users, 'user')} cost about $${dollars(usdPerMonth)} a month, made by ` +
        `${batches.schedule} (${UNCONFIRMED}npm run cost says more).`,
    );
  }
  const listed = servedBy('lists', settings);
  if (listed.size > 0)
    annotations.addInfoV2(
      'ecommerce-recommenders:cost-of-lists',
      `On AWS lists of ${countInWords(listed.size, 'use case')} for ${countInWords(lists.items, 'item')} with traffic cost about ` +
        `$${dollars(lists.usdPerMonth)} a month: ${countInWords(lists.requestsPerRun, 'request')} by ${listsSchedule} ` +
        `(${UNCONFIRMED}npm run cost says more).`,
    );
}

const UNCONFIRMED = PRICES.isConfirmed ? '' : 'unconfirmed, ';

const dollars = (usd: number): string => usd.toLocaleString('en-US', { maximumFractionDigits: 0 });
