import type { PairScore } from './pair-score';

/** Common users at which a pair gets half of its cosine: a few may be chance. */
const LAMBDA = 10;

/** Of items with the lengths |x_i|: s_ij of {@link shrunkCosine}. */
export const shrunkCosineScore =
  ({ norm }: { readonly norm: Float64Array }): PairScore =>
  (i, j, dot, n_ij) =>
    ((dot / (norm[i] * norm[j])) * n_ij) / (n_ij + LAMBDA);
