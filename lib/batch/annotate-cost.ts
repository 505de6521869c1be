import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import {
  batchesCost,
  segmentsCost,
  segmentsIn,
} from '@ecommerce-recommenders/shop-data/insight/cost/batch-cost';
import type { ShopFacts } from '@ecommerce-recommenders/shop-data/insight/readiness/shop-facts';
import type { BatchesSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/batches-settings';
import type { SegmentsSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/segments-settings';
import { inDollars, MORE_ON_COST } from '../add-ons/monthly-cost';

/** Reports at synth the cost of segments. */
export function annotateSegmentsCost(
  node: IConstruct,
  segments: SegmentsSettings,
  { size: { users } }: Pick<ShopFacts, 'size'>,
): void {
  const { usdPerMonth } = segmentsCost({ ...segments, users });
  const count = segmentsIn(segments);
  Annotations.of(node).addInfoV2(
    'ecommerce-recommenders:cost-of-segments',
    `On AWS ${countInWords(count, 'segment')} of ${countInWords(users, 'user')} ${count === 1 ? 'costs' : 'cost'} about ${inDollars(usdPerMonth)} a month, made by ` +
      `${segments.schedule} (${MORE_ON_COST}).`,
  );
}

/** Reports at synth the cost of batch recommendations. */
export function annotateBatchesCost(
  node: IConstruct,
  batches: BatchesSettings,
  { size: { users }, rows }: Pick<ShopFacts, 'size' | 'rows'>,
): void {
  const { usdPerMonth } = batchesCost({ ...batches, users, interactions: rows });
  Annotations.of(node).addInfoV2(
    'ecommerce-recommenders:cost-of-batches',
    `On AWS recommendations for each of ${countInWords(users, 'user')} cost about ${inDollars(usdPerMonth)} a month, made by ` +
      `${batches.schedule} (${MORE_ON_COST}).`,
  );
}
