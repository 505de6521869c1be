import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import { liveMonth } from '@ecommerce-recommenders/shop-data/insight/cost/live-month';
import { metadataCost } from '@ecommerce-recommenders/shop-data/insight/cost/recommenders-cost';
import { hashesUsers, userKeyUsd } from '@ecommerce-recommenders/shop-data/insight/cost/user-key-cost';
import type { ShopUseCases } from '@ecommerce-recommenders/shop-data/contracts/recommender-options';
import type { CoreSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/core-settings';
import { inDollars, MORE_ON_COST } from '../add-ons/monthly-cost';
import type { PriceTerms } from '../shop/source';

/** Inputs to the cost of the recommenders. */
export interface CostOfRecommenders extends PriceTerms, Pick<CoreSettings, 'data'> {
  readonly useCases: ShopUseCases;
  readonly users: number;
}

/** Reports at synth what idle recommenders cost, and the key that hashes user ids. */
export function annotateCost(node: IConstruct, props: CostOfRecommenders): void {
  const { useCases, rateBounds, hoursAWeek, users, data } = props;
  if (useCases.size > 0) {
    const requestRate = rateBounds ? Object.fromEntries(rateBounds) : null;
    const { liveUsd, liveUsdAtMost, liveUsdAtOne } = liveMonth(
      { useCases, serving: 'live', requestRate, hoursAWeek },
      users,
    );
    const running = hoursAWeek ? `, running ${countInWords(hoursAWeek, 'hour')} a week,` : '';
    const atMost = requestRate
      ? ` with their rates at the least of requestRate, and ${inDollars(liveUsdAtMost)} at the most,`
      : '';
    const isAboveOne = (requestRate ? liveUsdAtMost : liveUsd) > liveUsdAtOne;
    const advised = isAboveOne
      ? ` AWS advises a minimum of 1 request a second, with which it is about ${inDollars(liveUsdAtOne)}; what is above is billed asked or not.`
      : '';
    const extra = metadataCost(useCases);
    Annotations.of(node).addInfoV2(
      'ecommerce-recommenders:cost',
      `On AWS ${countInWords(useCases.size, 'recommender')} for ${countInWords(users, 'user')} ${useCases.size === 1 ? 'costs' : 'cost'} about ${inDollars(liveUsd)} a month${running}${atMost} ` +
        `until they are deleted or stopped (${MORE_ON_COST}).${advised}` +
        (extra === undefined ? '' : ` ${extra}`),
    );
  }
  if (hashesUsers(data))
    Annotations.of(node).addInfoV2(
      'ecommerce-recommenders:cost-of-user-key',
      `On AWS the HMAC key that hashes the ids of users (hashUsers) costs about ${inDollars(userKeyUsd())} a month ` +
        `(${MORE_ON_COST}).`,
    );
}
