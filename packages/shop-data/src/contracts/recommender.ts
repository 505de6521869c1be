import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { TagProperties } from './tags';

/** A recommender, complete once CreateRecommender has succeeded; the training resources wait for it. `Ref` is its ARN. */
export const RECOMMENDER_TYPE = 'Custom::PersonalizeRecommender';

/** Template properties. */
export interface RecommenderProperties extends TagProperties {
  readonly Name: string;
  readonly DatasetGroupArn: string;
  readonly RecipeArn: string;
  /** Absent for the service's defaults. */
  readonly RecommenderConfig?: RecommenderConfigProperties;
  /** Present if the stack pauses recommenders: a stopped one is started for an update and stopped afterwards. */
  readonly StartsToUpdate?: 'true';
}

/**
 * Size and training of a recommender, named as in CloudFormation's own type; absent members have the service's
 * defaults. CloudFormation passes every scalar as a string.
 */
export interface RecommenderConfigProperties {
  readonly MinRecommendationRequestsPerSecond?: string;
  /**
   * Not the service's: where the rate follows use, a deployment leaves it as it is within these, and creates with the least.
   */
  readonly RequestBounds?: { readonly Min: string; readonly Max: string };
  readonly EnableMetadataWithRecommendations?: 'true' | 'false';
  readonly TrainingDataConfig?: {
    readonly ExcludedDatasetColumns: Readonly<Partial<Record<DatasetType, readonly string[]>>>;
  };
  readonly ItemExplorationConfig?: Readonly<
    Partial<Record<'explorationWeight' | 'explorationItemAgeCutOff', string>>
  >;
}
