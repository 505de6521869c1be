import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { SegmentsSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/segments-settings';
import type { ShopSurvey } from '../shop/source';

/**
 * Warns at synth about segments that will be empty, judging by the archive: items without interactions, queries that
 * match no item.
 */
export function annotateEmptySegments(
  node: IConstruct,
  { items, queries }: Pick<SegmentsSettings, 'items' | 'queries'>,
  survey: Pick<ShopSurvey, 'ask'>,
): void {
  for (const [at, text] of survey.ask({ segments: { items, queries } }).entries())
    Annotations.of(node).addWarningV2(
      `ecommerce-recommenders:empty-segment:${at}`,
      `${text} Personalize makes no segment of it, which only the manifest of a run would say.`,
    );
}
