import { timeSlices } from './time-slices';

/**
 * Inverts a symmetric positive definite matrix in place, by its Cholesky factor: A = L Lᵀ, A⁻¹ = L⁻ᵀ L⁻¹. Takes n³/2
 * multiplications, in slices.
 *
 * @param A - rows of the lower triangle: row i has the columns 0 to i
 * @throws the signal's reason if it aborts
 */
export async function invert(A: readonly Float64Array[], signal?: AbortSignal): Promise<void> {
  const n = A.length;
  const pause = timeSlices(signal);
  for (let i = 0; i < n; i++) {
    factor(A, i);
    await pause();
  }
  for (let i = 0; i < n; i++) {
    invertFactor(A, i);
    await pause();
  }
  for (let i = 0; i < n; i++) {
    multiplyFactor(A, i);
    await pause();
  }
}

/** Row i of L. */
function factor(A: readonly Float64Array[], i: number): void {
  const row = A[i];
  for (let j = 0; j < i; j++) row[j] = (row[j] - dot(row, A[j], j)) / A[j][j];
  row[i] = Math.sqrt(row[i] - dot(row, row, i));
}

/** Row i of M = L⁻¹. */
function invertFactor(A: readonly Float64Array[], i: number): void {
  const row = A[i];
  const L = row.slice();
  const inverse = 1 / L[i];
  row.fill(0);
  for (let k = 0; k < i; k++) add(row, A[k], -L[k] * inverse, k + 1);
  row[i] = inverse;
}

/** Row i of MᵀM; rows from i on are still those of M. */
function multiplyFactor(A: readonly Float64Array[], i: number): void {
  const sums = new Float64Array(i + 1);
  for (let k = i; k < A.length; k++) add(sums, A[k], A[k][i], i + 1);
  A[i].set(sums);
}

function dot(a: Float64Array, b: Float64Array, count: number): number {
  let even = 0;
  let odd = 0;
  let at = 0;
  for (; at + 1 < count; at += 2) {
    even += a[at] * b[at];
    odd += a[at + 1] * b[at + 1];
  }
  return at < count ? even + odd + a[at] * b[at] : even + odd;
}

function add(to: Float64Array, row: Float64Array, factor: number, count: number): void {
  for (let at = 0; at < count; at++) to[at] += factor * row[at];
}
