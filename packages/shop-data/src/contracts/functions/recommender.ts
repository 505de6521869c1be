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
  /** Present if datasets may get columns. */
  readonly TrainsOn?: TrainsOnProperties;
  /**
   * Present if the stack pauses recommenders: a stopped one is started for an update and stopped afterwards. An update that removes it
   * starts a stopped one for good.
   */
  readonly StartsToUpdate?: 'true';
}

/**
 * Columns that training uses, for each dataset whose schema may grow. An existing recommender ignores new columns until
 * UpdateRecommender names the columns of their dataset.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/updating-dataset-schema.html
 */
export type TrainsOnProperties = Readonly<Partial<Record<DatasetType, readonly string[]>>>;

/**
 * Size and training of a recommender, named as in CloudFormation's own type; absent members have the service's
 * defaults. CloudFormation passes every scalar as a string.
 */
export interface RecommenderConfigProperties {
  readonly MinRecommendationRequestsPerSecond?: string;
  /**
   * Not a property of the service. If the rate follows use, a deployment keeps a rate within these bounds, and creates the
   * recommender with the minimum.
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
