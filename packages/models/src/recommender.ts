import type { Choice } from './choice';

/** A query to a recommender: dense integers from the training data, absent for unknown ids. */
export interface Query {
  readonly user?: number;
  readonly item?: number;
  /** The user's interactions since the training, in any order; used by personal use cases only. */
  readonly recent?: readonly RecentInteraction[];
}

/** A streamed interaction with an item known from training. */
export interface RecentInteraction {
  readonly item: number;
  /** Index into the training data's event types, absent for an unknown type. */
  readonly event?: number;
  /** Unix seconds. */
  readonly timestamp: number;
}

/** All recommendable items, best first. */
export interface Ranking {
  /** Dense item integers without duplicates. Lazy: stop after as many as needed. */
  readonly items: Iterable<number>;
  /**
   * How many of the first {@link items} answer the use case's own question; the rest are popular items as
   * padding.
   */
  readonly answered: number;
  /** Scores of the answered items, descending, with sum at most 1, if the use case has scores. */
  readonly scores?: Scores;
}

/** Scores by place; may be sorted lazily. */
export interface Scores extends Iterable<number> {
  readonly length: number;
  /** The score at a place from 0; undefined beyond the last one. */
  at(place: number): number | undefined;
}

/** A trained model. Deterministic: answers do not depend on the order of the training rows. */
export interface Recommender {
  /** Which model the training has chosen, for use cases that have several. */
  readonly choice?: Choice;
  rank(query: Query): Ranking;
}
