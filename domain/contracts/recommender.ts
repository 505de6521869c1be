import type { DatasetType } from '../datasets';
import type { TagProperties } from './tags';

/** A recommender, from CreateRecommender on; the training resources wait for it. `Ref` is its ARN. */
export const RECOMMENDER_TYPE = 'Custom::PersonalizeRecommender';

/** What the template says. */
export interface RecommenderProperties extends TagProperties {
  readonly Name: string;
  readonly DatasetGroupArn: string;
  readonly RecipeArn: string;
  /** Absent where everything is as the service has it by default. */
  readonly RecommenderConfig?: RecommenderConfigProperties;
  /** Given where the stack itself stops recommenders: one is started for an update, and stopped when it is done. */
  readonly StartsToUpdate?: 'true';
}

/**
 * How a recommender is sized and trained, in the words of CloudFormation's own type; what is absent is as the service
 * has it by default. CloudFormation hands every scalar over as a string.
 */
export interface RecommenderConfigProperties {
  readonly MinRecommendationRequestsPerSecond?: string;
  readonly EnableMetadataWithRecommendations?: 'true' | 'false';
  readonly TrainingDataConfig?: {
    readonly ExcludedDatasetColumns: Readonly<Partial<Record<DatasetType, readonly string[]>>>;
  };
  readonly ItemExplorationConfig?: Readonly<
    Partial<Record<'explorationWeight' | 'explorationItemAgeCutOff', string>>
  >;
}
