import { readSetting, type Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { NO_CONTEXT } from '@ecommerce-recommenders/shop-data/contracts/settings/shape';
import { PRICE_CHECKS } from '../../../src/doctor/app/price';

it('a month of lists is priced as lists', async () => {
  const useCases = readSetting('useCases', 'most-viewed,best-sellers', NO_CONTEXT);
  const settings = { useCases, filters: {}, listsSchedule: 'cron(0 3 ? * MON *)', runningHours: null };
  const readFacts = async () => undefined;
  const says = async (serving: Settings['serving']): Promise<string> =>
    (await PRICE_CHECKS.price({ settings: { ...settings, serving } as Settings, readFacts }))!.says;
  expect(await says('live')).toContain('about $548 ');
  expect(await says('lists')).toContain('about $3 ');
});

it('a month of rates that follow use is priced at both bounds', async () => {
  const useCases = readSetting('useCases', 'most-viewed', NO_CONTEXT);
  const requestRate = { min: 1, max: 10 };
  const settings = {
    useCases,
    serving: 'live',
    filters: {},
    listsSchedule: 'rate(7 days)',
    runningHours: null,
  };
  const price = await PRICE_CHECKS.price({
    settings: { ...settings, requestRate } as unknown as Settings,
    readFacts: async () => undefined,
  });
  expect(price!.says).toMatch(
    /^A month costs about \$274 on AWS, and \$2,\d{3} with all rates at the most of requestRate, at unconfirmed prices;/,
  );
});

it('a month is priced without guests and with those of a year', async () => {
  const useCases = readSetting('useCases', 'most-viewed', NO_CONTEXT);
  const settings = {
    useCases,
    serving: 'live',
    filters: {},
    listsSchedule: 'rate(7 days)',
    runningHours: null,
  };
  const guests = { perDay: 1_000, perAddress: 20, days: 90 };
  const price = await PRICE_CHECKS.price({
    settings: { ...settings, guests } as unknown as Settings,
    readFacts: async () => undefined,
  });
  expect(price!.says).toMatch(
    /^A month costs about \$274 on AWS, and \$\d{3,4} after a year of 1,000 guests a day/,
  );
});
