import type { PairExports } from './pair-program';

/**
 * What pairs are scored by, and what that has to know of the items, in the program's memory. A score is the same
 * whichever item is named first; with 0 or less, items are no neighbours.
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

/** Chooses how the program scores pairs. */
export function setScore(run: PairExports, score: PairScore): void {
  if (score.name === 'shrunk-cosine') run.scoreShrunkCosine(score.norm.byteOffset);
  else run.scoreBoughtTogether(score.n.byteOffset, score.N);
}
