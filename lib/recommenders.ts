import { Construct } from 'constructs';
import type { ShopUseCases } from '../domain/recommender-options';
import type { UseCaseName } from '../domain/use-cases';
import type { DatasetGroup } from './dataset-group';
import { Recommender } from './recommender';
import { Training } from './training';

/** Which {@link Recommenders} the shop wants. */
export interface RecommendersProps {
  readonly datasetGroup: DatasetGroup;
  readonly useCases: ShopUseCases;
  /** Hours that a deployment waits for training. */
  readonly trainingTimeoutHours: number;
}

/** A recommender for each use case, trained side by side. */
export class Recommenders extends Construct {
  readonly byUseCase: ReadonlyMap<UseCaseName, Recommender>;

  constructor(scope: Construct, id: string, props: RecommendersProps) {
    super(scope, id);
    const { datasetGroup } = props;
    this.byUseCase = new Map(
      [...props.useCases].map(([useCase, options]) => [
        useCase,
        new Recommender(this, useCase, { datasetGroup, useCase, options }),
      ]),
    );
    new Training(this, 'Training', {
      recommenders: [...this.byUseCase.values()],
      timeoutHours: props.trainingTimeoutHours,
    });
  }
}
