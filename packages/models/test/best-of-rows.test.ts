import { Program } from '@ecommerce-recommenders/wasm/program';
import { BestOfRows } from '../src/best-of-rows';
import { pairModule, type PairExports } from '../src/pair-program';
import { randomNumbers, shuffled } from '../../../test/support/interactions';

type Offer = readonly [row: number, item: number, score: number];
type Kept = [item: number, score: number];

/** The items that each row keeps: at most `most`, from up to `room` offers per row. */
function best(most: number, room: readonly number[], offers: readonly Offer[]): Kept[][] {
  const program = new Program<PairExports>(pairModule());
  const rows = new BestOfRows(program, most, Uint32Array.from(room));
  program.run.setBest(...rows.settings);
  for (const offer of offers) program.run.offer(...offer);
  const { starts, columns, values } = rows.sorted(program);
  return room.map((_, row) => {
    const own = columns.subarray(starts[row], starts[row + 1]);
    return Array.from(own, (item, at): Kept => [item, values[starts[row] + at]]);
  });
}

describe('BestOfRows', () => {
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
    const first = Array.from({ length: 100 }, (_, place) => (sign > 0 ? 999 - place : place));
    expect(kept.map(([item]) => item)).toEqual(first);
  });
});
