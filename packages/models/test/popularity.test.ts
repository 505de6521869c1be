import { bestSellers } from '../src/best-sellers';
import { mostViewed } from '../src/most-viewed';
import { ask, interactionsOf, type Row } from '../../../test/support/interactions';

const times = (count: number, userId: string, itemId: string, eventType: string): Row[] =>
  Array.from({ length: count }, (_, second) => [userId, itemId, eventType, second]);

const interactions = interactionsOf([
  ...times(3, 'ann', 'viewed-most', 'View'),
  ...times(2, 'bob', 'b-tie', 'View'),
  ...times(2, 'ann', 'a-tie', 'View'),
  ...times(1, 'bob', 'a-tie', 'Purchase'),
  ...times(2, 'bob', 'sold-most', 'Purchase'),
  ...times(5, 'bob', 'only-clicked', 'Click'),
]);

describe('most viewed', () => {
  it('counts views, breaks ties by item id, and puts items without views last, the most used first', () => {
    expect(ask(mostViewed(interactions), interactions)).toEqual({
      items: ['viewed-most', 'a-tie', 'b-tie', 'only-clicked', 'sold-most'],
      answered: ['viewed-most', 'a-tie', 'b-tie'],
      scores: undefined,
    });
  });
});

describe('best sellers', () => {
  it('counts purchases, and puts items without purchases last, the most used first', () => {
    expect(ask(bestSellers(interactions), interactions)).toEqual({
      items: ['sold-most', 'a-tie', 'only-clicked', 'viewed-most', 'b-tie'],
      answered: ['sold-most', 'a-tie'],
      scores: undefined,
    });
  });
});
