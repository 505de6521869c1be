import { groupReadiness } from '../../../domain/readiness/group-readiness';
import { readinessOf } from '../../../domain/readiness/readiness';
import { shopFacts } from './facts';

describe('grouped readiness', () => {
  it('says once what is to be said of several use cases', () => {
    const groups = groupReadiness(readinessOf(shopFacts({ distinctRows: 49_999 })));
    expect(groups.map(({ useCases, verdict }) => [verdict, ...useCases])).toEqual([
      ['ready', 'most-viewed'],
      ['ready', 'best-sellers'],
      ['ready', 'frequently-bought-together'],
      ['weak', 'customers-who-viewed-x-also-viewed', 'recommended-for-you'],
    ]);
  });
});
