/**
 * Maps a shop's own files to the tables that Amazon Personalize imports: the setting `data`. Without it, the archive
 * must contain interactions.csv, items.csv and users.csv with the workshop's columns.
 */
export interface ShopMapping {
  readonly interactions: InteractionsMapping;
  /** @default - no Items dataset; `interactions.shown` can then provide what answers show */
  readonly items?: ItemsMapping;
  /** @default - no Users dataset */
  readonly users?: UsersMapping;
}

/** The files of a table, and their format. Several tables may read the same file. */
export interface TableFiles {
  /** Names or globs (`orders/*.csv.gz`), relative to the archive, folder or source. */
  readonly files: string | readonly string[];
  /** @default - from the file's extension: `.csv`, `.tsv`, `.jsonl` or `.ndjson`, before `.gz` */
  readonly format?: 'csv' | 'tsv' | 'jsonl';
  /** One character that separates values. @default ',' for csv, a tab for tsv */
  readonly delimiter?: string;
  /** @default '"' */
  readonly quote?: string;
  /** Encoding, unless there is a byte order mark. @default 'utf-8' */
  readonly encoding?: 'utf-8' | 'utf-16le' | 'utf-16be' | 'latin1' | 'euc-kr' | 'shift_jis';
  /** Whether numbers are written like `1.234,50`. @default false */
  readonly decimalComma?: boolean;
  /** Path of a list in each record. Its elements become rows: `items` in `{"user_id": 1, "items": [{"sku": 2}]}`. */
  readonly unroll?: string;
  /**
   * Other files whose columns are added to the records, such as the customer and the time of an order line. Several
   * joins are applied one after another.
   */
  readonly join?: JoinedFiles | readonly JoinedFiles[];
  /** Rows that meet any of these conditions are left out, counted and reported. */
  readonly drop?: readonly DropCondition[];
}

/** Files with one row per id. A function holds them in memory. */
export interface JoinedFiles extends Pick<
  TableFiles,
  'files' | 'format' | 'delimiter' | 'quote' | 'encoding'
> {
  /** Column of the records with the id. */
  readonly on: ColumnName;
  /** Column of these files with the id. @default - the same name */
  readonly id?: ColumnName;
  /** Columns that are added to the records. They are empty if these files do not have a record's id. */
  readonly columns: readonly ColumnName[];
}

/** Condition on one column. It has exactly one test besides `column`. */
export type DropCondition = { readonly column: string } & (
  | { readonly empty: true }
  | { readonly startsWith: string }
  | { readonly oneOf: readonly string[] }
  | { readonly notOneOf: readonly string[] }
  | { readonly atMost: number }
);

/** Name of a column, or path into a nested record: `user_id`, `device.category`, or `items[].item_id` after unrolling. */
export type ColumnName = string;

/** Column of a time, its format and its time zone. */
export interface TimeColumn {
  /** Several columns are joined with hyphens: year, month and day. */
  readonly column: ColumnName | readonly ColumnName[];
  /**
   * `seconds`, `milliseconds` or `microseconds` since 1970, `iso` (ISO 8601), or a pattern such as `dd/MM/yyyy HH:mm`.
   *
   * @default 'iso'
   */
  readonly format?: 'seconds' | 'milliseconds' | 'microseconds' | 'iso' | (string & {});
  /** IANA name of the zone for times without an offset: `Europe/London`. @default 'UTC' */
  readonly zone?: string;
  /** Column of a whole number that is added in seconds, for times without a time of day: the number of a click in its session. */
  readonly sequence?: ColumnName;
}

/** Mapping of interactions: who did what with which item, and when. Order lines are interactions with a constant event. */
export interface InteractionsMapping extends TableFiles {
  readonly user: ColumnName;
  readonly item: ColumnName;
  readonly time: ColumnName | TimeColumn;
  /** Column whose values the setting `eventTypes` maps, or a constant type for every row: `{ "constant": "Purchase" }`. */
  readonly event: ColumnName | { readonly constant: string };
  /** Column of the order or basket to which a purchase belongs. */
  readonly order?: ColumnName;
  /** Whether the order, as `order:ID`, becomes the user of a row without one. Personalize counts each as a user. */
  readonly orderAsUser?: boolean;
  /** Up to five custom columns, by their names in the schema. */
  readonly columns?: OwnColumns;
  /** Whether user ids are replaced with keyed hashes. For shops whose only customer id is personal, such as an e-mail address. */
  readonly hashUsers?: boolean;
  /**
   * What the rows say about their items, for a shop without an Items dataset. Answers show it, but models do not learn from it.
   *
   * @default - answers have only ids, unless there are `items`
   */
  readonly shown?: ShownMapping;
}

/**
 * At least one column. Each gets its value from the item's newest row that has one; among rows of the same time, from
 * the last one.
 */
export interface ShownMapping {
  readonly name?: ColumnName;
  readonly category?: ColumnName;
  /** Price of one piece, in rows of orders. 0 or less counts as no price. */
  readonly price?: ColumnName;
}

/**
 * Mapping of items, one row per item. If the files have several rows for an item, the most frequent text and the
 * median number count.
 */
export interface ItemsMapping extends TableFiles {
  readonly id: ColumnName;
  /** Answers and filters use it; models do not learn from it. */
  readonly name?: ColumnName;
  /** Required by the domain: a column, or one constant. */
  readonly category: ColumnName | { readonly constant: string };
  /** Required by the domain: a column, or one constant. */
  readonly price: ColumnName | { readonly constant: number };
  readonly description?: ColumnName;
  readonly columns?: OwnColumns;
}

/** Mapping of users, one row per user. The domain requires one column besides the id. */
export interface UsersMapping extends TableFiles {
  readonly id: ColumnName;
  readonly columns: OwnColumns;
}

/** Custom columns by their names in the schema: `{ "COLOUR": { "from": "colour", "type": "categorical" } }`. */
export type OwnColumns = Readonly<Record<string, OwnColumn>>;

/** Source and type of a custom column. Values may be empty. */
export interface OwnColumn {
  readonly from: ColumnName;
  readonly type: OwnColumnType;
  /** Separator of several categories in one value. It is converted to `|`. */
  readonly separator?: string;
}

/**
 * `categorical` (also for booleans: Personalize neither trains on booleans nor filters by them), `textual` (at most one, only for
 * items), a number, `timestamp` (ISO 8601 or Unix time in the files), or `string`, which only filters and answers use.
 */
export type OwnColumnType = 'categorical' | 'textual' | 'int' | 'float' | 'timestamp' | 'string';
