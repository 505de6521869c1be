import { BestItems } from '../../../local/recommenders/best-items';

function best(size: number, offers: readonly (readonly [item: number, score: number])[]): number[] {
  const items = new BestItems(size);
  // Better offers from before must leave no trace.
  for (let item = 0; item < size; item++) items.offer(item, 1000);
  items.clear();
  for (const [item, score] of offers) items.offer(item, score);
  return [...items.items.subarray(0, items.length)];
}

describe('BestItems', () => {
  it('keeps the best, the best first, and of equal ones the smaller', () => {
    const offers = [
      [5, 1],
      [9, 3],
      [2, 1],
      [7, 2],
      [4, 3],
      [1, 0.5],
    ] as const;
    expect(best(4, offers)).toEqual([4, 9, 7, 2]);
    expect(best(3, [...offers].reverse())).toEqual([4, 9, 7]);
  });

  it('keeps all while there is room', () => {
    expect(
      best(3, [
        [8, 1],
        [6, 2],
        [7, 0],
      ]),
    ).toEqual([6, 8, 7]);
  });

  it('keeps nothing of nothing', () => {
    expect(best(0, [[1, 1]])).toEqual([]);
  });
});
