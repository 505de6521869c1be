import { includedPerHour, usdOf } from '../src/charges';
import { parsePrices } from '../src/parse-prices';
import { PRICES } from '../src/prices';

const price = { per: 1_000, tiers: [{ usd: 2, upTo: 10_000 }, { usd: 1, upTo: 30_000 }, { usd: 0.5 }] };

it.each([
  ['nothing', 0, 0],
  ['part of the first tier', 500, 1],
  ['all of the first tier', 10_000, 20],
  ['some of the second', 20_000, 20 + 10],
  ['more than all bounded tiers', 40_000, 20 + 20 + 5],
])('the price of a quantity of %s adds up tier by tier', (_, quantity, usd) => {
  expect(usdOf(price, quantity)).toBeCloseTo(usd, 10);
});

it('an hour includes more recommendations for larger shops', () => {
  const shops = [1, 100_000, 100_001, 5_000_000, 20_000_000];
  const included = shops.map((users) => includedPerHour(users, PRICES));
  expect(included).toEqual([4_000, 4_000, 6_000, 9_000, 14_000]);
});

it('every price has ascending tiers, the last without bound, and a page as its source', () => {
  for (const { service, tiers } of Object.values(PRICES.items)) {
    const bounds = tiers.map(({ upTo = Infinity }) => upTo);
    expect(bounds).toEqual([...bounds].sort((a, b) => a - b));
    expect(bounds.at(-1)).toBe(Infinity);
    expect(PRICES.sources).toHaveProperty([service], expect.stringMatching(/^https:\/\/aws\.amazon\.com\//));
  }
});

it('a file of prices replaces what a file names, and keeps the rest', () => {
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
])('a file of prices is refused: %s', (text, message) => {
  expect(() => parsePrices(text)).toThrow(message);
});
