import { parsePrices } from '../src/parse-prices';
import { PRICES } from '../src/prices';

it('replaces what a file names, and keeps the rest', () => {
  expect(parsePrices('{}')).toEqual(PRICES);
  const recommender = [{ usdPer100kUsersAndHour: 0.5, includedPerHour: 1_000 }];
  const own = { asOf: '2027-01', isConfirmed: true, region: 'eu-west-1', recommender };
  const keys = { tiers: [{ usd: 2 }] };
  const { items, ...prices } = parsePrices(JSON.stringify({ ...own, items: { keys } }));
  expect(prices).toMatchObject(own);
  expect(items.keys).toEqual({ ...PRICES.items.keys, ...keys });
  expect(items.glue).toEqual(PRICES.items.glue);
  expect(prices.recommender).toEqual(recommender);
});

it.each([
  ['{', 'It is not JSON'],
  ['[]', 'the file must be an object'],
  ['{"price":1}', 'the file has price; it may have: asOf, isConfirmed'],
  ['{"items":{"key":{"tiers":[]}}}', 'items has key; there are: moreRecommendations'],
  ['{"items":{"keys":{"usd":1}}}', 'items.keys has usd; it may have: tiers.'],
  ['{"items":{"keys":{"tiers":[]}}}', 'items.keys.tiers must be a list of tiers'],
  ['{"items":{"keys":{"tiers":[{"usd":-1}]}}}', 'keys.tiers[0].usd must be a number of at least 0, not -1'],
  ['{"items":{"keys":{"tiers":[{"usd":1,"upTo":10}]}}}', 'items.keys.tiers must be a list of tiers'],
  ['{"recommender":[{"usdPer100kUsersAndHour":1}]}', 'recommender[0].includedPerHour must be a number'],
])('refuses %s', (text, message) => {
  expect(() => parsePrices(text)).toThrow(message);
});
