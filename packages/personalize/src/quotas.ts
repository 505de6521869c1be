/**
 * Quotas of an account in a region, before any increase.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/limits.html
 * @see https://docs.aws.amazon.com/personalize/latest/dg/creating-recommenders.html
 */
export const QUOTAS = {
  datasetGroups: 5,
  schemas: 500,
  recommenders: 15,
  recommendersInGroup: 5,
  solutionsInGroup: 10,
  campaignsInGroup: 5,
  /** Maximum number of solution versions that are pending or in progress. */
  trainings: 20,
} as const;
