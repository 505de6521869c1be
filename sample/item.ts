/** One row of items.csv, and below it what shoppers feel about the item, which no file tells. */
export interface Item {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly style: string;
  readonly description: string;
  readonly aliases: readonly string[];
  readonly priceCents: number;
  /** Empty where the item is for anybody. */
  readonly affinity: 'F' | 'M' | '';
  readonly stock: number;
  readonly isFeatured: boolean;
  /** Taste that the item pleases, 0 to below {@link TASTES}: all items with one first word please the same. */
  readonly taste: number;
  /** How often it is come across beside others of its style; 0 for what is not on sale yet. */
  readonly popularity: number;
  /** True for what is bought again when it is empty. */
  readonly isUsedUp: boolean;
  /** True where the item's page reports each view several times, as broken tracking does. */
  readonly repeatsViews: boolean;
}

/** How many kinds of taste there are. */
export const TASTES = 4;
