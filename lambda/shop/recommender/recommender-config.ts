import { CreateRecommenderCommand, type RecommenderConfig, type Tag } from '@aws-sdk/client-personalize';
import { isDeepStrictEqual } from 'node:util';
import { DEFAULT_REQUESTS_PER_SECOND } from '@ecommerce-recommenders/personalize/provisioned-rate';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type {
  RecommenderConfigProperties,
  RecommenderProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import { withinBounds } from '@ecommerce-recommenders/shop-data/contracts/request-bounds';

/** The request that creates a template's recommender. */
export const createRecommender = (
  { Name, DatasetGroupArn, RecipeArn, RecommenderConfig }: RecommenderProperties,
  tags: Tag[],
): CreateRecommenderCommand =>
  new CreateRecommenderCommand({
    name: Name,
    datasetGroupArn: DatasetGroupArn,
    recipeArn: RecipeArn,
    recommenderConfig: RecommenderConfig && wantedConfig(RecommenderConfig),
    tags,
  });

/**
 * The template's configuration in the API's types.
 *
 * @param current - configuration whose rate is kept if it is within the template's bounds
 */
export function wantedConfig(
  properties: RecommenderConfigProperties,
  current?: RecommenderConfig,
): RecommenderConfig {
  const { EnableMetadataWithRecommendations: metadata } = properties;
  const rate = wantedRate(properties, current);
  const { TrainingDataConfig: training, ItemExplorationConfig: exploration } = properties;
  return {
    ...(rate !== undefined && { minRecommendationRequestsPerSecond: rate }),
    ...(metadata !== undefined && { enableMetadataWithRecommendations: metadata === 'true' }),
    ...(training && {
      trainingDataConfig: {
        excludedDatasetColumns: { ...training.ExcludedDatasetColumns } as Record<string, string[]>,
      },
    }),
    ...(exploration && { itemExplorationConfig: { ...exploration } }),
  };
}

function wantedRate(
  { MinRecommendationRequestsPerSecond: rate, RequestBounds: bounds }: RecommenderConfigProperties,
  current: RecommenderConfig | undefined,
): number | undefined {
  if (!bounds) return rate === undefined ? undefined : Number(rate);
  const { minRecommendationRequestsPerSecond: now = DEFAULT_REQUESTS_PER_SECOND } = current ?? {};
  return withinBounds(now, { min: Number(bounds.Min), max: Number(bounds.Max) });
}

/** Whether two configurations are equivalent. */
export function isSameConfig(one?: RecommenderConfig, other?: RecommenderConfig): boolean {
  return isDeepStrictEqual(comparable(one), comparable(other));
}

/**
 * Input of UpdateRecommender for a change of configuration. Whether the action merges or replaces is not documented,
 * so the input is complete. It omits only what neither configuration mentions, because some use cases reject
 * exploration settings, and listed columns might trigger a training. Columns that somebody has included by hand stay
 * included: the stack never includes columns, and an input without them might drop them.
 *
 * @param grown - datasets to name even if no configuration mentions them
 * @see https://docs.aws.amazon.com/personalize/latest/dg/updating-recommender.html
 */
export function configUpdate(
  from: RecommenderConfig = {},
  to: RecommenderConfig = {},
  grown: readonly DatasetType[] = [],
): RecommenderConfig {
  const { excludedColumns, exploration, ...others } = completed(to);
  const excludedDatasetColumns: Record<string, string[]> = {};
  for (const type of [...Object.keys(completed(from).excludedColumns), ...grown])
    excludedDatasetColumns[type] = [];
  Object.assign(excludedDatasetColumns, excludedColumns);
  const mentionsExploration = [from, to].some(
    ({ itemExplorationConfig = {} }) => Object.keys(itemExplorationConfig).length > 0,
  );
  const { includedDatasetColumns } = from.trainingDataConfig ?? {};
  const trainingDataConfig = {
    ...(Object.keys(excludedDatasetColumns).length > 0 && { excludedDatasetColumns }),
    ...(includedDatasetColumns && { includedDatasetColumns }),
  };
  return {
    ...others,
    ...(Object.keys(trainingDataConfig).length > 0 && { trainingDataConfig }),
    ...(mentionsExploration && { itemExplorationConfig: exploration }),
  };
}

/** A configuration with the service's defaults, which Describe may omit. */
const completed = (config: RecommenderConfig = {}) => ({
  minRecommendationRequestsPerSecond:
    config.minRecommendationRequestsPerSecond ?? DEFAULT_REQUESTS_PER_SECOND,
  enableMetadataWithRecommendations: config.enableMetadataWithRecommendations ?? false,
  excludedColumns: config.trainingDataConfig?.excludedDatasetColumns ?? {},
  exploration: { explorationWeight: '0.3', explorationItemAgeCutOff: '30', ...config.itemExplorationConfig },
});

/** Normalizes a configuration: numbers as numbers, columns sorted. */
function comparable(config?: RecommenderConfig): object {
  const { excludedColumns, exploration, ...others } = completed(config);
  const columns = Object.entries(excludedColumns).flatMap(([type, names]) =>
    names.map((name) => `${type}.${name}`),
  );
  return {
    ...others,
    columns: columns.sort(),
    exploration: Object.entries(exploration)
      .map(([name, value]) => `${name}=${Number(value)}`)
      .sort(),
  };
}
