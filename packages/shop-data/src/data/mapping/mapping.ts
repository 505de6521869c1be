/**
 * How a shop's own files become the tables that Amazon Personalize imports: the setting `data`. Without it, the archive
 * holds interactions.csv, items.csv and users.csv with the workshop's columns.
 */
export interface ShopMapping {
  readonly interactions: InteractionsMapping;
  /** @default - no Items dataset; `interactions.shown` can say what answers show */
  readonly items?: ItemsMapping;
  /** @default - no Users dataset */
  readonly users?: UsersMapping;
}

/** Which files hold a table, and how they are written. Several tables may read the same file. */
export interface TableFiles {
  /** Names or globs (`orders/*.csv.gz`), relative to the archive, folder or source. */
  readonly files: string | readonly string[];
  /** @default - by the file's name: `.csv`, `.tsv`, `.jsonl` or `.ndjson`, before `.gz` */
  readonly format?: 'csv' | 'tsv' | 'jsonl';
  /** One character between two values. @default ',' of csv, a tab of tsv */
  readonly delimiter?: string;
  /** @default '"' */
  readonly quote?: string;
  /** A byte order mark takes precedence. @default 'utf-8' */
  readonly encoding?: 'utf-8' | 'utf-16le' | 'utf-16be' | 'latin1' | 'euc-kr' | 'shift_jis';
  /** Whether numbers are written `1.234,50`. @default false */
  readonly decimalComma?: boolean;
  /** Path of a list in each record, whose elements become rows: `items` in `{"user_id": 1, "items": [{"sku": 2}]}`. */
  readonly unroll?: string;
  /**
   * Other files whose columns are added to the records, such as the customer and the time of an order line. Several are joined
   * one after another.
   */
  readonly join?: JoinedFiles | readonly JoinedFiles[];
  /** Rows that are left out, counted and reported: those that meet any of the conditions. */
  readonly drop?: readonly DropCondition[];
}

/** Files with one row an id; a function holds them in memory. */
export interface JoinedFiles extends Pick<
  TableFiles,
  'files' | 'format' | 'delimiter' | 'quote' | 'encoding'
> {
  /** Column of the id in the records. */
  readonly on: ColumnName;
  /** Column of the id in these files. @default - the same name */
  readonly id?: ColumnName;
  /** Columns that the records get; empty in a record whose id these files do not have. */
  readonly columns: readonly ColumnName[];
}

/** Condition on one column, with exactly one test beside `column`. */
export type DropCondition = { readonly column: string } & (
  | { readonly empty: true }
  | { readonly startsWith: string }
  | { readonly oneOf: readonly string[] }
  | { readonly notOneOf: readonly string[] }
  | { readonly atMost: number }
);

/** Name of a column, or path into a nested record: `user_id`, `device.category`, `items[].item_id` after unrolling. */
export type ColumnName = string;

/** Column of a time, its format and its time zone. */
export interface TimeColumn {
  /** Several columns are joined by hyphens: year, month and day. */
  readonly column: ColumnName | readonly ColumnName[];
  /**
   * `seconds`, `milliseconds` and `microseconds` since 1970, `iso` (ISO 8601), or a pattern such as `dd/MM/yyyy HH:mm`.
   *
   * @default 'iso'
   */
  readonly format?: 'seconds' | 'milliseconds' | 'microseconds' | 'iso' | (string & {});
  /** IANA name of the zone of times without an offset: `Europe/London`. @default 'UTC' */
  readonly zone?: string;
  /** Column of a whole number that is added in seconds, where times have no clock: the number of a click in its session. */
  readonly sequence?: ColumnName;
}

/** Who did what with which item, and when. Order lines are interactions whose event is a constant. */
export interface InteractionsMapping extends TableFiles {
  readonly user: ColumnName;
  readonly item: ColumnName;
  readonly time: ColumnName | TimeColumn;
  /** Column whose values the setting `eventTypes` maps, or the type of every row: `{ "constant": "Purchase" }`. */
  readonly event: ColumnName | { readonly constant: string };
  /** Order or basket that a purchase belongs to. */
  readonly order?: ColumnName;
  /** Whether the order, `order:ID`, becomes the user of a row that has none. Personalize counts each as a user. */
  readonly orderAsUser?: boolean;
  /** Up to five columns of the shop's own, by their name in the schema. */
  readonly columns?: OwnColumns;
  /** Users are written as keyed hashes: for shops whose only customer id is personal, such as an e-mail address. */
  readonly hashUsers?: boolean;
  /**
   * What the rows say of their items, for a shop without an Items dataset: answers show it, and nothing is trained on it.
   *
   * @default - answers have ids alone, unless there are `items`
   */
  readonly shown?: ShownMapping;
}

/** At least one column. Each takes its value from the item's newest row that has one; of rows of the same time, the last. */
export interface ShownMapping {
  readonly name?: ColumnName;
  readonly category?: ColumnName;
  /** For one piece, in rows of orders. 0 or less is no price. */
  readonly price?: ColumnName;
}

/** One row an item; where the files have several rows an item, the most frequent text and the median number count. */
export interface ItemsMapping extends TableFiles {
  readonly id: ColumnName;
  /** Not trained on; serves answers and filters. */
  readonly name?: ColumnName;
  /** The domain requires it: a column, or one constant that the shop chose. */
  readonly category: ColumnName | { readonly constant: string };
  /** The domain requires it. */
  readonly price: ColumnName | { readonly constant: number };
  readonly description?: ColumnName;
  readonly columns?: OwnColumns;
}

/** One row a user. The domain requires one column beside the id. */
export interface UsersMapping extends TableFiles {
  readonly id: ColumnName;
  readonly columns: OwnColumns;
}

/** Columns of the shop's own, by their name in the schema: `{ "COLOUR": { "from": "colour", "type": "categorical" } }`. */
export type OwnColumns = Readonly<Record<string, OwnColumn>>;

/** Source and type of a column of the shop's own. Empty values are allowed. */
export interface OwnColumn {
  readonly from: ColumnName;
  readonly type: OwnColumnType;
  /** What separates several categories in one value; becomes `|`. */
  readonly separator?: string;
}

/**
 * `categorical` (booleans too: the service neither trains on nor filters by boolean), `textual` (one, items only), a
 * number, `timestamp` (written as ISO 8601 or Unix time), or `string`, which only filters and answers use.
 */
export type OwnColumnType = 'categorical' | 'textual' | 'int' | 'float' | 'timestamp' | 'string';
