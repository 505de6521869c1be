import { arrayIn } from './array-in';
import type { PairExports, PairProgram } from './pair-program';
import type { SparseMatrix } from './sparse-matrix';

/**
 * Keeps the best few items of each row while they are offered in any order; of equal scores the smaller item is
 * the better. A row takes more than it is to keep, half as many again, before the worst of them are dropped.
 */
export class BestOfRows {
  /** What the program is to be told of it, by whichever thread offers items. */
  readonly settings: Parameters<PairExports['setBest']>;
  /** Row `n` has room from entry `n` to entry `n + 1` of the arrays below. */
  private readonly starts: Uint32Array;
  private readonly lengths: Uint32Array;
  private readonly items: Uint32Array;
  private readonly scores: Float64Array;

  /**
   * @param most how many items to keep of a row
   * @param offers how many are offered of each row at most
   */
  constructor(program: PairProgram, most: number, offers: Uint32Array) {
    const room = most + Math.ceil(most / 2);
    this.starts = arrayIn(program, Uint32Array, offers.length + 1);
    for (let row = 0; row < offers.length; row++)
      this.starts[row + 1] = this.starts[row] + Math.min(room, offers[row]);
    this.lengths = arrayIn(program, Uint32Array, offers.length);
    this.items = arrayIn(program, Uint32Array, this.starts[offers.length]);
    this.scores = arrayIn(program, Float64Array, this.starts[offers.length]);
    const least = arrayIn(program, Float64Array, offers.length);
    for (let row = 0; row < offers.length; row++) if (offers[row] === 0) least[row] = Infinity;
    const arrays = [this.starts, this.lengths, this.items, this.scores, least] as const;
    const [starts, lengths, items, scores, leastAt] = arrays.map(({ byteOffset }) => byteOffset);
    this.settings = [most, starts, lengths, items, scores, leastAt];
  }

  /** The best of each row, best first, once the program has sorted the rows. */
  sorted(): SparseMatrix {
    const { lengths, items, scores } = this;
    const starts = new Uint32Array(lengths.length + 1);
    for (let row = 0; row < lengths.length; row++) starts[row + 1] = starts[row] + lengths[row];
    const columns = new Uint32Array(starts[lengths.length]);
    const values = new Float64Array(columns.length);
    for (let row = 0; row < lengths.length; row++) {
      const first = this.starts[row];
      for (let place = 0; place < lengths[row]; place++) {
        columns[starts[row] + place] = items[first + place];
        values[starts[row] + place] = scores[first + place];
      }
    }
    return { starts, columns, values };
  }
}
