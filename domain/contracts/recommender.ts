/** A recommender, from CreateRecommender on; the training resources wait for it. `Ref` is its ARN. */
export const RECOMMENDER_TYPE = 'Custom::PersonalizeRecommender';

/** What the template says. */
export interface RecommenderProperties {
  readonly Name: string;
  readonly DatasetGroupArn: string;
  readonly RecipeArn: string;
}
