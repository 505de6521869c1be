import { inSlices } from '../threads/in-slices';
import type { ParsedSchema } from './parsed-schema';

/** A value of an item or user; null if empty in the file. */
export type RecordValue = string | number | null;

/** Items or users, stored by column. The last record of an id wins. */
export class RecordTable {
  private readonly rowOf = new Map<string, number>();
  private readonly columns: RecordValue[][];
  private readonly idColumn: number;
  /** Log of written rows, so that derived indexes can follow. */
  private readonly puts: number[] = [];

  constructor(readonly schema: ParsedSchema) {
    this.columns = schema.columns.map(() => []);
    const id = schema.datasetType === 'ITEMS' ? 'ITEM_ID' : 'USER_ID';
    this.idColumn = schema.columns.findIndex(({ name }) => name === id);
  }

  get size(): number {
    return this.rowOf.size;
  }

  /** Incremented by every record. */
  get version(): number {
    return this.puts.length;
  }

  /** Rows changed or added since a {@link version}, without duplicates. */
  rowsSince(version: number): Iterable<number> {
    return version === this.puts.length ? [] : new Set(this.puts.slice(version));
  }

  /** @param texts - one valid value per schema column */
  put(texts: readonly string[]): void {
    const id = texts[this.idColumn];
    const row = this.rowOf.get(id) ?? this.rowOf.size;
    this.rowOf.set(id, row);
    this.puts.push(row);
    this.schema.columns.forEach(({ type }, column) => {
      this.columns[column][row] = valueOf(texts[column], type !== 'string' && type !== 'boolean');
    });
  }

  /** A column's value; undefined for an unknown id. */
  value(id: string, columnName: string): RecordValue | undefined {
    const row = this.rowOf.get(id);
    const column = this.schema.columns.findIndex(({ name }) => name === columnName);
    return row === undefined || column < 0 ? undefined : this.columns[column][row];
  }

  /** The id of a row. */
  idOf(row: number): string {
    return String(this.columns[this.idColumn][row]);
  }

  /** Row of an id in {@link values}. */
  row(id: string): number | undefined {
    return this.rowOf.get(id);
  }

  /** A column's values by row; empty for an unknown column. */
  values(columnName: string): readonly RecordValue[] {
    return this.columns[this.schema.columns.findIndex(({ name }) => name === columnName)] ?? [];
  }

  /** Ids in order of first insertion. */
  ids(): Iterable<string> {
    return this.rowOf.keys();
  }

  /**
   * A new table with this one's records overlaid by another's, in the other's columns. Built in time slices. Records
   * put into this table meanwhile are included unless the other table has their ids.
   *
   * @throws the signal's reason if it aborts
   */
  async with(other: RecordTable, signal: AbortSignal): Promise<RecordTable> {
    const both = new RecordTable(other.schema);
    const { version } = this;
    const own = this.rowCopier(both);
    await inSlices(this.size, own, signal);
    await inSlices(other.size, other.rowCopier(both), signal);
    for (const row of this.rowsSince(version)) if (!other.rowOf.has(this.idOf(row))) own(row);
    return both;
  }

  /**
   * The records of all ids but these, as a new table. Built in time slices; records put into this table meanwhile are
   * included.
   *
   * @throws the signal's reason if it aborts
   */
  async without(ids: ReadonlySet<string>, signal: AbortSignal): Promise<RecordTable> {
    const kept = new RecordTable(this.schema);
    const { version } = this;
    const copy = this.rowCopier(kept);
    const keep = (row: number): void => {
      if (!ids.has(this.idOf(row))) copy(row);
    };
    await inSlices(this.size, keep, signal);
    for (const row of this.rowsSince(version)) copy(row);
    return kept;
  }

  /** The same records under another schema, as a new table; new columns are null. */
  adaptedTo(schema: ParsedSchema): RecordTable {
    const adapted = new RecordTable(schema);
    const copy = this.rowCopier(adapted);
    for (let row = 0; row < this.size; row++) copy(row);
    return adapted;
  }

  /** Puts rows of this table into another, in the other's columns; those missing here are null. */
  private rowCopier(to: RecordTable): (row: number) => void {
    const places = to.schema.columns.map(({ name }) =>
      this.schema.columns.findIndex((own) => own.name === name),
    );
    return (row) => to.put(places.map((place) => (place < 0 ? '' : textOf(this.columns[place][row]))));
  }
}

const textOf = (value: RecordValue): string => (value === null ? '' : String(value));

function valueOf(text: string, isNumber: boolean): RecordValue {
  if (text === '') return null;
  return isNumber ? Number(text) : text;
}
