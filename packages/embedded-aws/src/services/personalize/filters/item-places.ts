import type { RecordTable } from '../data/record-table';

/**
 * Places of a list of items in an {@link ItemIndex}: row + 1, or 0 without a record. The list may grow, and
 * the table change.
 */
export class ItemPlaces {
  private places = new Uint32Array();
  private version: number;
  /** List positions of items without a record. */
  private readonly withoutRecord = new Map<string, number>();

  constructor(
    private readonly table: RecordTable,
    private readonly itemIds: readonly string[],
  ) {
    this.version = table.version;
  }

  /** Up-to-date places. */
  current(): Uint32Array {
    const { table, itemIds, withoutRecord } = this;
    for (const row of table.rowsSince(this.version)) {
      const at = withoutRecord.get(table.idOf(row));
      if (at !== undefined) this.places[at] = row + 1;
    }
    this.version = table.version;
    if (itemIds.length > this.places.length) this.grow();
    return this.places;
  }

  private grow(): void {
    const { table, itemIds, places: former } = this;
    this.places = new Uint32Array(itemIds.length);
    this.places.set(former);
    for (let at = former.length; at < itemIds.length; at++) {
      const row = table.row(itemIds[at]);
      if (row === undefined) this.withoutRecord.set(itemIds[at], at);
      else this.places[at] = row + 1;
    }
  }
}
