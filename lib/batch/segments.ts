import type { Schedule } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { trainsOn } from '@ecommerce-recommenders/shop-data/data/mapping/trains-on';
import type { SegmentsSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/segments-settings';
import { SOLUTION_NAMES } from '@ecommerce-recommenders/shop-data/contracts/settings/solution-names';
import { checkedAddOn, type AddOnRules } from '../add-ons/checked-add-on';
import type { EcommerceRecommenders } from '../shop/ecommerce-recommenders';
import { Solution } from '../solutions/solution';
import { annotateSegmentsCost } from './annotate-cost';
import { annotateEmptySegments } from './annotate-empty-segments';
import { BatchRuns, type BatchJob, type BatchProps } from './batch-runs';

/** Schedule and definition of user segments. See docs/segments.md. */
export interface ShopSegmentsProps extends BatchProps {
  /**
   * Schedule of the runs.
   *
   * @default Schedule.rate(Duration.days(7))
   */
  readonly schedule?: Schedule;
  /**
   * Maximum number of users in a segment.
   *
   * @default 1000
   */
  readonly size?: number;
  /**
   * Each of these items gets a segment of the users who are most likely to like it.
   *
   * @default - none
   */
  readonly items?: readonly string[];
  /**
   * Segments by name: conditions on item columns such as `ITEMS.CATEGORY_L1 = "shoes"`, joined by AND.
   *
   * @default - none
   */
  readonly queries?: Readonly<Record<string, string>>;
}

const RULES: AddOnRules<ShopSegmentsProps> = {
  shop: 'object',
  topic: 'object',
  schedule: 'segments.schedule',
  size: 'segments.size',
  items: 'segments.items',
  queries: 'segments.queries',
};

/** Segments of users who are most likely to like an item, or items with some property, for use in mails. */
export class ShopSegments extends BatchRuns {
  constructor(scope: Construct, id: string, props: ShopSegmentsProps) {
    const { shop, topic } = props;
    super(scope, id, {
      shop,
      topic,
      folder: 'segments',
      work: (self) => {
        const segments = checkedAddOn(self, props, RULES).segments!;
        shop.profile.annotate((node, facts) => {
          annotateSegmentsCost(node, segments, facts);
          annotateEmptySegments(node, segments, shop.profile);
        });
        const { schedule, size, items, queries } = segments;
        return { schedule, jobs: segmentJobs(self, shop, segments), madeOf: { size, items, queries } };
      },
    });
  }
}

function segmentJobs(
  scope: Construct,
  { datasetGroup, settings: { data } }: EcommerceRecommenders,
  { size, items, queries }: SegmentsSettings,
): BatchJob[] {
  const solution = (id: string, by: 'items' | 'queries', recipe: string): Solution =>
    new Solution(scope, id, {
      datasetGroup,
      solutionName: SOLUTION_NAMES[by],
      recipe,
      trainsOn: trainsOn(data),
    });
  const jobs: BatchJob[] = [];
  if (items.length > 0)
    jobs.push({
      by: 'items',
      size,
      lines: items.map((itemId) => ({ itemId })),
      solution: solution('Items', 'items', 'aws-item-affinity'),
    });
  if (Object.keys(queries).length > 0)
    jobs.push({
      by: 'queries',
      size,
      queries,
      lines: Object.values(queries).map((itemAttributes) => ({ itemAttributes })),
      solution: solution('Queries', 'queries', 'aws-item-attribute-affinity'),
    });
  return jobs;
}
