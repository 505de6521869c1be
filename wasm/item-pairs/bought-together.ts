import { logLikelihoodRatio } from './log-likelihood-ratio';

/** Closeness that makes a pair: one order (within some two hours), or three customers at any time. */
const MIN_CLOSENESS: f64 = 0.9;

/**
 * Pairs that are bought together more often than by chance pass this once in twenty times if they are not so in
 * truth: 1.645², since only one side of G² is looked at.
 */
const SIGNIFICANT: f64 = 2.71;

/** Where the number of customers n_i who bought each item is, and N, of all who bought anything. */
let n: usize = 0;
let N: f64 = 0;

/** Says where the numbers n_i are, and N. */
export function setCustomers(at: usize, all: f64): void {
  n = at;
  N = all;
}

/** The score s_ij of what the n_ij customers say who bought both items. */
export function boughtTogether(i: u32, j: u32, c_ij: f64, n_ij: f64): f64 {
  const n_i: f64 = load<u32>(n + (i << 2));
  const n_j: f64 = load<u32>(n + (j << 2));
  if (c_ij < MIN_CLOSENESS || n_ij * N <= n_i * n_j) return 0;
  const G2 = logLikelihoodRatio(n_ij, n_i, n_j, N);
  return G2 < SIGNIFICANT ? 0 : (G2 * c_ij) / n_ij;
}
