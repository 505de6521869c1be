import { boughtTogetherScore } from './bought-together-score';
import { shrunkCosineScore } from './shrunk-cosine-score';

/**
 * The score of a pair, the same whichever item is named first, from what its users say of it in sum and their
 * number; 0 or less for no neighbours.
 */
export type PairScore = (item: number, other: number, sum: number, users: number) => number;

/** What makes each score of what it has to know of the items. */
const PAIR_SCORES = {
  'shrunk-cosine': shrunkCosineScore,
  'bought-together': boughtTogetherScore,
} as const;

type PairScores = typeof PAIR_SCORES;

/** A score by name and what it has to know: a function itself cannot be sent to another thread. */
export type PairScoreSource = {
  readonly [Name in keyof PairScores]: {
    readonly name: Name;
    readonly facts: Parameters<PairScores[Name]>[0];
  };
}[keyof PairScores];

/** Makes the score. */
export const pairScore = ({ name, facts }: PairScoreSource): PairScore =>
  (PAIR_SCORES[name] as (facts: unknown) => PairScore)(facts);
