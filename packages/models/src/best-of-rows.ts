import { arrayIn } from './array-in';
import type { PairExports, PairProgram } from './pair-program';
import type { SparseMatrix } from './sparse-matrix';

/**
 * Top-k of each row over items offered in any order. Ties go to the smaller item. A row buffers 1.5 k items before it
 * drops the worst.
 */
export class BestOfRows {
  /** Arguments with which to configure the program before items are offered. */
  readonly settings: Parameters<PairExports['setBest']>;
  /** Address of the locks, shared by all threads. */
  readonly locks: number;

  /**
   * @param most - number of items to keep per row
   * @param offers - maximum number of offers per row
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

  /** The best items of each row, best first. */
  sorted(program: PairProgram): SparseMatrix {
    const { run } = program;
    const [rows] = this.settings;
    run.setBest(...this.settings);
    const starts = arrayIn(program, Uint32Array, rows + 1);
    run.trimRows(starts.byteOffset);
    const columns = arrayIn(program, Uint32Array, starts[rows]);
    const values = arrayIn(program, Float64Array, starts[rows]);
    // One call per row, so that V8 can switch to optimized code in between.
    for (let row = 0; row < rows; row++)
      run.copySorted(row, columns.byteOffset + starts[row] * 4, values.byteOffset + starts[row] * 8);
    // The arrays are copied, so that the program's memory can be freed.
    return { starts: starts.slice(), columns: columns.slice(), values: values.slice() };
  }
}
