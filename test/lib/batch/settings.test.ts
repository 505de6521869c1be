import { parseBatchManifest } from '@ecommerce-recommenders/shop-data/contracts/batch/batch-manifest';
import { filterColumns } from '@ecommerce-recommenders/shop-data/data/filter-columns';
import { DATASETS, trainingColumns } from '@ecommerce-recommenders/shop-data/data/datasets';
import { segmentQuery } from '@ecommerce-recommenders/shop-data/contracts/batch/segment-query';
import { readSetting } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { NO_CONTEXT } from '@ecommerce-recommenders/shop-data/contracts/settings/shape';

const SHOES = 'ITEMS.CATEGORY_L1 = "shoes"';

it.each<['segments' | 'batches', unknown, object]>([
  ['segments', '{"items":["i1"]}', { schedule: 'rate(7 days)', size: 1000, items: ['i1'], queries: {} }],
  ['batches', 'true', { schedule: 'rate(7 days)', results: 25 }],
  ['batches', { results: '5' }, { schedule: 'rate(7 days)', results: 5 }],
])('the setting %s is completed by its defaults: %j', (name, value, completed) => {
  expect(readSetting(name, value, NO_CONTEXT)).toEqual(completed);
  for (const none of ['', 'false', false, null]) expect(readSetting(name, none, NO_CONTEXT)).toBeNull();
});

describe('a query of a segment', () => {
  const columns = filterColumns(DATASETS);
  const learned = trainingColumns('ITEMS');

  it.each([
    [SHOES, SHOES],
    ['items.category_l1="shoes" and Items.Style = "boots"', `${SHOES} AND ITEMS.STYLE = "boots"`],
    ['ITEMS.PRICE = 9.5', 'ITEMS.PRICE = 9.5'],
  ])('%s is written as the service reads it', (query, written) => {
    expect(segmentQuery(query, columns, learned)).toBe(written);
  });

  it.each([
    ['ITEMS.COLOUR = "red"', 'has no field COLOUR. It has: ITEM_ID, '],
    ['ITEMS.CATEGORY_L1 = 3', 'is a number; put it into double quotes'],
    ['ITEMS.PRICE = "3"', 'write a number without quotes'],
    ['ITEMS.PRICE > 3', 'its condition on ITEMS.PRICE is not supported, only ITEMS.PRICE = and a text'],
    ['ITEMS.CATEGORY_L1 IN ("a", "b")', 'is not supported, only'],
    ['ITEMS.CATEGORY_L1 = $CATEGORY', 'is not supported, only'],
    ['ITEMS.CATEGORY_L1 = CurrentItem.CATEGORY_L1', 'is not supported, only'],
    ['ITEMS.PRICE = 1 OR ITEMS.PRICE = 2', 'only AND can join the conditions of a query'],
    ['ITEMS.PRICE = 1 IF CurrentUser.AGE = 3', 'only AND can join the conditions'],
    ['ITEMS.PRICE = 1 | EXCLUDE ItemID WHERE ITEMS.PRICE = 2', 'only AND can join the conditions'],
    ['Interactions.EVENT_TYPE = "View"', 'EVENT_TYPE, but a query can only read columns of items'],
    ['ITEMS.PRODUCT_DESCRIPTION = "soap"', 'is textual and cannot be filtered'],
    ['ITEMS.NAME = "soap"', 'it reads ITEMS.NAME, which training does not use: make it categorical'],
    ['ITEMS.PRICE 3', '(at character 13)'],
    ['', 'Invalid input symbol'],
  ])('fails for %s', (query, message) => {
    expect(() => segmentQuery(query, columns, learned)).toThrow(message);
  });
});

it('a manifest fails to be read in another format', () => {
  expect(() => parseBatchManifest('{"format":2}')).toThrow('has the format 2, known is 1');
});
