import { BestOfRows } from '../../../local/recommenders/best-of-rows';
import { randomNumbers, shuffled } from '../../support/interactions';

type Offer = readonly [row: number, item: number, score: number];

function best(sizes: readonly number[], offers: readonly Offer[]): [item: number, score: number][][] {
  const rows = new BestOfRows(Uint32Array.from(sizes));
  for (const offer of offers) rows.offer(...offer);
  const { starts, columns, values } = rows.sorted();
  return sizes.map((_, row) =>
    Array.from(columns.subarray(starts[row], starts[row + 1]), (item, at) => [
      item,
      values[starts[row] + at],
    ]),
  );
}

describe('BestOfRows', () => {
  it('keeps the best of each row, the best first, and of equal ones the smaller', () => {
    const offers: Offer[] = [
      [0, 5, 1],
      [1, 5, 9],
      [0, 9, 3],
      [0, 2, 1],
      [0, 7, 2],
      [0, 4, 3],
      [0, 1, 0.5],
    ];
    const expected = [
      [4, 3],
      [9, 3],
      [7, 2],
      [2, 1],
    ];
    expect(best([4, 2], offers)).toEqual([expected, [[5, 9]]]);
    expect(best([3, 1], [...offers].reverse())).toEqual([expected.slice(0, 3), [[5, 9]]]);
  });

  it('keeps nothing in a row without room', () => {
    expect(best([0], [[0, 1, 1]])).toEqual([[]]);
  });

  it.each([1, 2, 3])('agrees with a sort of random offers, many of them equal (%i)', (seed) => {
    const random = randomNumbers(seed);
    const sizes = [1, 2, 7, 100];
    const offers = shuffled(
      sizes.flatMap((_, row) => Array.from({ length: 150 }, (_, item): Offer => [row, item, 1 + random(40)])),
      seed,
    );
    const expected = sizes.map((size, row) =>
      offers
        .filter(([of]) => of === row)
        .map(([, item, score]) => [item, score])
        .sort(([item, score], [other, than]) => than - score || item - other)
        .slice(0, size),
    );
    expect(best(sizes, offers)).toEqual(expected);
  });
});
