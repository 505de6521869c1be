import { Construct } from 'constructs';
import { trainsOn } from '@ecommerce-recommenders/shop-data/mapping/trains-on';
import type { ShopUseCases } from '@ecommerce-recommenders/shop-data/recommender-options';
import type { RequestBounds } from '@ecommerce-recommenders/shop-data/request-bounds';
import type { Settings } from '@ecommerce-recommenders/shop-data/settings/settings';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { DatasetGroup } from './dataset-group';
import { Recommender } from './recommender';
import { Training } from './training';
import { oneByOne } from './turns';

/** Use cases of {@link Recommenders}, and how long to wait for their training. */
export interface RecommendersProps extends Pick<Settings, 'data' | 'trainingTimeoutHours'> {
  readonly useCases: ShopUseCases;
  readonly datasetGroup: DatasetGroup;
  /** Bounds of rates that are adjusted between deployments: a deployment keeps a rate within them. */
  readonly rateBounds: ReadonlyMap<UseCaseName, RequestBounds>;
  /** Whether recommenders are stopped between deployments: a deployment starts them for an update, and stops them again. */
  readonly isPaused: boolean;
}

/** A recommender for each use case, created one after another and trained in parallel. */
export class Recommenders extends Construct {
  readonly byUseCase: ReadonlyMap<UseCaseName, Recommender>;

  constructor(scope: Construct, id: string, props: RecommendersProps) {
    super(scope, id);
    const { datasetGroup, isPaused, rateBounds } = props;
    this.byUseCase = new Map(
      [...props.useCases].map(([useCase, options]) => [
        useCase,
        new Recommender(this, useCase, {
          datasetGroup,
          useCase,
          options,
          trainsOn: trainsOn(props.data, options.excludedColumns),
          bounds: rateBounds.get(useCase),
          isPaused,
        }),
      ]),
    );
    const recommenders = [...this.byUseCase.values()];
    if (recommenders.length === 0) return;
    oneByOne(recommenders);
    new Training(this, 'Training', { recommenders, isPaused, timeoutHours: props.trainingTimeoutHours });
  }
}
