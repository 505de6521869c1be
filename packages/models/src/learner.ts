import { userRows, type Interactions } from './interactions';
import type { TrainingOptions } from './training-options';

/** The part of the training interactions that a model needs to answer. */
export interface ServedInteractions extends Pick<
  Interactions,
  'itemIds' | 'eventTypes' | 'items' | 'events' | 'timestamps'
> {
  /** Offsets of each user's rows, see {@link userRows}. */
  readonly starts: Uint32Array;
}

/**
 * A model in two steps, so that one thread can learn and another one answer. What is learned consists of numbers and
 * typed arrays, in plain objects.
 */
export interface Learner<Learned, Model> {
  learn(interactions: Interactions, options?: TrainingOptions): Learned | Promise<Learned>;
  serve(learned: Learned, interactions: ServedInteractions): Model;
}

/** Adds the offsets of each user's rows. */
export const servedOf = (interactions: Interactions): ServedInteractions => ({
  ...interactions,
  starts: userRows(interactions),
});
