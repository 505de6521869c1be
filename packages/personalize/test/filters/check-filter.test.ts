import { checkFilter, distinctFields, type FilterColumn } from '../../src/filters/check-filter';
import { parseFilter } from '../../src/filters/parse-filter';

const column = (name: string, type: FilterColumn['type'] = 'string', textual = false): FilterColumn => {
  return { name, type, textual };
};
const COLUMNS = {
  INTERACTIONS: [column('USER_ID'), column('EVENT_TYPE'), column('DEVICE')],
  ITEMS: [
    column('CATEGORY_L1'),
    column('PRICE', 'float'),
    column('STOCK', 'int'),
    column('DESCRIPTION', 'string', true),
    column('NEW', 'boolean'),
    ...Array.from({ length: 11 }, (_, n) => column(`N${n}`, 'long')),
  ],
  USERS: [column('AGE', 'int'), column('MEMBERSHIP')],
};
const ELEVEN = Array.from({ length: 11 }, (_, n) => `Items.N${n} = 1`).join(' AND ');
const check = (expression: string) => checkFilter(parseFilter(expression), COLUMNS);

it.each([
  ['items.price < CurrentItem.Price IF CurrentUser.age > 18', ['ITEMS.PRICE', 'USERS.AGE']],
  ['Interactions.event_type IN ("View")', ['INTERACTIONS.EVENT_TYPE']],
  ['Items.STOCK = $STOCK IF CurrentUser.MEMBERSHIP = $PREMIUM', ['ITEMS.STOCK', 'USERS.MEMBERSHIP']],
  ['Items.STOCK > CurrentItem.PRICE AND Items.N1 = 1', ['ITEMS.STOCK', 'ITEMS.PRICE', 'ITEMS.N1']],
  ['Items.CATEGORY_L1 NOT IN CurrentItem.CATEGORY_L1', ['ITEMS.CATEGORY_L1']],
])("checkFilter takes %s, and gives fields by the columns' own names", (condition, fields) => {
  expect([...distinctFields(check(`INCLUDE ItemID WHERE ${condition}`))]).toEqual(fields);
});

it.each([
  ['Items.COLOUR IN ("red")', 'The schema of Items has no field COLOUR. It has: CATEGORY_L1, PRICE,'],
  ['Items.DESCRIPTION IN ("red")', 'Items.DESCRIPTION is textual and cannot be filtered.'],
  ['Items.NEW = 1', 'Items.NEW is boolean and cannot be filtered.'],
  ['Interactions.DEVICE IN ("phone")', 'of interactions only EVENT_TYPE can.'],
  ['Items.PRICE IN ("9")', 'Items.PRICE is of type float. IN and NOT IN are for strings'],
  ['Items.CATEGORY_L1 = "a"', 'Items.CATEGORY_L1 is of type string. = is for numbers; use IN or NOT IN.'],
  ['Items.CATEGORY_L1 IN (9)', 'Items.CATEGORY_L1 is of type string, 9 is a number'],
  ['Items.PRICE > "9"', 'Items.PRICE is of type float, "9" is a text'],
  ['Items.PRICE > CurrentItem.CATEGORY_L1', 'CurrentItem.CATEGORY_L1 of type string'],
  ['Items.PRICE > 9 IF CurrentUser.MEMBERSHIP > 1', 'CurrentUser.MEMBERSHIP is of type string.'],
  [ELEVEN, 'The filter reads 11 distinct fields; 10 are allowed.'],
])('checkFilter fails for %s', (condition, message) => {
  const expression = `INCLUDE ItemID WHERE ${condition}`;
  expect(() => check(expression)).toThrow('Could not create filter. Invalid Expression: ');
  expect(() => check(expression)).toThrow(message);
});

it('checkFilter fails for a dataset that the group does not have', () => {
  const filter = parseFilter('INCLUDE ItemID WHERE Items.PRICE > 1 IF CurrentUser.AGE > 1');
  const { ITEMS } = COLUMNS;
  expect(() => checkFilter(filter, { ITEMS })).toThrow('CurrentUser.AGE needs a dataset Users');
});
