import { resourcesOf } from '../support/resources';
import { synthesise } from '../support/synthesise';

interface Properties {
  readonly Name?: string;
  readonly RecommenderConfig?: unknown;
  readonly Configured?: readonly unknown[];
}

const propertiesOf = (useCases: unknown, type: string): Properties[] =>
  Object.values(resourcesOf(synthesise({ context: { useCases } }).template))
    .filter((resource) => resource.Type === type)
    .map((resource) => resource.Properties);

const OPTIONS = {
  'most-viewed': {
    minRecommendationRequestsPerSecond: 2,
    metadata: false,
    excludedColumns: { ITEMS: ['PRICE'] },
  },
  'best-sellers': {},
  'recommended-for-you': { explorationWeight: 0.5 },
};

describe('the options of use cases', () => {
  it('are in the templates as text, each at its own recommender', () => {
    const configs = propertiesOf(OPTIONS, 'Custom::PersonalizeRecommender').map(
      (one) => one.RecommenderConfig,
    );
    expect(configs).toEqual([
      {
        MinRecommendationRequestsPerSecond: '2',
        EnableMetadataWithRecommendations: 'false',
        TrainingDataConfig: { ExcludedDatasetColumns: { ITEMS: ['PRICE'] } },
      },
      undefined,
      { ItemExplorationConfig: { explorationWeight: '0.5' } },
    ]);
  });

  it('let training wait anew when they change, and add nothing where there are none', () => {
    const [wait] = propertiesOf(OPTIONS, 'Custom::PersonalizeTraining');
    expect(wait.Configured).toHaveLength(2);
    const [plain] = propertiesOf(['most-viewed', 'best-sellers'], 'Custom::PersonalizeTraining');
    expect(plain).not.toHaveProperty('Configured');
  });
});
