import type { RecommenderConfig } from '@aws-sdk/client-personalize';
import { isDeepStrictEqual } from 'node:util';
import type { RecommenderConfigProperties } from '../../domain/contracts/recommender';

/** What the template says, with the types that the API takes. */
export function wantedConfig(properties: RecommenderConfigProperties): RecommenderConfig {
  const { MinRecommendationRequestsPerSecond: rate, EnableMetadataWithRecommendations: metadata } =
    properties;
  const { TrainingDataConfig: training, ItemExplorationConfig: exploration } = properties;
  return {
    ...(rate !== undefined && { minRecommendationRequestsPerSecond: Number(rate) }),
    ...(metadata !== undefined && { enableMetadataWithRecommendations: metadata === 'true' }),
    ...(training && {
      trainingDataConfig: {
        excludedDatasetColumns: { ...training.ExcludedDatasetColumns } as Record<string, string[]>,
      },
    }),
    ...(exploration && { itemExplorationConfig: { ...exploration } }),
  };
}

/** Whether two configurations come to the same. */
export function isSameConfig(one?: RecommenderConfig, other?: RecommenderConfig): boolean {
  return isDeepStrictEqual(comparable(one), comparable(other));
}

/**
 * What to send for a recommender to go from one configuration to another. Whether UpdateRecommender merges or
 * replaces is not documented, so this is all of it; but what neither of the two mentions stays out, for exploration is
 * refused by some use cases, and named columns might start a training.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/updating-recommender.html
 */
export function configUpdate(from: RecommenderConfig = {}, to: RecommenderConfig = {}): RecommenderConfig {
  const { excludedColumns, exploration, ...others } = completed(to);
  const excludedDatasetColumns: Record<string, string[]> = {};
  for (const type of Object.keys(completed(from).excludedColumns)) excludedDatasetColumns[type] = [];
  Object.assign(excludedDatasetColumns, excludedColumns);
  const mentionsExploration = [from, to].some(
    ({ itemExplorationConfig = {} }) => Object.keys(itemExplorationConfig).length > 0,
  );
  return {
    ...others,
    ...(Object.keys(excludedDatasetColumns).length > 0 && { trainingDataConfig: { excludedDatasetColumns } }),
    ...(mentionsExploration && { itemExplorationConfig: exploration }),
  };
}

/** With the service's defaults: Describe need not show what was never given. */
const completed = (config: RecommenderConfig = {}) => ({
  minRecommendationRequestsPerSecond: config.minRecommendationRequestsPerSecond ?? 1,
  enableMetadataWithRecommendations: config.enableMetadataWithRecommendations ?? false,
  excludedColumns: config.trainingDataConfig?.excludedDatasetColumns ?? {},
  exploration: { explorationWeight: '0.3', explorationItemAgeCutOff: '30', ...config.itemExplorationConfig },
});

/** Numbers as numbers, columns in order. */
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
