import { Construct } from 'constructs';
import { servedBy } from '@ecommerce-recommenders/shop-data/lists/serving';
import { trainsOn } from '@ecommerce-recommenders/shop-data/mapping/trains-on';
import { requestBounds } from '@ecommerce-recommenders/shop-data/request-bounds';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { DatasetGroup } from './dataset-group';
import { Pauses, type WhenPaused } from './pauses';
import { Recommender } from './recommender';
import type { Settings } from '@ecommerce-recommenders/shop-data/settings/settings';
import { Training } from './training';

/** Use cases of {@link Recommenders}, and how long to wait for their training. */
export interface RecommendersProps
  extends
    WhenPaused,
    Pick<Settings, 'useCases' | 'serving' | 'requestRate' | 'data' | 'trainingTimeoutHours'> {
  readonly datasetGroup: DatasetGroup;
}

/** A recommender for each live use case, trained in parallel. */
export class Recommenders extends Construct {
  readonly byUseCase: ReadonlyMap<UseCaseName, Recommender>;

  constructor(scope: Construct, id: string, props: RecommendersProps) {
    super(scope, id);
    const { datasetGroup } = props;
    const isPaused = Pauses.areWanted(props);
    const bounds = requestBounds(props);
    this.byUseCase = new Map(
      [...servedBy('live', props)].map(([useCase, options]) => [
        useCase,
        new Recommender(this, useCase, {
          datasetGroup,
          useCase,
          options,
          trainsOn: trainsOn(props.data, options.excludedColumns),
          bounds: bounds.get(useCase),
          isPaused,
        }),
      ]),
    );
    if (this.byUseCase.size === 0) return;
    new Training(this, 'Training', {
      recommenders: [...this.byUseCase.values()],
      isPaused,
      timeoutHours: props.trainingTimeoutHours,
    });
  }
}
