import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { targetChecks } from '../../src/doctor/checks';

it('checks the core, and of the add-ons those that the settings ask for', () => {
  const namesFor = (settings: object): string[] =>
    Object.keys(
      targetChecks({ ranking: null, segments: null, batches: null, api: null, ...settings } as Settings),
    );
  const core = namesFor({});
  expect(core).toEqual([
    ...['credentials', 'region', 'bootstrap', 'permissions', 'concurrency', 'key'],
    ...['stack', 'names', 'quotas'],
  ]);
  for (const settings of [{ ranking: {} }, { batches: {} }])
    expect(namesFor(settings)).toEqual([...core, 'solutions']);
  expect(namesFor({ api: {} })).toEqual(core);
  expect(namesFor({ api: { concurrency: 1 } })).toEqual([...core, 'api']);
});
