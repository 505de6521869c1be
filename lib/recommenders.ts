import { Construct } from 'constructs';
import type { UseCaseName } from '../domain/use-cases';
import type { DatasetGroup } from './dataset-group';
import { Recommender } from './recommender';
import { Training } from './training';

/** Which {@link Recommenders} the shop wants. */
export interface RecommendersProps {
  readonly datasetGroup: DatasetGroup;
  readonly useCases: readonly UseCaseName[];
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
      props.useCases.map((useCase) => [useCase, new Recommender(this, useCase, { datasetGroup, useCase })]),
    );
    new Training(this, 'Training', {
      recommenders: [...this.byUseCase.values()],
      timeoutHours: props.trainingTimeoutHours,
    });
  }
}
