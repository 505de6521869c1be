import type { Schedule } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { datesOf } from '@ecommerce-recommenders/personalize/filters/date-parameters';
import { trainsOn } from '@ecommerce-recommenders/shop-data/data/mapping/trains-on';
import { SOLUTION_NAMES } from '@ecommerce-recommenders/shop-data/contracts/settings/solution-names';
import type { ShopFilters } from '../filters/filters';
import { checkedAddOn, type AddOnRules } from '../add-ons/checked-add-on';
import { Solution } from '../solutions/solution';
import { annotateBatchesCost } from './annotate-cost';
import { BatchRuns, type BatchProps } from './batch-runs';

/** Schedule and content of batch recommendations. See docs/segments.md. */
export interface ShopBatchesProps extends BatchProps {
  /**
   * Schedule of the runs.
   *
   * @default Schedule.rate(Duration.days(7))
   */
  readonly schedule?: Schedule;
  /**
   * Items for each user.
   *
   * @default 25
   */
  readonly results?: number;
  /**
   * The shop's filters, for the property `filter`.
   *
   * @default - none
   */
  readonly filters?: ShopFilters;
  /**
   * Name of one of `filters`. The filter may have no placeholders except those for days.
   *
   * @default - none
   */
  readonly filter?: string;
}

const RULES: AddOnRules<ShopBatchesProps> = {
  shop: 'object',
  topic: 'object',
  schedule: 'batches.schedule',
  results: 'batches.results',
  filters: 'object',
  filter: 'batches.filter',
};

/** @see https://docs.aws.amazon.com/personalize/latest/dg/native-recipe-user-personalization-v2.html */
const RECIPE = 'aws-user-personalization-v2';

/** Recommendations for every user of the prepared data, for use in mails. */
export class ShopBatches extends BatchRuns {
  constructor(scope: Construct, id: string, props: ShopBatchesProps) {
    const { shop, topic, filters } = props;
    super(scope, id, {
      shop,
      topic,
      folder: 'batches',
      work: (self) => {
        const settings = checkedAddOn(self, props, RULES, { checked: filters?.checked });
        const { data, filters: expressions } = settings;
        const batches = settings.batches!;
        // Exact duplicates are not billed: an import keeps only one of them.
        shop.profile.annotate((node, facts) =>
          annotateBatchesCost(node, batches, { ...facts, rows: facts.distinctRows }),
        );
        const { schedule, results, filter } = batches;
        const filtered = filter !== undefined && {
          filter,
          filterArn: filters!.byName.get(filter)!.filterArn,
          ...datesOf(expressions[filter]),
        };
        const solution = new Solution(self, 'Users', {
          datasetGroup: shop.datasetGroup,
          solutionName: SOLUTION_NAMES.users,
          recipe: RECIPE,
          trainsOn: trainsOn(data),
        });
        return {
          schedule,
          jobs: [{ by: 'users', size: results, ...filtered, solution }],
          madeOf: { results },
        };
      },
    });
  }
}
