import type { PairExports } from './pair-program';

/**
 * A pair score and its per-item inputs in the program's memory. Scores are symmetric, except for `sequence`. Pairs
 * with a score of 0 or less are not neighbours.
 */
export type PairScore =
  | {
      /**
       * With the sum over the n_ij common users, and the norms |i|:
       *
       *     s_ij = Σ / (|i| |j|) · n_ij / (n_ij + λ) if n_ij ≥ leastUsers
       *
       * @see Bell, Koren: Improved Neighborhood-based Collaborative Filtering (2007) for the shrinkage
       */
      readonly name: 'shrunk-cosine';
      readonly norm: Float64Array;
      readonly lambda: number;
      readonly leastUsers: number;
    }
  | {
      /** Formula of {@link frequentlyBoughtTogether}. */
      readonly name: 'bought-together';
      readonly n: Uint32Array;
      readonly N: number;
      /** A pair with fewer common customers has no score. */
      readonly leastCustomers: number;
    }
  | {
      /** Formula of {@link sequenceNeighbours}. */
      readonly name: 'sequence';
      /** Closeness by number of moments, from 0. */
      readonly closeness: Float64Array;
      readonly norm: Float64Array;
    };

/** Selects the program's pair score. */
export function setScore(run: PairExports, score: PairScore): void {
  if (score.name === 'shrunk-cosine')
    run.scoreShrunkCosine(score.norm.byteOffset, score.lambda, score.leastUsers);
  else if (score.name === 'bought-together')
    run.scoreBoughtTogether(score.n.byteOffset, score.N, score.leastCustomers);
  else run.scoreSequence(score.closeness.byteOffset, score.norm.byteOffset);
}
