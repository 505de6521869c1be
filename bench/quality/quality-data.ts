import type { Question } from '@ecommerce-recommenders/models/evaluation/questions';
import type { DescribedItem } from '@ecommerce-recommenders/models/similar-items';

/** One interaction of a data set. */
export interface QualityRow {
  readonly userId: string;
  readonly itemId: string;
  readonly eventType: string;
  /** Unix seconds. */
  readonly timestamp: number;
  /** Rows of one user with the same order id are one basket. */
  readonly orderId?: string;
}

/** A question, with what its user did since the training, as an event tracker sends it, oldest first. */
export interface QualityQuestion extends Question {
  readonly recent?: readonly QualityRow[];
}

/** A data set to judge models on. */
export interface QualityData {
  /** Title in the document. */
  readonly title: string;
  /** How the rows were derived from the files. */
  readonly origin: string;
  /** Whether its users are made up. */
  readonly isGenerated?: boolean;
  /** In file order. */
  readonly rows: readonly QualityRow[];
  /** What a catalogue says of the items, if the set has one. */
  readonly items?: readonly DescribedItem[];
}
