/** What a recommender is asked: dense integers into the training data, absent for an id it has not seen. */
export interface Query {
  readonly user?: number;
  readonly item?: number;
  /** What the user did since the training, in any order; only a personal use case looks at it. */
  readonly recent?: readonly RecentInteraction[];
}

/** A streamed interaction with an item that the training has seen. */
export interface RecentInteraction {
  readonly item: number;
  /** Index into the training data's event types, absent for a type it has not seen. */
  readonly event?: number;
  /** Unix seconds. */
  readonly timestamp: number;
}

/** Every item that may be recommended, best first. */
export interface Ranking {
  /** Dense item integers, no duplicates. Made while it is walked: take the few that are needed and stop. */
  readonly items: Iterable<number>;
  /**
   * How many of {@link items}, counted from the best, the use case's own question ranked; the rest are
   * popular items that fill up the list.
   */
  readonly answered: number;
  /** Scores of the answered items, descending, in sum at most 1, where the use case gives scores. */
  readonly scores?: Scores;
}

/** Scores by place. They may be sorted no further than they are asked for. */
export interface Scores extends Iterable<number> {
  readonly length: number;
  /** The score of a place from 0, undefined beyond the last one. */
  at(place: number): number | undefined;
}

/** A trained model. Answers are the same for the same training data, in whatever order its rows came. */
export interface Recommender {
  rank(query: Query): Ranking;
}
