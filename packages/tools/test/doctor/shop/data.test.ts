import { DataError } from '@ecommerce-recommenders/csv/data-error';
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
    DATA_CHECKS.data({ settings: { useCases } as Settings, readFacts: async () => ({ facts: of }) });
  const finding = await examine(facts);
  expect(finding!.status).toBe(status);
  expect(finding!.says).toContain('25 of 100 interactions (25 %) name no user, and teach nothing.');
  expect((await examine({ ...facts, withoutUser: undefined }))!.says).not.toContain('name no user');
});

it.each([
  [
    'bad data',
    new DataError('items.csv, line 2: is odd'),
    /^The data cannot be read: items\.csv, line 2: is odd$/,
    /^Fix it/,
  ],
  [
    'a bug of ours',
    new TypeError('no'),
    /^The data was not checked, .* crashed: no\. This is a bug in ecommerce-recommenders/,
    /"npm run explore -- --verbose" prints its stack trace\.$/,
  ],
])('%s is a problem, and called what it is', async (_, error, says, remedy) => {
  const settings = { useCases: new Map() } as unknown as Settings;
  const readFacts = async (): Promise<never> => {
    throw error;
  };
  expect(await DATA_CHECKS.data({ settings, readFacts })).toEqual({
    status: 'problem',
    says: expect.stringMatching(says) as string,
    remedy: expect.stringMatching(remedy) as string,
  });
});
