import { checkFilter } from '@ecommerce-recommenders/personalize/filters/check-filter';
import { isField, type Condition } from '@ecommerce-recommenders/personalize/filters/filter-expression';
import { parseFilter } from '@ecommerce-recommenders/personalize/filters/parse-filter';
import { RecordTable } from '../../../src/services/personalize/data/record-table';
import { itemIndexOf } from '../../../src/services/personalize/filters/item-index';
import { itemsWhere } from '../../../src/services/personalize/filters/items-where';
import { schemaOf } from '../support/schema-of';

const SCHEMA = schemaOf(
  'Items',
  'ITEM_ID string',
  'PRICE float',
  'CATEGORY_L1 string categorical',
  'CATEGORY_L2 string? categorical',
  'BRAND string?',
  'STOCK int?',
);

const COLOURS = ['red', 'green', 'blue', 'red|green', 'blue|red|grey', ''];
const ITEM_COUNT = 300;

/** Items with values derived from their number: repeated, empty and multi-valued. */
function items(): RecordTable {
  const table = new RecordTable(SCHEMA);
  for (let n = 0; n < ITEM_COUNT; n++)
    table.put([
      `item-${n}`,
      String((n * 7) % 23),
      COLOURS[n % 5],
      COLOURS[(n * 5) % 6],
      n % 4 ? `a|${n % 3}` : '',
      n % 6 ? String(((n * 11) % 9) - 4) : '',
    ]);
  return table;
}

const COMPARISONS: Readonly<Record<string, (one: number, other: number) => boolean>> = {
  '=': (one, other) => one === other,
  '<': (one, other) => one < other,
  '<=': (one, other) => one <= other,
  '>': (one, other) => one > other,
  '>=': (one, other) => one >= other,
};

/** Whether a condition holds for an item: for one of its values and one of those that it is compared with. */
function holds({ field, operator, against }: Condition, table: RecordTable, id: string): boolean {
  const parts = (itemId: string, name: string): unknown[] => {
    const value = table.value(itemId, name) ?? [];
    return typeof value === 'string' && name.startsWith('CATEGORY') ? value.split('|') : [value].flat();
  };
  const wanted = isField(against)
    ? parts('item-7', against.name)
    : against.map((value) => (value.kind === 'number' ? value.number : value.kind === 'text' && value.text));
  const negated = { 'NOT IN': '=', '!=': '=' }[operator as string];
  const compare = COMPARISONS[negated ?? operator] ?? COMPARISONS['='];
  const isMet = parts(id, field.name).some((one) =>
    wanted.some((other) => compare(one as number, other as number)),
  );
  return isMet !== (negated !== undefined);
}

const whereOf = (conditions: string) =>
  checkFilter(parseFilter(`INCLUDE ItemID WHERE ${conditions}`), { ITEMS: SCHEMA.columns })[0].where;

describe('itemsWhere', () => {
  const table = items();
  const find = (conditions: string, among: RecordTable = table): string[] => {
    const index = itemIndexOf(among);
    const kept = itemsWhere(whereOf(conditions), index, 'item-7');
    const ids = [...among.ids()];
    const places = index.placesOf(ids);
    return ids.filter((_, at) => kept.has(places[at]));
  };

  const CONDITIONS = [
    'Items.CATEGORY_L1 IN ("red")',
    'Items.CATEGORY_L1 IN ("red", "grey", "unheard of")',
    'Items.CATEGORY_L2 NOT IN ("red")',
    'Items.CATEGORY_L1 IN ("red|green")',
    'Items.BRAND IN ("a|1", "1")',
    'Items.PRICE < 5',
    'Items.PRICE <= 5',
    'Items.PRICE > 21.5',
    'Items.PRICE >= 22',
    'Items.PRICE < -1',
    'Items.STOCK = 0',
    'Items.STOCK != 0',
    'Items.STOCK > -4',
    'Items.PRICE < CurrentItem.PRICE AND Items.CATEGORY_L1 IN CurrentItem.CATEGORY_L1',
    'Items.CATEGORY_L2 NOT IN CurrentItem.CATEGORY_L2',
    'Items.PRICE < 3 OR Items.PRICE > 20 AND Items.CATEGORY_L1 IN ("blue") OR Items.STOCK = 1',
  ];
  const expected = (conditions: string, among: RecordTable): string[] =>
    [...among.ids()].filter((id) =>
      whereOf(conditions).some((all) => all.every((condition) => holds(condition, among, id))),
    );

  it('finds something and leaves something for most conditions', () => {
    const found = CONDITIONS.map((conditions) => find(conditions).length);
    expect(found.filter((count) => count > 0 && count < ITEM_COUNT).length).toBeGreaterThan(10);
  });

  it.each([0, 100, 6_000])(
    'finds what a look at each item finds, also when %d records have changed or come since',
    (changes) => {
      const changing = items();
      for (const conditions of CONDITIONS) find(conditions, changing);
      for (let n = 0; n < changes; n++)
        changing.put([
          `item-${(n * 17) % 400}`,
          String(n % 29),
          COLOURS[n % 5],
          COLOURS[n % 6],
          '',
          String(n % 7),
        ]);
      for (const conditions of CONDITIONS)
        expect(find(conditions, changing)).toEqual(expected(conditions, changing));
    },
  );

  it('holds an item without a record for one whose fields are all empty', () => {
    const index = itemIndexOf(table);
    const [place] = index.placesOf(['unheard of']);
    expect(itemsWhere(whereOf('Items.PRICE < 100'), index, undefined).has(place)).toBe(false);
    expect(itemsWhere(whereOf('Items.CATEGORY_L1 NOT IN ("red")'), index, undefined).has(place)).toBe(true);
  });

  it('gives what it remembers of a question until a record changes', () => {
    const table = items();
    const index = itemIndexOf(table);
    const where = whereOf(CONDITIONS[0]);
    const find = jest.fn(() => itemsWhere(where, index, undefined));
    const first = index.remembered('one', find);
    expect(index.remembered('one', find)).toBe(first);
    expect(index.remembered('other', find)).not.toBe(first);
    table.put(['item-0', '3', 'red', '', '', '']);
    expect(index.remembered('one', find)).not.toBe(first);
    expect(find).toHaveBeenCalledTimes(3);
  });

  it('sees the record of an item of a list that had none', () => {
    const changing = items();
    const list = ['item-3', 'later'];
    const isFound = (): boolean => {
      const index = itemIndexOf(changing);
      const [, place] = index.placesOf(list);
      return itemsWhere(whereOf('Items.PRICE > 1000'), index, undefined).has(place);
    };
    expect(isFound()).toBe(false);
    changing.put(['later', '1001', 'red', '', '', '']);
    expect(isFound()).toBe(true);
  });
});
