import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import { PRICES } from '@ecommerce-recommenders/personalize/prices';
import { hoursAWeek } from '@ecommerce-recommenders/shop-data/contracts/running-hours';
import { endpointsUsd } from '@ecommerce-recommenders/shop-data/insight/cost/endpoints-cost';
import { guestsCost } from '@ecommerce-recommenders/shop-data/insight/cost/guests-cost';
import { listsMonth } from '@ecommerce-recommenders/shop-data/insight/cost/lists-cost';
import { NO_SIZE } from '@ecommerce-recommenders/shop-data/insight/cost/shop-size';
import { liveMonth } from '@ecommerce-recommenders/shop-data/insight/cost/live-month';
import { ok, type Checks } from '../check';
import { factsOr, type Shop } from '../shop/data';

/** What a month of the whole stack costs. */
export const PRICE_CHECKS: Checks<Shop> = {
  price: async ({ settings, readFacts }) => {
    const found = await factsOr(readFacts);
    // Without the data, the smallest shop is priced.
    const { size } = found !== undefined && 'facts' in found ? found.facts : { size: NO_SIZE };
    const { liveUsd, liveUsdAtMost } = liveMonth(
      { ...settings, hoursAWeek: settings.runningHours ? hoursAWeek(settings.runningHours) : undefined },
      size.users,
    );
    const lists = listsMonth(settings, size);
    const dollars = (usd: number): string =>
      (usd + lists.usdPerMonth + endpointsUsd(settings.endpointZones ?? 0)).toLocaleString('en-US', {
        maximumFractionDigits: 0,
      });
    const atMost = settings.requestRate
      ? `, and $${dollars(liveUsdAtMost)} with all rates at the most of requestRate`
      : '';
    const { guests } = settings;
    const withGuests = guests
      ? `, and $${dollars(liveUsd + guestsCost({ ...settings, ...guests, users: size.users }).usdPerMonthAfterYear)} after a year of ` +
        `${countInWords(guests.perDay, 'guest')} a day`
      : '';
    const confirmed = PRICES.isConfirmed ? '' : ', at unconfirmed prices';
    const unread =
      found === undefined ? ' The data was not read: this is for the fewest users and items.' : '';
    return ok(
      `A month costs about $${dollars(liveUsd)} on AWS${atMost}${withGuests}${confirmed}; "npm run cost" says more.${unread}`,
    );
  },
};
