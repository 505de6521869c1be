import type { ParsedSchema } from './parsed-schema';

/** A value of an item or user; null where the file's was empty. */
export type RecordValue = string | number | null;

/** Items or users as columns. The last record of an id is the one that counts. */
export class RecordTable {
  private readonly rowOf = new Map<string, number>();
  private readonly columns: RecordValue[][];
  private readonly idColumn: number;
  /** Row of every record as it was put, so that what was made of the table can follow. */
  private readonly puts: number[] = [];

  constructor(readonly schema: ParsedSchema) {
    this.columns = schema.columns.map(() => []);
    const id = schema.datasetType === 'ITEMS' ? 'ITEM_ID' : 'USER_ID';
    this.idColumn = schema.columns.findIndex(({ name }) => name === id);
  }

  get size(): number {
    return this.rowOf.size;
  }

  /** Grows with every record. */
  get version(): number {
    return this.puts.length;
  }

  /** Rows that have changed or come since a {@link version}, each once. */
  rowsSince(version: number): Iterable<number> {
    return version === this.puts.length ? [] : new Set(this.puts.slice(version));
  }

  /** @param texts a value a column of the schema, checked already */
  put(texts: readonly string[]): void {
    const id = texts[this.idColumn];
    const row = this.rowOf.get(id) ?? this.rowOf.size;
    this.rowOf.set(id, row);
    this.puts.push(row);
    this.schema.columns.forEach(({ type }, column) => {
      this.columns[column][row] = valueOf(texts[column], type !== 'string' && type !== 'boolean');
    });
  }

  /** Value of a column by the schema's name; undefined for an id that is not here. */
  value(id: string, columnName: string): RecordValue | undefined {
    const row = this.rowOf.get(id);
    const column = this.schema.columns.findIndex(({ name }) => name === columnName);
    return row === undefined || column < 0 ? undefined : this.columns[column][row];
  }

  /** The id of a row. */
  idOf(row: number): string {
    return String(this.columns[this.idColumn][row]);
  }

  /** Row of an id in what {@link values} gives. */
  row(id: string): number | undefined {
    return this.rowOf.get(id);
  }

  /** All values of a column, by row; none for a column that is not here. */
  values(columnName: string): readonly RecordValue[] {
    return this.columns[this.schema.columns.findIndex(({ name }) => name === columnName)] ?? [];
  }

  /** The ids, in the order in which they were first put. */
  ids(): Iterable<string> {
    return this.rowOf.keys();
  }

  /** This table's records and over them another one's, as a new table with the other one's columns. */
  with(other: RecordTable): RecordTable {
    const both = this.adaptedTo(other.schema);
    for (const row of other.rowOf.values()) both.put(other.columns.map((values) => textOf(values[row])));
    return both;
  }

  /** The same records under another schema, as a new table; columns that are new are null. */
  adaptedTo(schema: ParsedSchema): RecordTable {
    const adapted = new RecordTable(schema);
    const places = schema.columns.map(({ name }) =>
      this.schema.columns.findIndex((old) => old.name === name),
    );
    for (const row of this.rowOf.values())
      adapted.put(places.map((place) => (place < 0 ? '' : textOf(this.columns[place][row]))));
    return adapted;
  }
}

const textOf = (value: RecordValue): string => (value === null ? '' : String(value));

function valueOf(text: string, isNumber: boolean): RecordValue {
  if (text === '') return null;
  return isNumber ? Number(text) : text;
}
