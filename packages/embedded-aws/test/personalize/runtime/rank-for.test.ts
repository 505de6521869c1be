import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { Query } from '@ecommerce-recommenders/models/recommender';
import type { PersonalizeStore } from '../../../src/services/personalize/personalize-store';
import type { RecommenderResource } from '../../../src/services/personalize/recommender-resource';
import { rankFor } from '../../../src/services/personalize/runtime/rank-for';
import type { TrainedModel } from '../../../src/services/personalize/training/trained-model';

const ITEM_IDS = ['item-0', 'item-1', 'item-2'];
const noDatasets = { datasetOf: () => undefined } as unknown as PersonalizeStore;

/** A query of a use case's model for a user and an item. */
function queryOf(useCase: UseCaseName, userId?: string, itemId?: string): Query {
  const queries: Query[] = [];
  const model = {
    log: {
      userOf: new Map([['user-1', 1]]),
      itemOf: new Map(ITEM_IDS.map((id, item) => [id, item])),
      interactions: { itemIds: ITEM_IDS },
    },
    recommender: {
      rank: (query: Query) => {
        queries.push(query);
        return { items: [], answered: 0 };
      },
    },
  } as unknown as TrainedModel;
  const recommender = { useCase, model } as RecommenderResource & { readonly model: TrainedModel };
  expect(rankFor(recommender, { userId, itemId, count: 25 }, noDatasets).itemIds).toBe(ITEM_IDS);
  return queries[0];
}

describe('rankFor', () => {
  it.each(['customers-who-viewed-x-also-viewed', 'frequently-bought-together'] as const)(
    'asks the model of %s for the item',
    (useCase) => {
      expect(queryOf(useCase, 'user-1', 'item-2')).toMatchObject({ item: 2 });
      expect(queryOf(useCase, 'user-1', 'nobody-has-seen-it').item).toBeUndefined();
    },
  );

  it('asks the model of recommended-for-you for the user', () => {
    expect(queryOf('recommended-for-you', 'user-1')).toMatchObject({ user: 1 });
    expect(queryOf('recommended-for-you', 'nobody').user).toBeUndefined();
  });
});
