import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct, type IConstruct } from 'constructs';
import type { SegmentsSettings } from '@ecommerce-recommenders/shop-data/settings/segments-setting';
import { SOLUTION_NAMES } from '@ecommerce-recommenders/shop-data/settings/solution-names';
import type { DatasetGroup } from '../dataset-group';
import { Solution } from '../ranking/solution';
import { BatchRuns, type BatchJob, type BatchProps } from './batch-runs';

/** What {@link Segments} are made of, and when. */
export interface SegmentsProps extends BatchProps {
  readonly segments: SegmentsSettings;
  readonly datasetGroup: DatasetGroup;
}

/** Users who will most likely like an item, or items with some property: for mails. */
export class Segments extends Construct {
  /** `undefined` without the setting. */
  static ofSettings(
    scope: Construct,
    id: string,
    { segments, ...props }: Omit<SegmentsProps, 'segments'> & { readonly segments: SegmentsSettings | null },
  ): Segments | undefined {
    return segments ? new Segments(scope, id, { ...props, segments }) : undefined;
  }

  private readonly runs: BatchRuns;

  private constructor(scope: Construct, id: string, props: SegmentsProps) {
    super(scope, id);
    const { size, items, queries, schedule } = props.segments;
    const solution = (what: string, by: 'items' | 'queries', recipe: string): Solution =>
      new Solution(this, what, {
        datasetGroup: props.datasetGroup,
        solutionName: SOLUTION_NAMES[by],
        recipe,
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
    this.runs = new BatchRuns(this, 'Runs', {
      ...props,
      folder: 'segments',
      schedule,
      jobs,
      madeOf: { size, items, queries },
    });
  }

  /** @internal What a deployment makes one after another. The role is not among it: the key of the bucket needs it. */
  get turns(): readonly IConstruct[] {
    return this.runs.turns;
  }

  /** Runs once for each renewal. */
  get stateMachine(): sfn.StateMachine {
    return this.runs.stateMachine;
  }

  /** `s3://bucket/segments/` */
  get prefix(): string {
    return this.runs.prefix;
  }

  /** Allows reading the segments and their manifest. */
  grantRead(grantee: iam.IGrantable): iam.Grant {
    return this.runs.grantRead(grantee);
  }
}
