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

describe('a list of counts', () => {
  it.each([
    ['views', mostViewed, ['viewed-most', 'a-tie', 'b-tie', 'only-clicked', 'sold-most'], 3],
    ['purchases', bestSellers, ['sold-most', 'a-tie', 'only-clicked', 'viewed-most', 'b-tie'], 2],
  ] as const)('counts %s, ties by id, and ends with the others, by their use', (_, train, items, count) => {
    const answered = items.slice(0, count);
    expect(ask(train(interactions), interactions)).toEqual({ items, answered, scores: undefined });
  });
});
