/** How a user takes to prices; the file's column discount_persona. */
export const DISCOUNT_PERSONAS = ['discount_indifferent', 'all_discounts', 'lower_priced_products'] as const;

/** One entry of {@link DISCOUNT_PERSONAS}. */
export type DiscountPersona = (typeof DISCOUNT_PERSONAS)[number];

/** One row of users.csv, and below it what no file tells. */
export interface User {
  /** `1`, `2`, … as in the file. */
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly street: string;
  readonly town: string;
  readonly state: string;
  readonly zipCode: string;
  readonly age: number;
  readonly gender: 'F' | 'M';
  /** Three categories, the dearest first. */
  readonly persona: readonly string[];
  readonly discountPersona: DiscountPersona;
  /** Index of the taste that the user shares with some of the items. */
  readonly taste: number;
  /** Visits to the shop within the sample's weeks; 0 for a user who signed up and never came. */
  readonly visits: number;
}
