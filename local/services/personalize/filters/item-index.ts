import type { RecordTable } from '../data/record-table';
import { Bitmap } from './bitmap';
import { InvertedColumn } from './inverted-column';
import { partsOf } from './parts-of';

/**
 * Finds items by their fields without looking at each: a column is inverted when a filter first needs it.
 * After the rows of the table comes one more, which stands for every item without a record.
 */
export class ItemIndex {
  private readonly columns = new Map<string, InvertedColumn>();
  private readonly rowsByIds = new WeakMap<readonly string[], Uint32Array>();
  private readonly version: number;

  constructor(private readonly table: RecordTable) {
    this.version = table.version;
  }

  /** Whether a record has come since. */
  get isOutdated(): boolean {
    return this.version !== this.table.version;
  }

  /** An empty set of rows. */
  noRows(): Bitmap {
    return new Bitmap(this.table.size + 1);
  }

  column(name: string): InvertedColumn {
    let column = this.columns.get(name);
    if (!column) {
      column = new InvertedColumn(this.table.values(name), this.isCategorical(name));
      this.columns.set(name, column);
    }
    return column;
  }

  /** The values of one item's field. */
  valuesOf(itemId: string, columnName: string): readonly (string | number)[] {
    return partsOf(this.table.value(itemId, columnName), this.isCategorical(columnName));
  }

  /** Row of each of a list of item ids; the answer for a list is kept. */
  rowsOf(itemIds: readonly string[]): Uint32Array {
    let rows = this.rowsByIds.get(itemIds);
    if (!rows) {
      rows = Uint32Array.from(itemIds, (id) => this.table.row(id) ?? this.table.size);
      this.rowsByIds.set(itemIds, rows);
    }
    return rows;
  }

  private isCategorical(columnName: string): boolean {
    return this.table.schema.columns.some(({ name, categorical }) => name === columnName && categorical);
  }
}

const indexes = new WeakMap<RecordTable, ItemIndex>();

/** The index of a table, which is made anew once the table has changed. */
export function itemIndexOf(table: RecordTable): ItemIndex {
  let index = indexes.get(table);
  if (!index || index.isOutdated) {
    index = new ItemIndex(table);
    indexes.set(table, index);
  }
  return index;
}
