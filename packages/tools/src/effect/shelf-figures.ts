import type { FilledShelf, ShelfCount } from '@ecommerce-recommenders/shop-data/contracts/shelves/shelves';

/** What a shelf has achieved with the items of one source. */
export type ShelfFigures = FilledShelf & Readonly<Record<ShelfCount, number>>;

/** The counts that are not all zero, in the order of the setting. */
export interface ShelvesRead {
  /** First and last day, `YYYY-MM-DD` in UTC. */
  readonly days: { readonly first: string; readonly last: string };
  /** ISO 4217 code of the revenue. */
  readonly currency?: string;
  readonly figures: readonly ShelfFigures[];
  /** Shelves that nobody has seen. */
  readonly unseen: readonly string[];
}
