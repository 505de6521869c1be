import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import { listsMonth } from '@ecommerce-recommenders/shop-data/insight/cost/lists-cost';
import type { ShopSize } from '@ecommerce-recommenders/shop-data/insight/readiness/shop-facts';
import { servedBy } from '@ecommerce-recommenders/shop-data/contracts/lists/serving';
import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { inDollars, MORE_ON_COST } from '../add-ons/monthly-cost';

/** Reports at synth the cost of lists. */
export function annotateListsCost(
  node: IConstruct,
  settings: Pick<Settings, 'useCases' | 'serving' | 'filters' | 'listsSchedule' | 'listsItems'>,
  size: ShopSize,
): void {
  const lists = listsMonth(settings, size);
  Annotations.of(node).addInfoV2(
    'ecommerce-recommenders:cost-of-lists',
    `On AWS lists of ${countInWords(servedBy('lists', settings).size, 'use case')} for ${countInWords(lists.items, 'item')} cost about ` +
      `${inDollars(lists.usdPerMonth)} a month: ${countInWords(lists.requestsPerRun, 'request')} by ${settings.listsSchedule} ` +
      `(${MORE_ON_COST}).`,
  );
}
