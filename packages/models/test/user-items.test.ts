import { userItems } from '../src/user-items';
import { DAY, interactionsOf, randomNumbers, rowsOf, type Row } from '../../../test/support/interactions';

it('userItems takes a pause of any length for one of two days, after which nothing is farther apart', () => {
  const day = (days: number): number => 9e10 + days * DAY - Number(days > 0);
  const rows = rowsOf(`ann a View 0, ann b View ${day(0)}, ann c View ${day(2)}, ann b View ${day(-3)}`);
  const { ages } = userItems(interactionsOf(rows), Float64Array.of(1));
  expect([...ages]).toEqual([4 * DAY - 1, 2 * DAY - 1, 0]);
});

it("userItems keeps the latest 500 items of a robot, and none of a person's less", () => {
  const robot = Array.from({ length: 700 }, (_, at): Row => ['robot', `item-${1000 + at}`, 'View', at]);
  const interactions = interactionsOf([...robot, ['visitor', 'item-1000', 'View', 0]]);
  const { starts, columns } = userItems(interactions, Float64Array.of(1));
  expect([...starts]).toEqual([0, 500, 501]);
  expect(interactions.itemIds[columns[0]]).toBe('item-1200');
  expect(interactions.itemIds[columns[499]]).toBe('item-1699');
});

// Sparse and dense inputs use different sorting algorithms.
it.each([5, 400])('userItems has them by item where a user has %i of many', (count) => {
  const items = Array.from({ length: 5000 }, (_, item): Row => ['shop', `item-${item}`, 'Other', 0]);
  const random = randomNumbers(count);
  const seen = new Set(Array.from({ length: count }, () => `item-${random(5000)}`));
  const rows = [...seen].map((item, second): Row => ['ann', item, 'View', second]);
  const interactions = interactionsOf([...items, ...rows]);
  const weights = Float64Array.from(interactions.eventTypes, (type) => (type === 'View' ? 1 : 0));
  const { columns } = userItems(interactions, weights);
  expect(Array.from(columns, (item) => interactions.itemIds[item])).toEqual([...seen].sort());
});

it('userItems reads users of more rows than are looked at together', () => {
  const rows = Array.from({ length: 100_000 }, (_, row): Row => {
    return [row < 70_000 ? 'ann' : `user-${row % 5}`, `item-${row % 300}`, 'View', row];
  });
  const { starts, values } = userItems(interactionsOf(rows), Float64Array.of(1));
  expect([...starts]).toEqual([0, 300, 360, 420, 480, 540, 600]);
  expect(values.reduce((sum, value) => sum + value)).toBe(rows.length);
});
