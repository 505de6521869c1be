import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { TagProperties } from './tags';

/**
 * A recommender. It is complete once CreateRecommender has succeeded; the training resources wait for the training.
 * `Ref` is its ARN.
 */
export const RECOMMENDER_TYPE = 'Custom::PersonalizeRecommender';

/** Template properties. */
export interface RecommenderProperties extends TagProperties {
  readonly Name: string;
  readonly DatasetGroupArn: string;
  readonly RecipeArn: string;
  /** Absent if Personalize's defaults apply. */
  readonly RecommenderConfig?: RecommenderConfigProperties;
  /** Present if datasets may get more columns. */
  readonly TrainsOn?: TrainsOnProperties;
  /**
   * Present if the stack pauses recommenders. A stopped recommender is then started for an update and stopped
   * afterwards. An update that removes this property starts a stopped recommender for good.
   */
  readonly StartsToUpdate?: 'true';
}

/**
 * Columns on which to train, for each dataset whose schema may grow. An existing recommender ignores new columns
 * until UpdateRecommender names the columns of their dataset.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/updating-dataset-schema.html
 */
export type TrainsOnProperties = Readonly<Partial<Record<DatasetType, readonly string[]>>>;

/**
 * Size and training of a recommender, named as in CloudFormation's own type. For absent members, Personalize's
 * defaults apply. CloudFormation passes every scalar as a string.
 */
export interface RecommenderConfigProperties {
  readonly MinRecommendationRequestsPerSecond?: string;
  /**
   * Not a property of Personalize. Present if an add-on adjusts the rate: a deployment then keeps a rate within these
   * bounds, and creates the recommender with the minimum.
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
