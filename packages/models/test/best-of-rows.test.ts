import { Program } from '@ecommerce-recommenders/wasm/program';
import { BestOfRows } from '../src/best-of-rows';
import { pairModule, type PairExports } from '../src/pair-program';
import { randomNumbers, shuffled } from '../../../test/support/interactions';

type Offer = readonly [row: number, item: number, score: number];

/** The items that each row keeps: at most `most`, from up to `room` offers per row. */
function best(
  most: number,
  room: readonly number[],
  offers: readonly Offer[],
): [item: number, score: number][][] {
  const program = new Program<PairExports>(pairModule());
  const rows = new BestOfRows(program, most, Uint32Array.from(room));
  program.run.setBest(...rows.settings);
  for (const offer of offers) program.run.offer(...offer);
  const { starts, columns, values } = rows.sorted(program);
  return room.map((_, row) =>
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
    expect(best(4, [6, 2], offers)).toEqual([expected, [[5, 9]]]);
    expect(best(3, [6, 1], [...offers].reverse())).toEqual([expected.slice(0, 3), [[5, 9]]]);
  });

  it('keeps the smaller of many that are equal', () => {
    const offers = shuffled(
      Array.from({ length: 400 }, (_, item): Offer => [0, item, item < 50 ? 3 : 2]),
      1,
    );
    const [kept] = best(100, [400], offers);
    expect(kept).toEqual(Array.from({ length: 100 }, (_, item) => [item, item < 50 ? 3 : 2]));
  });

  it('keeps nothing in a row without room', () => {
    expect(best(4, [0], [[0, 1, 1]])).toEqual([[]]);
  });

  it.each([1, 2, 7, 40, 100])('agrees with a sort of random offers, many of them equal (%i kept)', (most) => {
    const random = randomNumbers(most);
    const room = [0, 1, 5, 60, 150, 400];
    const offers = shuffled(
      room.flatMap((count, row) =>
        Array.from({ length: count }, (_, item): Offer => [row, item, 1 + random(40)]),
      ),
      most,
    );
    const expected = room.map((_, row) =>
      offers
        .filter(([of]) => of === row)
        .map(([, item, score]) => [item, score])
        .sort(([item, score], [other, than]) => than - score || item - other)
        .slice(0, most),
    );
    expect(best(most, room, offers)).toEqual(expected);
  });

  it.each([1, -1])('is not slowed down by offers in order, nor misled (%i)', (sign) => {
    const offers = Array.from({ length: 1000 }, (_, item): Offer => [0, item, 2000 + sign * item]);
    const [kept] = best(100, [1000], offers);
    expect(kept.map(([item]) => item)).toEqual(
      Array.from({ length: 100 }, (_, place) => (sign > 0 ? 999 - place : place)),
    );
  });
});
