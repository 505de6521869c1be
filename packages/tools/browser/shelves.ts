import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';

/** How the shop presents a recommender's answers. */
export interface ShelfKind {
  readonly title: string;
  readonly lead: string;
  /** On the first view, or beside an item. */
  readonly place: 'home' | 'item';
  /** Whether the list depends on the user and on purchases. */
  readonly isPersonal: boolean;
}

/** The shelves, in the order in which a view shows them. */
export const SHELVES: Readonly<Record<UseCaseName, ShelfKind>> = {
  'recommended-for-you': {
    title: 'Recommended for you',
    lead: 'From what this user viewed and bought.',
    place: 'home',
    isPersonal: true,
  },
  'most-viewed': {
    title: 'Most viewed',
    lead: 'What the shop’s visitors look at. The same for everybody.',
    place: 'home',
    isPersonal: false,
  },
  'best-sellers': {
    title: 'Best sellers',
    lead: 'What customers buy most often. The same for everybody.',
    place: 'home',
    isPersonal: false,
  },
  'frequently-bought-together': {
    title: 'Frequently bought together',
    lead: 'What customers bought together with this item.',
    place: 'item',
    isPersonal: false,
  },
  'customers-who-viewed-x-also-viewed': {
    title: 'Customers also viewed',
    lead: 'What viewers of this item also viewed, without this user’s purchases.',
    place: 'item',
    isPersonal: true,
  },
};
