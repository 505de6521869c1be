import { Construct } from 'constructs';
import { trainsOn } from '@ecommerce-recommenders/shop-data/data/mapping/trains-on';
import type { ShopUseCases } from '@ecommerce-recommenders/shop-data/contracts/recommender-options';
import type { RequestBounds } from '@ecommerce-recommenders/shop-data/contracts/request-bounds';
import type { CoreSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/core-settings';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { DatasetGroup } from './dataset-group';
import { Recommender } from './recommender';
import { Training } from './training';
import { oneByOne } from './creation-order';

/** Use cases of {@link Recommenders}, and how long to wait for their training. */
export interface RecommendersProps extends Pick<CoreSettings, 'data' | 'trainingTimeoutHours'> {
  readonly useCases: ShopUseCases;
  readonly datasetGroup: DatasetGroup;
}

/** A recommender for each use case, created one after another and trained in parallel. */
export class Recommenders extends Construct {
  readonly byUseCase: ReadonlyMap<UseCaseName, Recommender>;
  /** Waits for all of them; undefined if there are none. */
  readonly training?: Training;

  constructor(scope: Construct, id: string, props: RecommendersProps) {
    super(scope, id);
    const { datasetGroup } = props;
    this.byUseCase = new Map(
      [...props.useCases].map(([useCase, options]) => [
        useCase,
        new Recommender(this, useCase, {
          datasetGroup,
          useCase,
          options,
          trainsOn: trainsOn(props.data, options.excludedColumns),
        }),
      ]),
    );
    const recommenders = [...this.byUseCase.values()];
    if (recommenders.length === 0) return;
    oneByOne(recommenders);
    this.training = new Training(this, 'Training', {
      recommenders,
      timeoutHours: props.trainingTimeoutHours,
    });
  }

  /** Makes a deployment keep rates that are within bounds, because an add-on adjusts them between deployments. */
  keepRatesWithin(bounds: ReadonlyMap<UseCaseName, RequestBounds>): void {
    for (const [useCase, one] of bounds) this.byUseCase.get(useCase)?.keepRateWithin(one);
  }

  /** Makes a deployment start stopped recommenders for an update, and stop them again. */
  stopBetweenDeployments(): void {
    for (const recommender of this.byUseCase.values()) recommender.stopBetweenDeployments();
    this.training?.stopAgain();
  }
}
