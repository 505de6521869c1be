import { userItems } from '../../../local/recommenders/user-items';
import { interactionsOf, type Row } from '../../support/interactions';

const views = { counts: () => true, ofRow: () => 1, merge: (a: number, b: number) => a + b };

describe('userItems', () => {
  it('has an entry for each item of a user, the latest first', () => {
    const rows: Row[] = [
      ['ann', 'a', 'View', 1],
      ['ann', 'b', 'View', 2],
      ['ann', 'c', 'View', 3],
      ['ann', 'b', 'View', 4],
      ['bob', 'c', 'View', 1],
    ];
    const { starts, columns, values } = userItems(interactionsOf(rows), views);
    expect([...starts]).toEqual([0, 3, 4]);
    expect([...columns]).toEqual([1, 2, 0, 2]);
    expect([...values]).toEqual([2, 1, 1, 1]);
  });

  it("keeps the latest 500 items of a robot, and none of a person's less", () => {
    const robot = Array.from({ length: 700 }, (_, second): Row => [
      'robot',
      `item-${1000 + second}`,
      'View',
      second,
    ]);
    const interactions = interactionsOf([...robot, ['visitor', 'item-1000', 'View', 0]]);
    const { starts, columns } = userItems(interactions, views);
    expect([...starts]).toEqual([0, 500, 501]);
    expect(interactions.itemIds[columns[0]]).toBe('item-1699');
    expect(interactions.itemIds[columns[499]]).toBe('item-1200');
  });
});
