/** How many users and items a shop's dataset group has. */
export interface ShopSize {
  /** Users of the table and of the training together: AWS bills recommenders by them. */
  readonly users: number;
  /** Items of the table and of the training together. */
  readonly items: number;
  /** Items of the table; 0 without one. */
  readonly itemsOfTable: number;
  /** Items with an interaction in the training. */
  readonly itemsWithTraffic: number;
}

/** Rejected values of one column. */
export interface Refusal {
  /** File of the archive. */
  readonly file: string;
  readonly column: string;
  /** Line and problem of the first one. */
  readonly line: number;
  readonly problem: string;
  /** How many rows have one. */
  readonly rows: number;
}

/** Counts that a preparation determines. */
export interface TrainingCounts {
  readonly rows: number;
  /** Users who have a row. */
  readonly users: number;
  /** Users who have two rows or more. */
  readonly usersWithTwo: number;
  /** Rows of each event type. */
  readonly events: Readonly<Record<string, { readonly rows: number }>>;
}

/** Facts that a profile determines: {@link TrainingCounts}, with exact duplicates counted once except in `rows`, and more. */
export interface ShopFacts extends TrainingCounts {
  readonly events: Readonly<Record<string, EventFacts>>;
  readonly distinctRows: number;
  /** By which the shop is priced. */
  readonly size: ShopSize;
  /** Rows of training and validation together. */
  readonly keptRows: number;
  /** Baskets of training and validation, and those with two items or more. */
  readonly baskets: number;
  readonly sharedBaskets: number;
  /** Records of the shop's own files that were left out because they name no user; absent for none. */
  readonly withoutUser?: number;
  /** Rows later than now. */
  readonly futureRows: number;
  readonly refusals: readonly Refusal[];
  /** Which of items.csv and users.csv have fewer rows than an import needs. */
  readonly emptyTables: readonly string[];
  /** From the archive's event types to Personalize's. */
  readonly mapping: Readonly<Record<string, string>>;
  /** The archive's event types. */
  readonly occurringTypes: readonly string[];
  /** The columns of items and users that training may use as categories. */
  readonly categoricalColumns: readonly CategoricalColumn[];
}

/** Training rows of one event type, without exact duplicates. */
export interface EventFacts {
  readonly rows: number;
  /** Different items. */
  readonly items: number;
  readonly usersWithTwoItems: number;
  /** Pairs of items that a user has both of, summed over all users. */
  readonly pairs: number;
  /** Rows of the tenth most frequent item; 0 if there are fewer items. */
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

/** What the program that surveys a shop's data for a synth answers: the facts, or what is wrong with the data. */
export type FactsAnswer = { readonly facts: ShopFacts } | { readonly problem: string };
