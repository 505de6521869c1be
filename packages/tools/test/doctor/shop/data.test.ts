import { readSetting, type Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { NO_CONTEXT } from '@ecommerce-recommenders/shop-data/contracts/settings/shape';
import { shopFacts } from '../../../../shop-data/test/insight/readiness/facts';
import { DATA_CHECKS } from '../../../src/doctor/shop/data';

it.each([
  ['enough', shopFacts({ withoutUser: 25, keptRows: 75 }), 'ok'],
  ['not enough', shopFacts({ withoutUser: 25, keptRows: 75, events: {} }), 'problem'],
])('the share of events that name no user is told, where the data is %s', async (_, facts, status) => {
  const useCases = readSetting('useCases', 'most-viewed', NO_CONTEXT);
  const examine = async (of: typeof facts) =>
    DATA_CHECKS.data({ settings: { useCases } as Settings, survey: async () => ({ facts: of }) });
  const finding = await examine(facts);
  expect(finding!.status).toBe(status);
  expect(finding!.says).toContain('25 of 100 interactions (25 %) name no user, and teach nothing.');
  expect((await examine({ ...facts, withoutUser: undefined }))!.says).not.toContain('name no user');
});
