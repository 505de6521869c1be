import type { SparseMatrix } from './sparse-matrix';

/**
 * The best of each row of matrices that have different columns in a row, each best first, ties by column.
 *
 * @param most kept of a row
 */
export function bestOfAll(parts: readonly SparseMatrix[], most: number): SparseMatrix {
  return parts.reduce((best, part) => bestOfTwo(best, part, most));
}

function bestOfTwo(one: SparseMatrix, other: SparseMatrix, most: number): SparseMatrix {
  const starts = new Uint32Array(one.starts.length);
  const columns = new Uint32Array(one.columns.length + other.columns.length);
  const values = new Float64Array(columns.length);
  let length = 0;
  for (let row = 0; row + 1 < starts.length; row++) {
    let left = one.starts[row];
    let right = other.starts[row];
    const count = one.starts[row + 1] - left + (other.starts[row + 1] - right);
    for (const end = length + Math.min(most, count); length < end; length++) {
      const isLeft =
        right === other.starts[row + 1] ||
        (left < one.starts[row + 1] &&
          (one.values[left] > other.values[right] ||
            (one.values[left] === other.values[right] && one.columns[left] < other.columns[right])));
      const from = isLeft ? one : other;
      const at = isLeft ? left++ : right++;
      columns[length] = from.columns[at];
      values[length] = from.values[at];
    }
    starts[row + 1] = length;
  }
  return { starts, columns: columns.slice(0, length), values: values.slice(0, length) };
}
