/** Number of weeks that the sample's interactions span. */
export const WEEKS = 11;

/** Demand for a style in each week from early June to mid-August; 10 is an ordinary week. */
export const SEASONS = {
  steady: [10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10],
  summer: [14, 16, 18, 20, 20, 18, 15, 12, 8, 5, 3],
  planting: [22, 20, 17, 14, 11, 9, 7, 6, 5, 5, 6],
  school: [3, 3, 4, 4, 5, 7, 10, 14, 19, 24, 26],
  autumn: [2, 2, 2, 3, 4, 6, 9, 13, 18, 24, 30],
  winter: [2, 2, 2, 2, 3, 3, 4, 5, 6, 8, 10],
} as const satisfies Record<string, readonly number[]>;

/** `steady`, `summer`, … */
export type Season = keyof typeof SEASONS;

/** One category of the shop, with its styles. */
export interface Category {
  /** One word without an underscore, because a persona joins three of them with underscores. */
  readonly name: string;
  readonly styles: readonly Style[];
  /** Second sentences of descriptions. */
  readonly closings: readonly string[];
}

/** One kind of goods, with the words and numbers from which its items are generated. */
export interface Style {
  /** Unique in the whole catalogue. */
  readonly name: string;
  /** Number of items to generate. There are at least as many pairs of a first word and a noun. */
  readonly count: number;
  /** First words of names, separated by a comma and a space. */
  readonly firsts: string;
  /** Last words of names, separated the same way. */
  readonly nouns: string;
  /** Texts that follow the name in the first sentence of a description, separated by `|`. */
  readonly phrases: string;
  /** Lowest and highest price in whole dollars, before the cents. */
  readonly dollars: readonly [number, number];
  readonly cents: 0 | 25 | 49 | 50 | 95 | 99;
  /** Styles from which something is bought in the same order. */
  readonly goesWith?: readonly string[];
  /** Demand relative to its category; default 10. */
  readonly appeal?: number;
  /** Default `steady`. */
  readonly season?: Season;
  /** Target group; absent for unisex styles. */
  readonly affinity?: 'F' | 'M';
  /** True for consumables. */
  readonly refill?: true;
  /** Other words for the style. */
  readonly aliases?: readonly string[];
}
