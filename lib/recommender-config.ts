import type { RecommenderConfigProperties } from '../domain/contracts/recommender';
import type { RecommenderOptions } from '../domain/recommender-options';

/** What a template says of a recommender's options; `undefined` where there are none. */
export function recommenderConfig(options: RecommenderOptions): RecommenderConfigProperties | undefined {
  const { minRecommendationRequestsPerSecond, metadata, excludedColumns } = options;
  const { explorationWeight, explorationItemAgeCutOff } = options;
  return ifAny({
    MinRecommendationRequestsPerSecond: text(minRecommendationRequestsPerSecond),
    EnableMetadataWithRecommendations: metadata === undefined ? undefined : metadata ? 'true' : 'false',
    TrainingDataConfig: excludedColumns && { ExcludedDatasetColumns: excludedColumns },
    ItemExplorationConfig: ifAny({
      explorationWeight: text(explorationWeight),
      explorationItemAgeCutOff: text(explorationItemAgeCutOff),
    }),
  });
}

const text = (value: number | undefined): string | undefined =>
  value === undefined ? undefined : String(value);

const ifAny = <Part extends object>(part: Part): Part | undefined =>
  Object.values(part).some((value) => value !== undefined) ? part : undefined;
