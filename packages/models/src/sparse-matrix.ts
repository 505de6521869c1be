/** A sparse matrix in CSR format (compressed sparse rows). */
export interface SparseMatrix {
  /** Row `n` has the entries `[starts[n], starts[n + 1])`, so the length is rows + 1. */
  readonly starts: Uint32Array;
  /** Column of each entry. */
  readonly columns: Uint32Array;
  readonly values: Float64Array;
}
