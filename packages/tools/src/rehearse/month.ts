import { usdOf } from '@ecommerce-recommenders/personalize/charges';
import { PRICES } from '@ecommerce-recommenders/personalize/prices';
import { hoursAWeek } from '@ecommerce-recommenders/shop-data/contracts/running-hours';
import { batchesCost, segmentsCost } from '@ecommerce-recommenders/shop-data/insight/cost/batch-cost';
import { endpointsUsd } from '@ecommerce-recommenders/shop-data/insight/cost/endpoints-cost';
import { listsMonth } from '@ecommerce-recommenders/shop-data/insight/cost/lists-cost';
import { liveMonth } from '@ecommerce-recommenders/shop-data/insight/cost/live-month';
import { rankingCost } from '@ecommerce-recommenders/shop-data/insight/cost/ranking-cost';
import { hashesUsers } from '@ecommerce-recommenders/shop-data/insight/cost/user-key-cost';
import type { ShopSize } from '@ecommerce-recommenders/shop-data/insight/readiness/shop-facts';
import type { JudgedSettings } from '../cdk/template-shop';

/** What a price depends on in the data. */
interface PricedData {
  readonly size: ShopSize;
  /** Distinct rows of interactions. */
  readonly interactions: number;
}

/** US dollars of a month without requests: recommenders, lists, ranking, batches, endpoints and keys. Lambda, S3 and logs are cents. */
export function monthUsd(settings: JudgedSettings, { size, interactions }: PricedData): number {
  const { ranking, segments, batches, runningHours, endpointZones = 0 } = settings;
  const { users } = size;
  const hours = runningHours ? hoursAWeek(runningHours) : undefined;
  const ranked =
    ranking === null ? undefined : rankingCost({ ...ranking, requestsPerSecond: 0, interactions });
  const keys = [settings.createKey, hashesUsers(settings.data), settings.api, settings.guests].filter(
    Boolean,
  );
  return (
    liveMonth({ ...settings, hoursAWeek: hours }, users).liveUsd +
    listsMonth(settings, size).usdPerMonth +
    (ranked ? ranked.usdPerMonthIdle + ranked.usdPerTraining * ranked.trainingsPerMonth : 0) +
    (segments ? segmentsCost({ ...segments, users }).usdPerMonth : 0) +
    (batches ? batchesCost({ ...batches, users, interactions }).usdPerMonth : 0) +
    endpointsUsd(endpointZones) +
    usdOf(PRICES.items.keys, keys.length)
  );
}
