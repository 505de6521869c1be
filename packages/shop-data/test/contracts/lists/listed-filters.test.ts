import { listedFilters } from '../../../src/contracts/lists/listed-filters';

const FILTERS = {
  cheap: 'INCLUDE ItemID WHERE Items.PRICE < 10',
  two: 'EXCLUDE ItemID WHERE Items.PRICE > 10 | INCLUDE ItemID WHERE Items.CATEGORY_L1 IN ("shoes")',
  asked: 'INCLUDE ItemID WHERE Items.CATEGORY_L1 IN ($CATEGORY)',
  bought: 'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("Purchase")',
  young: 'EXCLUDE ItemID WHERE Items.PRICE > 10 IF CurrentUser.AGE < 20',
  fresh: 'INCLUDE ItemID WHERE Items.CREATION_TIMESTAMP > $TODAY_MINUS_30D',
  alike: 'INCLUDE ItemID WHERE Items.CATEGORY_L1 IN CurrentItem.CATEGORY_L1',
};

it('lists are made for filters that let the same items pass for every user, or compare with the current item if there is one', () => {
  expect(listedFilters(FILTERS, 'best-sellers')).toEqual(['cheap', 'two', 'fresh']);
  expect(listedFilters(FILTERS, 'frequently-bought-together')).toEqual(['cheap', 'two', 'fresh', 'alike']);
});
