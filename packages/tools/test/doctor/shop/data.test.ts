import { DataError } from '@ecommerce-recommenders/csv/data-error';
import { readSetting, type Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { NO_CONTEXT } from '@ecommerce-recommenders/shop-data/contracts/settings/shape';
import { shopFacts } from '../../../../shop-data/test/insight/readiness/facts';
import { DATA_CHECKS } from '../../../src/doctor/shop/data';

const settings = { useCases: readSetting('useCases', 'most-viewed', NO_CONTEXT) } as Settings;

it.each([
  ['enough', {}, 'ok'],
  ['not enough', { events: {} }, 'problem'],
])('the share of events that name no user is told, where the data is %s', async (_, changes, status) => {
  const examine = async (withoutUser?: number) => {
    const facts = shopFacts({ withoutUser, keptRows: 75, ...changes });
    return (await DATA_CHECKS.data({ settings, readFacts: async () => ({ facts }) }))!;
  };
  expect(await examine(25)).toMatchObject({
    status,
    says: expect.stringContaining('25 of 100 interactions (25 %) name no user, and teach nothing.') as string,
  });
  expect((await examine()).says).not.toContain('name no user');
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
  expect(await DATA_CHECKS.data({ settings, readFacts: () => Promise.reject(error) })).toEqual({
    status: 'problem',
    says: expect.stringMatching(says) as string,
    remedy: expect.stringMatching(remedy) as string,
  });
});
