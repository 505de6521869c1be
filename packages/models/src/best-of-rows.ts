import { arrayIn } from './array-in';
import type { PairExports, PairProgram } from './pair-program';
import type { SparseMatrix } from './sparse-matrix';

/**
 * Keeps the best few items of each row while they are offered in any order; of equal scores the smaller item is
 * the better. A row takes more than it is to keep, half as many again, before the worst of them are dropped.
 */
export class BestOfRows {
  /** What the program is to be told before items are offered. */
  readonly settings: Parameters<PairExports['setBest']>;
  /** What it is to be told, too, by each of several threads. */
  readonly locks: number;

  /**
   * @param most how many items to keep of a row
   * @param offers how many are offered of each row at most
   */
  constructor(program: PairProgram, most: number, offers: Uint32Array) {
    const room = most + Math.ceil(most / 2);
    const starts = arrayIn(program, Uint32Array, offers.length + 1);
    const least = arrayIn(program, Float64Array, offers.length);
    for (let row = 0; row < offers.length; row++) {
      starts[row + 1] = starts[row] + Math.min(room, offers[row]);
      if (offers[row] === 0) least[row] = Infinity;
    }
    const lengths = arrayIn(program, Uint32Array, offers.length);
    const items = arrayIn(program, Uint32Array, starts[offers.length]);
    const scores = arrayIn(program, Float64Array, starts[offers.length]);
    this.locks = arrayIn(program, Uint32Array, offers.length).byteOffset;
    this.settings = [
      offers.length,
      most,
      starts.byteOffset,
      lengths.byteOffset,
      items.byteOffset,
      scores.byteOffset,
      least.byteOffset,
    ];
  }

  /** The best of each row, best first. */
  sorted(program: PairProgram): SparseMatrix {
    const { run } = program;
    const [rows] = this.settings;
    run.setBest(...this.settings);
    const starts = arrayIn(program, Uint32Array, rows + 1);
    run.trimRows(starts.byteOffset);
    const columns = arrayIn(program, Uint32Array, starts[rows]);
    const values = arrayIn(program, Float64Array, starts[rows]);
    // Row by row, for the next one to be sorted by what V8 has made faster meanwhile.
    for (let row = 0; row < rows; row++)
      run.copySorted(row, columns.byteOffset + starts[row] * 4, values.byteOffset + starts[row] * 8);
    // Copies, for the program's memory to go.
    return { starts: starts.slice(), columns: columns.slice(), values: values.slice() };
  }
}
