import type { PairExports } from './pair-program';

/**
 * A pair score and its per-item inputs, in the program's memory. Scores are symmetric; items with score 0 or
 * less are no neighbours.
 */
export type PairScore =
  | {
      /** By {@link shrunkCosine}. */
      readonly name: 'shrunk-cosine';
      readonly norm: Float64Array;
    }
  | {
      /** By {@link frequentlyBoughtTogether}. */
      readonly name: 'bought-together';
      readonly n: Uint32Array;
      readonly N: number;
    };

/** Selects the program's pair score. */
export function setScore(run: PairExports, score: PairScore): void {
  if (score.name === 'shrunk-cosine') run.scoreShrunkCosine(score.norm.byteOffset);
  else run.scoreBoughtTogether(score.n.byteOffset, score.N);
}
