import type { Choice } from './choice';

/** A query to a recommender: dense integers from the training data, which are absent for unknown ids. */
export interface Query {
  readonly user?: number;
  readonly item?: number;
  /** The user's interactions since the training, in any order. Only personal use cases use them. */
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
  /** Dense item integers without duplicates. They are computed lazily, so stop after as many as needed. */
  readonly items: Iterable<number>;
  /** How many of the first {@link items} answer the use case's own question. The rest are popular items as padding. */
  readonly answered: number;
  /** Scores of the answered items, if the use case has scores. They descend, and their sum is at most 1. */
  readonly scores?: Scores;
}

/** Scores by place. They may be sorted lazily. */
export interface Scores extends Iterable<number> {
  readonly length: number;
  /** The score at a place, counted from 0; undefined after the last one. */
  at(place: number): number | undefined;
}

/** A trained model. It is deterministic: answers do not depend on the order of the training rows. */
export interface Recommender {
  /** The model that the training has chosen, for use cases that have several. */
  readonly choice?: Choice;
  rank(query: Query): Ranking;
}
