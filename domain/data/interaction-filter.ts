import { atLine } from '../csv/at-line';
import { lineOf, textOf, type CsvChunk } from '../csv/csv-chunk';
import { readCsv } from '../csv/read-csv';
import { DATASETS } from '../datasets';
import { checkId } from './check-id';
import { columnIndexes } from './column-indexes';
import { IdTable } from './id-table';
import { parseTimestamp, timestampProblem } from './parse-timestamp';

/**
 * The rows of a chunk of interactions whose event type is kept. The first `count` entries of each array are
 * valid, until the next chunk is asked for.
 */
export interface KeptRows {
  readonly chunk: CsvChunk;
  /** Where the columns for import are in a row of the chunk, in their order. */
  readonly columns: readonly number[];
  readonly count: number;
  /** Number of the row in the chunk. */
  readonly rows: Uint32Array;
  /** Number of the user in {@link InteractionFilter.userIds}. */
  readonly users: Uint32Array;
  /** Number of the event type in {@link InteractionFilter.eventTypes}. */
  readonly events: Uint32Array;
  /** Unix seconds. */
  readonly timestamps: Float64Array;
}

/** Unknown event types that are remembered for a message: enough for any shop, too few to fill the memory. */
const MAX_REMEMBERED_TYPES = 1000;

/** A longer one is no event type of Amazon Personalize, and more likely a quote that is missing. */
const MAX_TYPE_BYTES = 1024;

const { member, columns: COLUMNS } = DATASETS.INTERACTIONS;
const [ITEM, USER, EVENT, TIMESTAMP] = ['ITEM_ID', 'USER_ID', 'EVENT_TYPE', 'TIMESTAMP'].map((name) =>
  COLUMNS.findIndex((column) => column.name === name),
);

/** Keeps the interactions that have a name in Personalize, in every pass over the file alike. */
export class InteractionFilter {
  /** Every user who has a kept row. */
  readonly userIds = new IdTable();
  /** The event types that the kept rows get, without duplicates. */
  readonly eventTypes: readonly string[];

  /** The archive's event types: first those that are kept, then others that occur. */
  private readonly sourceTypes = new IdTable();
  private readonly keptTypes: number;
  /** From a kept type of the archive to its entry in {@link eventTypes}. */
  private readonly targets: readonly number[];

  // Memory of the latest KeptRows, used again for the next.
  private rows = new Uint32Array(0);
  private users = new Uint32Array(0);
  private events = new Uint32Array(0);
  private timestamps = new Float64Array(0);

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
   * Reads the interactions of an archive and checks the rows that it keeps.
   *
   * @throws Error that names the line, for a column that is missing or a value that an import would refuse
   */
  async *read(body: AsyncIterable<Buffer>): AsyncGenerator<KeptRows> {
    const csv = await readCsv(body, { file: member, escape: '"' });
    const columns = columnIndexes(DATASETS.INTERACTIONS, csv.columns);
    for await (const chunk of csv.chunks) yield this.keep(chunk, columns);
  }

  private keep(chunk: CsvChunk, columns: readonly number[]): KeptRows {
    const { bytes, fields, width } = chunk;
    const [item, user, event, timestamp] = [ITEM, USER, EVENT, TIMESTAMP].map(
      (column) => 2 * columns[column],
    );
    if (this.rows.length < chunk.rows) this.reserve(2 * chunk.rows);
    const { rows, users, events, timestamps } = this;
    let count = 0;
    for (let row = 0, at = 0; row < chunk.rows; row++, at += 2 * width) {
      const type = this.typeOf(bytes, fields[at + event], fields[at + event + 1]);
      if (type >= this.keptTypes) continue;

      const seconds = parseTimestamp(bytes, fields[at + timestamp], fields[at + timestamp + 1]);
      const problem =
        checkId(bytes, fields[at + item], fields[at + item + 1]) ??
        checkId(bytes, fields[at + user], fields[at + user + 1]);
      if (problem !== undefined || Number.isNaN(seconds)) {
        throw atLine(member, lineOf(chunk, row), problemOf(chunk, row, columns));
      }
      rows[count] = row;
      users[count] = this.userIds.add(bytes, fields[at + user], fields[at + user + 1]);
      events[count] = this.targets[type];
      timestamps[count++] = seconds;
    }
    return { chunk, columns, count, rows, users, events, timestamps };
  }

  private reserve(rows: number): void {
    this.rows = new Uint32Array(rows);
    this.users = new Uint32Array(rows);
    this.events = new Uint32Array(rows);
    this.timestamps = new Float64Array(rows);
  }

  private typeOf(bytes: Buffer, start: number, end: number): number {
    return this.sourceTypes.size < this.keptTypes + MAX_REMEMBERED_TYPES && end - start <= MAX_TYPE_BYTES
      ? this.sourceTypes.add(bytes, start, end)
      : (this.sourceTypes.find(bytes, start, end) ?? this.keptTypes);
  }
}

function problemOf(chunk: CsvChunk, row: number, columns: readonly number[]): string {
  for (const column of [ITEM, USER]) {
    const at = 2 * (row * chunk.width + columns[column]);
    const problem = checkId(chunk.bytes, chunk.fields[at], chunk.fields[at + 1]);
    if (problem !== undefined) return `${COLUMNS[column].from} ${problem}`;
  }
  return `${COLUMNS[TIMESTAMP].from} ${timestampProblem(textOf(chunk, row, columns[TIMESTAMP]))}`;
}
