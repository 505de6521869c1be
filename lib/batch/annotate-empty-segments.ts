import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { SegmentsSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/segments-settings';
import type { ShopProfile } from '../shop/source';

/**
 * Warns at synth about segments that will be empty, judging by the archive: items without interactions, queries that
 * match no item.
 */
export function annotateEmptySegments(
  node: IConstruct,
  { items, queries }: Pick<SegmentsSettings, 'items' | 'queries'>,
  profile: Pick<ShopProfile, 'ask'>,
): void {
  for (const [at, text] of profile.ask({ segments: { items, queries } }).entries())
    Annotations.of(node).addWarningV2(
      `ecommerce-recommenders:empty-segment:${at}`,
      `${text} Personalize makes no segment of it, which only the manifest of a run would say.`,
    );
}
