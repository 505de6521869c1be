/** The non-zero entries of a matrix, row after row ("compressed sparse rows"). */
export interface SparseMatrix {
  /** Row `n` is the entries from `starts[n]` to `starts[n + 1]`; one longer than there are rows. */
  readonly starts: Uint32Array;
  /** The column of each entry. */
  readonly columns: Uint32Array;
  readonly values: Float64Array;
}
