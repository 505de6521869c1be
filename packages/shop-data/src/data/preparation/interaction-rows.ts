import type { CsvChunk } from '@ecommerce-recommenders/csv/csv-chunk';
import type { CsvMemory } from '@ecommerce-recommenders/csv/csv-memory';
import type { Region } from '@ecommerce-recommenders/wasm/program';
import { INTERACTION_COLUMNS } from './interaction-fields';

/** Kept event types of a file, and their output texts. */
export interface KeptTypes {
  /** Maps a type of the file to its index in {@link names}. */
  readonly numbers: ReadonlyMap<string, number>;
  /** Output text of each type, as CSV. */
  readonly names: readonly Buffer[];
}

/** Number of bytes for commas and line feed in an output row. */
const SEPARATORS = INTERACTION_COLUMNS.count;

/** Number of bytes that the program may overwrite after its output, and read after a text. */
const SPARE_BYTES = 16;

const WORD_BYTES = 8;

/** The kept rows of interactions, chunk by chunk, in the memory of the rows program. */
export class InteractionRows {
  // Of each array, the first `count` entries are valid until the next chunk is kept.
  /** Number of a kept row in its chunk. */
  rows: Uint32Array = new Uint32Array(0);
  /** Number of the row's event type. */
  events: Uint8Array = new Uint8Array(0);
  /** Unix seconds; valid once checked. */
  seconds: Float64Array = new Float64Array(0);
  /** Number of the row's user; valid once counted. */
  users: Uint32Array = new Uint32Array(0);
  /** End of the row in the written text. */
  ends: Uint32Array = new Uint32Array(0);

  private readonly interactions: number;
  private readonly longestName: number;
  private out: Region = { at: 0, bytes: Buffer.alloc(0) };

  /**
   * @param memory - holds the text of the file
   * @param width - number of columns of the file
   * @param columns - positions of the columns for import, in their order
   */
  constructor(
    private readonly memory: CsvMemory,
    width: number,
    columns: readonly number[],
    { numbers, names }: KeptTypes,
  ) {
    const { run } = memory.program;
    const { item, user, event, timestamp } = INTERACTION_COLUMNS;
    this.interactions = run.newInteractions(
      width,
      ...([columns[item], columns[user], columns[event], columns[timestamp]] as const),
    );
    for (const name of names) run.addEventName(this.interactions, this.text(name), name.length);
    for (const [type, number] of numbers) {
      const bytes = Buffer.from(type);
      run.keepEventType(this.interactions, this.text(bytes), bytes.length, number);
    }
    this.longestName = Math.max(...names.map(({ length }) => length));
  }

  /** Finds the rows of a chunk whose event type is kept. Returns their number. */
  keep({ address, rows }: CsvChunk): number {
    const { program, fieldsAt } = this.memory;
    if (this.rows.length < rows) this.makeRoom(2 * rows);
    return program.run.keepRows(this.interactions, address, fieldsAt, rows);
  }

  /** Parses the times of kept rows, starting at an index. Returns the index of the first row that may be wrong. */
  check(from: number): number {
    return this.memory.program.run.checkRows(this.interactions, from);
  }

  /** Numbers the users of checked rows, and counts their rows. */
  countUsers(): void {
    this.memory.program.run.countUsers(this.interactions);
  }

  /** Number of rows of each user so far. */
  counts(): Uint32Array {
    const { program } = this.memory;
    const users = program.run.userCount(this.interactions);
    const { at, bytes } = program.allocate(4 * users);
    program.run.copyCounts(this.interactions, at);
    return Uint32Array.from(new Uint32Array(bytes.buffer, at, users));
  }

  /** Whether the rows of every user so far are in order of time. */
  get isOrdered(): boolean {
    return this.memory.program.run.isOrdered(this.interactions) !== 0;
  }

  /** Unix seconds of the newest row so far. */
  get latest(): number {
    return this.memory.program.run.latest(this.interactions);
  }

  /**
   * The output text of a chunk's kept rows without quotes. Valid until the next chunk.
   *
   * @param place - address to which the text will be copied; shared memory is copied word-wise only between equally
   * aligned addresses
   */
  write({ bytes }: CsvChunk, count: number, place: number): Buffer {
    const { program } = this.memory;
    const start = place % WORD_BYTES;
    const most = bytes.length + count * (this.longestName + SEPARATORS) + WORD_BYTES + SPARE_BYTES;
    if (this.out.bytes.length < most) this.out = program.allocate(2 * most);
    const length = program.run.writeRows(this.interactions, this.out.at + start);
    return this.out.bytes.subarray(start, start + length);
  }

  private makeRoom(rows: number): void {
    const { program } = this.memory;
    const [forRows, forEvents, forSeconds, forUsers, forEnds] = [4, 1, 8, 4, 4].map((bytes) =>
      program.allocate(bytes * rows),
    );
    this.rows = new Uint32Array(forRows.bytes.buffer, forRows.at, rows);
    this.events = new Uint8Array(forEvents.bytes.buffer, forEvents.at, rows);
    this.seconds = new Float64Array(forSeconds.bytes.buffer, forSeconds.at, rows);
    this.users = new Uint32Array(forUsers.bytes.buffer, forUsers.at, rows);
    this.ends = new Uint32Array(forEnds.bytes.buffer, forEnds.at, rows);
    program.run.setRoom(
      this.interactions,
      ...([forRows.at, forEvents.at, forSeconds.at, forUsers.at, forEnds.at] as const),
    );
  }

  /** Copies a text permanently into the program's memory. Returns its address. */
  private text(bytes: Buffer): number {
    const region = this.memory.program.allocate(bytes.length + SPARE_BYTES);
    bytes.copy(region.bytes);
    return region.at;
  }
}
