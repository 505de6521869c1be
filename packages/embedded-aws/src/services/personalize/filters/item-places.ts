import type { RecordTable } from '../data/record-table';

/**
 * Where each of a list of items is in an {@link ItemIndex}: its row plus 1, or 0 for one without a record. The
 * list may grow, and the table change.
 */
export class ItemPlaces {
  private places = new Uint32Array();
  private version: number;
  /** Where in the list those without a record are. */
  private readonly strangers = new Map<string, number>();

  constructor(
    private readonly table: RecordTable,
    private readonly itemIds: readonly string[],
  ) {
    this.version = table.version;
  }

  /** The places as they are now. */
  current(): Uint32Array {
    const { table, itemIds, strangers } = this;
    for (const row of table.rowsSince(this.version)) {
      const at = strangers.get(table.idOf(row));
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
      if (row === undefined) this.strangers.set(itemIds[at], at);
      else this.places[at] = row + 1;
    }
  }
}
