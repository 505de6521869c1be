import type { Construct } from 'constructs';
import { datesOf } from '@ecommerce-recommenders/personalize/filters/date-parameters';
import { trainsOn } from '@ecommerce-recommenders/shop-data/mapping/trains-on';
import type { BatchesSettings } from '@ecommerce-recommenders/shop-data/settings/batches-setting';
import type { Settings } from '@ecommerce-recommenders/shop-data/settings/settings';
import { SOLUTION_NAMES } from '@ecommerce-recommenders/shop-data/settings/solution-names';
import type { Filters } from '../filters/filter';
import { Solution } from '../solutions/solution';
import { BatchRuns, type BatchProps } from './batch-runs';

/** What {@link Batches} are made with, and when. */
export interface BatchesProps extends BatchProps {
  readonly batches: BatchesSettings;
  /** Expressions by name. */
  readonly filters: Settings['filters'];
  readonly shopFilters: Filters;
}

/** @see https://docs.aws.amazon.com/personalize/latest/dg/native-recipe-user-personalization-v2.html */
const RECIPE = 'aws-user-personalization-v2';

/** Recommendations for every user of the prepared data: for mails. */
export class Batches extends BatchRuns {
  constructor(scope: Construct, id: string, props: BatchesProps) {
    const { results, filter, schedule } = props.batches;
    const filtered = filter !== undefined && {
      filter,
      filterArn: props.shopFilters.byName.get(filter)!.filterArn,
      ...datesOf(props.filters[filter]),
    };
    super(scope, id, {
      ...props,
      folder: 'batches',
      schedule,
      jobs: (self) => [
        {
          by: 'users',
          size: results,
          ...filtered,
          solution: new Solution(self, 'Users', {
            datasetGroup: props.shop.datasetGroup,
            solutionName: SOLUTION_NAMES.users,
            recipe: RECIPE,
            trainsOn: trainsOn(props.data),
          }),
        },
      ],
      madeOf: { results },
    });
  }
}
