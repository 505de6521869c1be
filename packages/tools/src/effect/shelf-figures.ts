import type { FilledShelf, ShelfCount } from '@ecommerce-recommenders/shop-data/contracts/functions/shelves';

/** What a shelf has brought with the items of one source. */
export type ShelfFigures = FilledShelf & Readonly<Record<ShelfCount, number>>;

/** The figures of all shelves, in the order of the setting; without what is all zero, but for shelves of which all is. */
export interface ShelvesRead {
  /** First and last day, `YYYY-MM-DD` in UTC. */
  readonly days: { readonly first: string; readonly last: string };
  /** ISO 4217 code of the revenue. */
  readonly currency?: string;
  readonly figures: readonly ShelfFigures[];
  /** Shelves that nobody has seen. */
  readonly unseen: readonly string[];
}
