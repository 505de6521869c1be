import type { CsvChunk } from '../csv/csv-chunk';
import { readCsv } from '../csv/read-csv';
import { DATASETS } from '../datasets';
import { columnIndexes } from './column-indexes';
import { IdTable } from './id-table';
import { INTERACTION_COLUMNS } from './interaction-columns';
import { parseTimestamp } from './parse-timestamp';
import type { TimedRows } from './split';

/**
 * The rows of a chunk of interactions whose event type is kept. The first `count` entries of each array are
 * valid, until the next chunk is asked for.
 */
export interface KeptRows extends TimedRows {
  readonly chunk: CsvChunk;
  /** Where the columns for import are in a row of the chunk, in their order. */
  readonly columns: readonly number[];
  /** Number of the row in the chunk. */
  readonly rows: Uint32Array;
  /** Number of the event type in {@link InteractionFilter.eventTypes}. */
  readonly events: Uint8Array;
}

/** Unknown event types that are remembered for a message: enough for any shop, too few to fill the memory. */
const MAX_REMEMBERED_TYPES = 1000;

/** A longer one is no event type of Amazon Personalize, and more likely a quote that is missing. */
const MAX_TYPE_BYTES = 1024;

/** Keeps the interactions that have a name in Personalize, in every pass over the file alike. */
export class InteractionFilter {
  /** The event types that the kept rows get, without duplicates. */
  readonly eventTypes: readonly string[];

  /** The archive's event types: first those that are kept, then others that occur. */
  private readonly sourceTypes = new IdTable();
  private readonly keptTypes: number;
  /** From a kept type of the archive to its entry in {@link eventTypes}. */
  private readonly targets: readonly number[];

  // Memory of the latest KeptRows, used again for the next.
  private rows = new Uint32Array(0);
  private events = new Uint8Array(0);

  constructor(eventTypes: Readonly<Record<string, string>>) {
    this.eventTypes = [...new Set(Object.values(eventTypes))];
    this.targets = Object.values(eventTypes).map((target) => this.eventTypes.indexOf(target));
    this.keptTypes = this.targets.length;
    for (const name of Object.keys(eventTypes)) {
      const bytes = Buffer.from(name);
      this.sourceTypes.add(bytes, 0, bytes.length);
    }
  }

  /** Event types that occur and are not kept. */
  droppedTypes(): string[] {
    return Array.from({ length: this.sourceTypes.size - this.keptTypes }, (_, index) =>
      this.sourceTypes.idOf(this.keptTypes + index),
    );
  }

  /**
   * Reads the interactions of an archive.
   *
   * @throws Error that names the line, for a column that is missing or text that is no table
   */
  async *read(body: AsyncIterable<Buffer>): AsyncGenerator<KeptRows> {
    const csv = await readCsv(body, { file: DATASETS.INTERACTIONS.member, escape: '"' });
    const columns = columnIndexes(DATASETS.INTERACTIONS, csv.columns);
    let before = 0;
    for await (const chunk of csv.chunks) {
      const count = this.keep(chunk, columns[INTERACTION_COLUMNS.event]);
      const { rows, events } = this;
      const timestampOf = (index: number): number => {
        const at = 2 * (rows[index] * chunk.width + columns[INTERACTION_COLUMNS.timestamp]);
        return parseTimestamp(chunk.bytes, chunk.fields[at], chunk.fields[at + 1]);
      };
      yield { chunk, columns, before, count, rows, events, timestampOf };
      before += count;
    }
  }

  private keep({ bytes, fields, width, rows: chunkRows }: CsvChunk, event: number): number {
    if (this.rows.length < chunkRows) {
      this.rows = new Uint32Array(2 * chunkRows);
      this.events = new Uint8Array(2 * chunkRows);
    }
    const { rows, events, targets, keptTypes } = this;
    let count = 0;
    for (let row = 0, at = 2 * event; row < chunkRows; row++, at += 2 * width) {
      const type = this.typeOf(bytes, fields[at], fields[at + 1]);
      if (type >= keptTypes) continue;
      rows[count] = row;
      events[count++] = targets[type];
    }
    return count;
  }

  private typeOf(bytes: Buffer, start: number, end: number): number {
    return this.sourceTypes.size < this.keptTypes + MAX_REMEMBERED_TYPES && end - start <= MAX_TYPE_BYTES
      ? this.sourceTypes.add(bytes, start, end)
      : (this.sourceTypes.find(bytes, start, end) ?? this.keptTypes);
  }
}
