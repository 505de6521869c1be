import { parseFilter } from '@ecommerce-recommenders/personalize/filters/parse-filter';
import type { Filter } from '../../../src/services/personalize/resource-kinds';
import type { PersonalizeStore } from '../../../src/services/personalize/personalize-store';
import type { RecommenderResource } from '../../../src/services/personalize/recommender-resource';
import { requestedFilter } from '../../../src/services/personalize/runtime/requested-filter';

const filter = {
  datasetGroupArn: 'group',
  status: 'ACTIVE',
  expressions: parseFilter('INCLUDE ItemID WHERE Items.C IN ("a")'),
};
const storeWith = (one: Partial<Filter>) =>
  ({ filters: { get: () => ({ ...filter, ...one }) } }) as unknown as PersonalizeStore;
const recommender = { datasetGroupArn: 'group', useCase: 'most-viewed' } as RecommenderResource;

describe('requestedFilter', () => {
  it.each(['CREATE PENDING', 'CREATE FAILED', 'DELETE IN_PROGRESS'] as const)(
    'fails for one in %s',
    (status) => {
      const request = () => requestedFilter({ filterArn: 'f' }, recommender, 'user', storeWith({ status }));
      expect(request).toThrow(`The filter f is in the state ${status}; it must be ACTIVE.`);
    },
  );
});
