import { propertiesOf } from '../support/resources';
import { synthesise } from '../support/synthesise';

const propertiesWith = (useCases: unknown, type: string) =>
  propertiesOf(synthesise({ context: { useCases } }).template, `Custom::Personalize${type}`);

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
    expect(propertiesWith(OPTIONS, 'Recommender').map((one) => one.RecommenderConfig)).toEqual([
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
    const [wait] = propertiesWith(OPTIONS, 'Training');
    expect(wait.Configured).toHaveLength(2);
    const [plain] = propertiesWith(['most-viewed', 'best-sellers'], 'Training');
    expect(plain).not.toHaveProperty('Configured');
  });
});
