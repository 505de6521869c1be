import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';

/** How the shop presents a recommender's answers; the texts have title and lead. */
export interface ShelfKind {
  /** On the first view, or beside an item. */
  readonly place: 'home' | 'item';
  /** Whether the list depends on the user and on purchases. */
  readonly isPersonal: boolean;
}

/** The shelves, in the order in which a view shows them. */
export const SHELVES: Readonly<Record<UseCaseName, ShelfKind>> = {
  'recommended-for-you': { place: 'home', isPersonal: true },
  'most-viewed': { place: 'home', isPersonal: false },
  'best-sellers': { place: 'home', isPersonal: false },
  'frequently-bought-together': { place: 'item', isPersonal: false },
  'customers-who-viewed-x-also-viewed': { place: 'item', isPersonal: true },
};
