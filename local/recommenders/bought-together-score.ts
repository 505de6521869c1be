import { logLikelihoodRatio } from './log-likelihood-ratio';
import type { PairScore } from './pair-score';

/** Closeness that makes a pair: one order (within some two hours), or three customers at any time. */
const MIN_CLOSENESS = 0.9;

/**
 * Pairs that are bought together more often than by chance pass this once in twenty times if they are not so in
 * truth: 1.645², since only one side of G² is looked at.
 */
const SIGNIFICANT = 2.71;

/** With n_i the customers who bought item i, and N all who bought anything: s_ij of {@link frequentlyBoughtTogether}. */
export const boughtTogetherScore =
  ({ n, N }: { readonly n: Uint32Array; readonly N: number }): PairScore =>
  (i, j, c_ij, n_ij) => {
    if (c_ij < MIN_CLOSENESS || n_ij * N <= n[i] * n[j]) return 0;
    const G2 = logLikelihoodRatio(n_ij, n[i], n[j], N);
    return G2 < SIGNIFICANT ? 0 : (G2 * c_ij) / n_ij;
  };
