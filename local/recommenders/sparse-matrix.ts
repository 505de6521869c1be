/** The non-zero entries of a matrix, row after row ("compressed sparse rows"). */
export interface SparseMatrix {
  /** Row `n` is the entries from `starts[n]` to `starts[n + 1]`; one longer than there are rows. */
  readonly starts: Uint32Array;
  /** The column of each entry. */
  readonly columns: Uint32Array;
  readonly values: Float64Array;
}

/** The same entries by column; within a new row they keep the order of the old rows. */
export function transpose(matrix: SparseMatrix, columnCount: number): SparseMatrix {
  const starts = new Uint32Array(columnCount + 1);
  for (const column of matrix.columns) starts[column + 1]++;
  for (let column = 0; column < columnCount; column++) starts[column + 1] += starts[column];
  const next = starts.slice();
  const columns = new Uint32Array(matrix.columns.length);
  const values = new Float64Array(matrix.columns.length);
  for (let row = 0; row + 1 < matrix.starts.length; row++) {
    for (let entry = matrix.starts[row]; entry < matrix.starts[row + 1]; entry++) {
      const place = next[matrix.columns[entry]]++;
      columns[place] = row;
      values[place] = matrix.values[entry];
    }
  }
  return { starts, columns, values };
}
