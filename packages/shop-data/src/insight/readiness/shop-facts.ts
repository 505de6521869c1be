/** How many users and items a shop's dataset group has. */
export interface ShopSize {
  /** Number of users in the table and the training data together. AWS bills recommenders by it. */
  readonly users: number;
  /** Number of items in the table and the training data together. */
  readonly items: number;
  /** Number of items in the table; 0 without a table. */
  readonly itemsOfTable: number;
  /** Number of items with an interaction in the training data. */
  readonly itemsWithTraffic: number;
}

/** Rejected values of one column. */
export interface Refusal {
  /** Name of the file in the archive. */
  readonly file: string;
  readonly column: string;
  /** Line and problem of the first such value. */
  readonly line: number;
  readonly problem: string;
  /** Number of rows with such a value. */
  readonly rows: number;
}

/** Counts that a preparation determines. */
export interface TrainingCounts {
  readonly rows: number;
  /** Number of users with a row. */
  readonly users: number;
  /** Number of users with at least two rows. */
  readonly usersWithTwo: number;
  /** Number of rows of each event type. */
  readonly events: Readonly<Record<string, { readonly rows: number }>>;
}

/**
 * Facts that a data profile determines: {@link TrainingCounts}, in which exact duplicates count once except in `rows`, and more.
 */
export interface ShopFacts extends TrainingCounts {
  readonly events: Readonly<Record<string, EventFacts>>;
  readonly distinctRows: number;
  /** Size by which the shop is priced. */
  readonly size: ShopSize;
  /** Number of training and validation rows together. */
  readonly keptRows: number;
  /** Number of baskets in training and validation, and of those with at least two items. */
  readonly baskets: number;
  readonly sharedBaskets: number;
  /** Number of records of the shop's own files that were left out because they name no user; absent if there are none. */
  readonly withoutUser?: number;
  /** Number of rows with a time in the future. */
  readonly futureRows: number;
  readonly refusals: readonly Refusal[];
  /** Names of the files, items.csv or users.csv, that have fewer rows than an import needs. */
  readonly emptyTables: readonly string[];
  /** Maps the archive's event types to Personalize's. */
  readonly mapping: Readonly<Record<string, string>>;
  /** Event types that occur in the archive. */
  readonly occurringTypes: readonly string[];
  /** The columns of items and users that training may use as categories. */
  readonly categoricalColumns: readonly CategoricalColumn[];
}

/** Training rows of one event type, without exact duplicates. */
export interface EventFacts {
  readonly rows: number;
  /** Number of distinct items. */
  readonly items: number;
  readonly usersWithTwoItems: number;
  /** Number of pairs of items that a user has both of, summed over all users. */
  readonly pairs: number;
  /** Number of rows of the tenth most frequent item; 0 if there are fewer items. */
  readonly rowsOfTenth: number;
}

/** How well a categorical column is filled. */
export interface CategoricalColumn {
  readonly file: string;
  readonly name: string;
  readonly rows: number;
  readonly missing: number;
  readonly distinct: number;
}

/** Answer of the program that profiles a shop's data for a synth: the facts, or a problem with the data. */
export type FactsAnswer = { readonly facts: ShopFacts } | { readonly problem: string };
