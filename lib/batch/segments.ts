import type { Construct } from 'constructs';
import { trainsOn } from '@ecommerce-recommenders/shop-data/mapping/trains-on';
import type { SegmentsSettings } from '@ecommerce-recommenders/shop-data/settings/segments-setting';
import { SOLUTION_NAMES } from '@ecommerce-recommenders/shop-data/settings/solution-names';
import { Solution } from '../solutions/solution';
import { BatchRuns, type BatchJob, type BatchProps } from './batch-runs';

/** What {@link Segments} are made of, and when. */
export interface SegmentsProps extends BatchProps {
  readonly segments: SegmentsSettings;
}

/** Users who will most likely like an item, or items with some property: for mails. */
export class Segments extends BatchRuns {
  constructor(scope: Construct, id: string, props: SegmentsProps) {
    const { size, items, queries, schedule } = props.segments;
    super(scope, id, {
      ...props,
      folder: 'segments',
      schedule,
      jobs: (self) => segmentJobs(self, props),
      madeOf: { size, items, queries },
    });
  }
}

function segmentJobs(
  scope: Construct,
  { segments: { size, items, queries }, shop: { datasetGroup }, data }: SegmentsProps,
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
