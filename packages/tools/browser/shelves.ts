import type { AnsweredUseCase } from '@ecommerce-recommenders/shop-data/contracts/lists/similar-items';

/** How the shop presents a recommender's answers. The texts have title and lead. */
export interface ShelfKind {
  /** Whether the shelf is on the first view, or on an item's. */
  readonly place: 'home' | 'item';
  /** Whether the list depends on the user and on purchases. */
  readonly isPersonal: boolean;
  /** Whether the list can be explained by events. */
  readonly isExplained: boolean;
}

/** The shelves, in display order. */
export const SHELVES: Readonly<Record<AnsweredUseCase, ShelfKind>> = {
  'recommended-for-you': { place: 'home', isPersonal: true, isExplained: true },
  'most-viewed': { place: 'home', isPersonal: false, isExplained: true },
  'best-sellers': { place: 'home', isPersonal: false, isExplained: true },
  'frequently-bought-together': { place: 'item', isPersonal: false, isExplained: true },
  'customers-who-viewed-x-also-viewed': { place: 'item', isPersonal: true, isExplained: true },
  'similar-items': { place: 'item', isPersonal: false, isExplained: false },
};
