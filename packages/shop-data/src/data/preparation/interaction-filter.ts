import { csvText, type CsvEscape } from '@ecommerce-recommenders/csv/csv-buffer';
import type { CsvChunk } from '@ecommerce-recommenders/csv/csv-chunk';
import { CsvMemory } from '@ecommerce-recommenders/csv/csv-memory';
import { readCsv } from '@ecommerce-recommenders/csv/read-csv';
import type { DatasetSource } from '../datasets';
import { columnIndexes } from './check-table';
import { IdTable } from '@ecommerce-recommenders/csv/id-table';
import { INTERACTION_COLUMNS, interactionIndexes, parseTimestamp } from './interaction-fields';
import { InteractionRows, type KeptTypes } from './interaction-rows';
import type { TimedRows } from './split';

/** The rows of a chunk whose event type is kept. Valid until the next chunk is requested. */
export interface KeptRows extends TimedRows {
  readonly chunk: CsvChunk;
  /** Positions of the columns for import in a row of the chunk, in their order. */
  readonly columns: readonly number[];
  /** Like {@link columns}, with custom columns before the time. */
  readonly allColumns: readonly number[];
  /** Parsed fields of the rows. */
  readonly found: InteractionRows;
  /** Output text of each event type, as CSV. */
  readonly names: readonly Buffer[];
}

/** Maximum number of unknown event types to remember for a message, to bound memory. */
const MAX_REMEMBERED_TYPES = 1000;

/**
 * Maximum length of an event type. A longer one is invalid for Amazon Personalize, and most likely the result of a missing quote.
 */
const MAX_TYPE_BYTES = 1024;

/** Selects the interactions whose event type is mapped. It selects the same ones in every pass over the file. */
export class InteractionFilter {
  /** The distinct event types that the kept rows get. */
  readonly eventTypes: readonly string[];
  /** Number of rows that the latest pass did not select. */
  droppedRows = 0;

  private readonly types: KeptTypes;
  /** Event types that occur before the first kept row. */
  private readonly dropped = new IdTable();

  /** @param escape - how quotes within a quoted name are escaped */
  constructor(
    eventTypes: Readonly<Record<string, string>>,
    escape: CsvEscape,
    readonly source: DatasetSource,
  ) {
    this.eventTypes = [...new Set(Object.values(eventTypes))];
    this.types = {
      numbers: new Map(
        Object.entries(eventTypes).map(([type, name]) => [type, this.eventTypes.indexOf(name)]),
      ),
      names: this.eventTypes.map((name) => csvText(name, escape)),
    };
  }

  /** The event types that occur, if no row was kept. */
  droppedTypes(): string[] {
    return Array.from({ length: this.dropped.size }, (_, index) => this.dropped.idOf(index));
  }

  /**
   * Reads the interactions of an archive.
   *
   * @throws Error that names the line, if a column is missing or the text is not a table
   */
  async *read(body: AsyncIterable<Buffer>): AsyncGenerator<KeptRows> {
    const memory = new CsvMemory();
    const csv = await readCsv(body, { file: this.source.member, escape: '"', memory });
    const allColumns = columnIndexes(this.source, csv.columns);
    const columns = interactionIndexes(this.source, csv.columns);
    const found = new InteractionRows(memory, csv.columns.length, columns, this.types);
    let before = 0;
    this.droppedRows = 0;
    for await (const chunk of csv.chunks) {
      const count = found.keep(chunk);
      const timestampOf = (index: number): number => {
        const at = 2 * (found.rows[index] * chunk.width + columns[INTERACTION_COLUMNS.timestamp]);
        return parseTimestamp(chunk.bytes, chunk.fields[at], chunk.fields[at + 1]);
      };
      if (count > 0)
        yield { chunk, columns, allColumns, before, count, found, names: this.types.names, timestampOf };
      before += count;
      this.droppedRows += chunk.rows - count;
      if (before === 0) this.remember(chunk, columns[INTERACTION_COLUMNS.event]);
    }
  }

  private remember({ bytes, fields, width, rows }: CsvChunk, event: number): void {
    for (let row = 0; row < rows && this.dropped.size < MAX_REMEMBERED_TYPES; row++) {
      const at = 2 * (row * width + event);
      if (fields[at + 1] - fields[at] <= MAX_TYPE_BYTES) this.dropped.add(bytes, fields[at], fields[at + 1]);
    }
  }
}
