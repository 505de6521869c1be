import type { ParsedSchema } from './parsed-schema';

/** A value of an item or user; null where the file's was empty. */
export type RecordValue = string | number | null;

/** Items or users as columns. The last record of an id is the one that counts. */
export class RecordTable {
  private readonly rowOf = new Map<string, number>();
  private readonly columns: RecordValue[][];
  private readonly idColumn: number;

  constructor(readonly schema: ParsedSchema) {
    this.columns = schema.columns.map(() => []);
    const id = schema.datasetType === 'ITEMS' ? 'ITEM_ID' : 'USER_ID';
    this.idColumn = schema.columns.findIndex(({ name }) => name === id);
  }

  get size(): number {
    return this.rowOf.size;
  }

  /** @param texts a value a column of the schema, checked already */
  put(texts: readonly string[]): void {
    const id = texts[this.idColumn];
    const row = this.rowOf.get(id) ?? this.rowOf.size;
    this.rowOf.set(id, row);
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

  /** This table and another one of the same columns together; the other one's records win. */
  with(other: RecordTable): RecordTable {
    const both = new RecordTable(other.schema);
    for (const table of [this, other])
      for (const row of table.rowOf.values())
        both.put(table.columns.map((values) => String(values[row] ?? '')));
    return both;
  }
}

function valueOf(text: string, isNumber: boolean): RecordValue {
  if (text === '') return null;
  return isNumber ? Number(text) : text;
}
