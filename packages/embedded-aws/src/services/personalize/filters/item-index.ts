import type { RecordTable } from '../data/record-table';
import { Bitmap } from './bitmap';
import { InvertedColumn } from './inverted-column';
import { ItemPlaces } from './item-places';
import { partsOf } from './column-values';

/** An inverted column and the table version it reflects. */
interface KnownColumn {
  readonly inverted: InvertedColumn;
  readonly version: number;
}

/** Changed records that are tested one by one before the column is inverted again. */
const MAX_CHANGES = 5_000;

/** Maximum number of cached sets. */
const MAX_REMEMBERED = 200;

/**
 * Finds items by field without scanning: columns are inverted lazily, and again after many changes. Place 0
 * stands for every item without a record; the table's rows follow.
 */
export class ItemIndex {
  private readonly columns = new Map<string, KnownColumn>();
  private readonly lists = new WeakMap<readonly string[], ItemPlaces>();
  private answers = new Map<string, Bitmap>();
  private answersVersion = 0;

  constructor(private readonly table: RecordTable) {}

  /**
   * Places whose values satisfy a condition.
   *
   * @param find - by inverted column, into an empty set
   * @param test - the same for one item's values, for records changed since
   */
  places(
    columnName: string,
    find: (column: InvertedColumn, found: Bitmap) => Bitmap,
    test: (values: readonly (string | number)[]) => boolean,
  ): Bitmap {
    const { table } = this;
    const { inverted, version } = this.column(columnName);
    const found = find(inverted, new Bitmap(table.size + 1));
    for (const row of table.rowsSince(version))
      found.set(row + 1, test(this.valuesOf(table.idOf(row), columnName)));
    return found;
  }

  /** Memoizes `find` by question until the table changes; the set must not be modified. */
  remembered(question: string, find: () => Bitmap): Bitmap {
    const { version } = this.table;
    if (version !== this.answersVersion || this.answers.size === MAX_REMEMBERED) this.answers = new Map();
    this.answersVersion = version;
    let answer = this.answers.get(question);
    if (!answer) this.answers.set(question, (answer = find()));
    return answer;
  }

  /** Inverts a column on first use. */
  column(name: string): KnownColumn {
    const known = this.columns.get(name);
    const { table } = this;
    if (known && table.version - known.version <= MAX_CHANGES) return known;
    const inverted = new InvertedColumn([null, ...table.values(name)], this.isCategorical(name));
    const column = { inverted, version: table.version };
    this.columns.set(name, column);
    return column;
  }

  /** Values of an item's field. */
  valuesOf(itemId: string, columnName: string): readonly (string | number)[] {
    return partsOf(this.table.value(itemId, columnName), this.isCategorical(columnName));
  }

  /** Places of a list of item ids; cached per list. */
  placesOf(itemIds: readonly string[]): Uint32Array {
    let places = this.lists.get(itemIds);
    if (!places) this.lists.set(itemIds, (places = new ItemPlaces(this.table, itemIds)));
    return places.current();
  }

  private isCategorical(columnName: string): boolean {
    return this.table.schema.columns.some(({ name, categorical }) => name === columnName && categorical);
  }
}

const indexes = new WeakMap<RecordTable, ItemIndex>();

/** The index of a table; follows its changes. */
export function itemIndexOf(table: RecordTable): ItemIndex {
  let index = indexes.get(table);
  if (!index) indexes.set(table, (index = new ItemIndex(table)));
  return index;
}
