import type { CsvFile } from '@ecommerce-recommenders/csv/read-csv';
import { IdTable } from '@ecommerce-recommenders/csv/id-table';
import type { ApiConfig } from '@ecommerce-recommenders/shop-data/contracts/functions/api';
import { Lru } from './lru';

/** Details of an item in an answer. */
export interface ItemDetails {
  readonly name?: string;
  readonly price?: number;
  readonly currency?: string;
  readonly category?: string;
  readonly image?: string;
  readonly link?: string;
}

/** Settings of the columns that answers use. */
export type ShownColumns = Pick<ApiConfig, 'show' | 'currency' | 'soldOut' | 'diversify' | 'hasOtherItems'>;

/** Members of {@link ItemDetails} that have a column. */
const FIELDS = ['name', 'price', 'category', 'image', 'link'] as const;

/**
 * Limit of the details in memory; items beyond it are shown without details. The largest catalogue that Personalize
 * trains on takes about 190 MB.
 */
const MAX_TEXT_BYTES = 256 * 1024 * 1024;

const ITEM_ID = 'ITEM_ID';

/** Terminates each value in the text. CSV files contain no NUL. */
const END = 0;

/**
 * Pages link to these addresses, so only http(s) URLs and absolute paths are allowed: no `javascript:`, no
 * protocol-relative URLs.
 */
const ADDRESS = /^(https?:\/\/|\/(?!\/))/i;

const FIRST_ITEMS = 1_024;

/** Size of the cache of details as objects. */
const KEPT_DETAILS = 5_000;
const ABSENT = 0xffffffff;

/**
 * The shop's items by id, in compact form. One buffer holds all text, so that a catalogue of 750,000 items fits into
 * a function. A later row of an item replaces an earlier one.
 */
export class ItemTable {
  private readonly ids = new IdTable();
  private text = Buffer.allocUnsafe(64 * 1024);
  private textBytes = 0;
  /** Offset of each item's values in the text, by item number. */
  private starts = new Uint32Array(FIRST_ITEMS).fill(ABSENT);
  private soldOut = new Uint8Array(FIRST_ITEMS);
  /** Distinct values of the column by which answers are diversified. Each item has the number of its value. */
  private readonly groups = new IdTable();
  private groupOf = new Uint32Array(FIRST_ITEMS);
  private readonly details = new Lru<ItemDetails>(KEPT_DETAILS);

  private constructor(private readonly shown: ShownColumns) {}

  /** Reads the prepared item table. @throws Error that names file and line */
  static async read({ columns, chunks }: CsvFile, shown: ShownColumns): Promise<ItemTable> {
    const table = new ItemTable(shown);
    const { show, soldOut, diversify } = shown;
    const from = {
      name: show.name,
      price: 'PRICE',
      category: 'CATEGORY_L1',
      image: show.image,
      link: show.link,
    };
    const fields = FIELDS.map((name) => (from[name] === undefined ? -1 : columns.indexOf(from[name])));
    const id = columns.indexOf(ITEM_ID);
    const stock = soldOut ? columns.indexOf(soldOut.column) : -1;
    const group = diversify ? columns.indexOf(diversify.by) : -1;
    const outValues = soldOut?.values.map((value) => Buffer.from(value)) ?? [];
    for await (const { bytes, rows, width, fields: offsets } of chunks)
      for (let row = 0; row < rows; row++) {
        const start = (field: number): number => offsets[2 * (row * width + field)];
        const end = (field: number): number => offsets[2 * (row * width + field) + 1];
        const number = table.ids.add(bytes, start(id), end(id));
        table.makeRoomFor(number);
        const isOut =
          stock >= 0 && outValues.some((value) => value.equals(bytes.subarray(start(stock), end(stock))));
        table.soldOut[number] = isOut ? 1 : 0;
        if (group >= 0) table.groupOf[number] = table.groups.add(bytes, start(group), end(group)) + 1;
        table.keep(
          number,
          fields.map((field) =>
            field < 0 ? bytes.subarray(0, 0) : bytes.subarray(start(field), end(field)),
          ),
        );
      }
    return table;
  }

  /** Number of items, including sold-out ones. */
  get size(): number {
    return this.ids.size;
  }

  /** Whether the table contains all items of the shop. */
  get isCatalogue(): boolean {
    return !this.shown.hasOtherItems;
  }

  /** Whether the shop has an item, as far as the table can tell. */
  has(itemId: string): boolean {
    return !this.isCatalogue || this.numberOf(itemId) !== undefined;
  }

  /** Whether the shop has an item that is not sold out. */
  isOnSale(itemId: string): boolean {
    const number = this.numberOf(itemId);
    return number === undefined ? !this.isCatalogue : this.soldOut[number] === 0;
  }

  /** Categories by which answers are diversified; empty if the item has none or is not in the table. */
  categoriesOf(itemId: string): readonly string[] {
    const group = this.groupOf[this.numberOf(itemId) ?? -1];
    if (!group) return [];
    return [...new Set(this.groups.idOf(group - 1).split('|'))].filter((category) => category !== '');
  }

  /** Details of an item; empty for one that is not in the table. */
  detailsOf(itemId: string): ItemDetails {
    const known = this.details.get(itemId);
    if (known) return known;
    const read = this.readDetails(itemId);
    this.details.set(itemId, read);
    return read;
  }

  private readDetails(itemId: string): ItemDetails {
    const number = this.numberOf(itemId);
    if (number === undefined || this.starts[number] === ABSENT) return {};
    const [name, price, category, image, link] = this.valuesAt(this.starts[number]);
    const amount = price === '' ? NaN : Number(price);
    return {
      ...(name !== '' && { name }),
      ...(Number.isFinite(amount) && {
        price: amount,
        ...(this.shown.currency !== undefined && { currency: this.shown.currency }),
      }),
      ...(category !== '' && { category }),
      ...(ADDRESS.test(image) && { image }),
      ...(ADDRESS.test(link) && { link }),
    };
  }

  /** The first items of the table that are on sale. */
  first(count: number): string[] {
    const ids: string[] = [];
    for (let number = 0; number < this.size && ids.length < count; number++)
      if (this.soldOut[number] === 0) ids.push(this.ids.idOf(number));
    return ids;
  }

  private numberOf(itemId: string): number | undefined {
    const bytes = Buffer.from(itemId);
    return this.ids.find(bytes, 0, bytes.length);
  }

  private valuesAt(start: number): string[] {
    let at = start;
    return FIELDS.map(() => {
      const end = this.text.indexOf(END, at);
      const value = this.text.toString('utf8', at, end);
      at = end + 1;
      return value;
    });
  }

  private makeRoomFor(number: number): void {
    const { length } = this.starts;
    if (number < length) return;
    const starts = new Uint32Array(2 * length).fill(ABSENT);
    starts.set(this.starts);
    const soldOut = new Uint8Array(2 * length);
    soldOut.set(this.soldOut);
    const groupOf = new Uint32Array(2 * length);
    groupOf.set(this.groupOf);
    Object.assign(this, { starts, soldOut, groupOf });
  }

  private keep(number: number, values: readonly Uint8Array[]): void {
    const bytes = values.reduce((sum, { length }) => sum + length + 1, 0);
    const end = this.textBytes + bytes;
    if (end > MAX_TEXT_BYTES) {
      this.starts[number] = ABSENT;
      return;
    }
    if (end > this.text.length) {
      const larger = Buffer.allocUnsafe(Math.min(MAX_TEXT_BYTES, 2 * end));
      this.text.copy(larger, 0, 0, this.textBytes);
      this.text = larger;
    }
    this.starts[number] = this.textBytes;
    for (const value of values) {
      this.text.set(value, this.textBytes);
      this.textBytes += value.length;
      this.text[this.textBytes++] = END;
    }
  }
}
