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

/** A data set on which models are evaluated. */
export interface QualityData {
  /** Title in the document. */
  readonly title: string;
  /** How the rows were derived from the files. */
  readonly origin: string;
  /** In file order. */
  readonly rows: readonly QualityRow[];
  /** The items as the catalogue describes them, if the set has one. */
  readonly items?: readonly DescribedItem[];
}
