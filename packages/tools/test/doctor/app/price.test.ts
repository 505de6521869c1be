import { readSetting, type Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { NO_CONTEXT } from '@ecommerce-recommenders/shop-data/contracts/settings/shape';
import { PRICE_CHECKS } from '../../../src/doctor/app/price';

const LISTS = { serving: 'lists', listsSchedule: 'cron(0 3 ? * MON *)' };

it.each([
  ['recommenders', 'most-viewed,best-sellers', {}, /about \$548 /],
  ['lists, as lists', 'most-viewed,best-sellers', LISTS, /about \$3 /],
  [
    'rates that follow use, at both bounds',
    'most-viewed',
    { requestRate: { min: 1, max: 10 } },
    /^A month costs about \$274 on AWS, and \$2,\d{3} with all rates at the most of requestRate, at unconfirmed prices;/,
  ],
  [
    'guests, without them and with those of a year',
    'most-viewed',
    { guests: { perDay: 1_000, perAddress: 20, days: 90 } },
    /^A month costs about \$274 on AWS, and \$\d{3,4} after a year of 1,000 guests a day/,
  ],
])('a month is priced of %s', async (_, useCases, changes, says) => {
  const settings = {
    ...{ serving: 'live', filters: {}, listsSchedule: 'rate(7 days)', runningHours: null },
    useCases: readSetting('useCases', useCases, NO_CONTEXT),
    ...changes,
  } as unknown as Settings;
  expect((await PRICE_CHECKS.price({ settings, readFacts: async () => undefined }))!.says).toMatch(says);
});
