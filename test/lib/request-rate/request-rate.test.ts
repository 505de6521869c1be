import { propertiesOf } from '../support/resources';
import { synthesise } from '../support/synthesise';

/** Configurations of the recommenders. */
const configs = (requestRate: unknown): unknown[] =>
  propertiesOf(synthesise({ context: { requestRate } }).template, 'Custom::PersonalizeRecommender').map(
    ({ Name, RecommenderConfig }) => [Name, RecommenderConfig],
  );

it('rates that follow use are bounded in the template, for all recommenders or for those that are named', () => {
  const bounds = { RequestBounds: { Min: '1', Max: '10' } };
  const all = configs({ min: 1, max: 10 });
  expect(all).toHaveLength(4);
  expect(all).toEqual(all.map((): unknown => [expect.any(String), bounds]));
  expect(configs('auto')).toEqual(all);
  const one = configs({ 'best-sellers': { min: 2, max: 5 } });
  expect(one).toContainEqual(['Shop-best-sellers', { RequestBounds: { Min: '2', Max: '5' } }]);
  expect(one).toContainEqual(['Shop-most-viewed', undefined]);
});
