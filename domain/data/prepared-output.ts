import { CsvBuffer, type CsvEscape } from '../csv/csv-buffer';
import { DATASETS, VALIDATION_FILE, WARM_FILE, type Column } from '../datasets';
import { ByteReader } from './byte-reader';
import type { Sink, SinkFile } from './sink';

/** The five files that the preparation writes. */
export const PREPARED_FILES = [
  DATASETS.INTERACTIONS.file,
  DATASETS.ITEMS.file,
  DATASETS.USERS.file,
  VALIDATION_FILE,
  WARM_FILE,
] as const;

/** The name of one of them, without a folder. */
export type PreparedFileName = (typeof PREPARED_FILES)[number];

/** What is known of a file that has been written. */
export interface PreparedFile {
  /** Rows below the header. */
  readonly rows: number;
  readonly bytes: number;
}

/**
 * Begins one of the prepared files: its header is written.
 *
 * @param roomBytes - how much memory may be taken so that the file can be read back
 */
export type OpenOutput = (
  name: PreparedFileName,
  columns: readonly Column[],
  roomBytes?: number,
) => Promise<PreparedOutput>;

/** Text that is gathered before it goes to the sink. */
const FLUSH_BYTES = 256 * 1024;

/**
 * A prepared file on its way into the sink. Rows are put into {@link buffer}, which {@link flush} empties;
 * while the sink writes one buffer, the next one fills.
 */
export class PreparedOutput {
  buffer: CsvBuffer;
  rows = 0;

  private readonly headerBytes: number;
  private bytes = 0;
  private spare: CsvBuffer;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly file: SinkFile,
    columns: readonly Column[],
    escape: CsvEscape,
  ) {
    this.buffer = new CsvBuffer(escape);
    this.spare = new CsvBuffer(escape);
    const header = Buffer.from(`${columns.map(({ name }) => name).join(',')}\n`);
    this.headerBytes = header.length;
    this.buffer.raw(header, 0, header.length);
  }

  /** Passes the text on once there is enough of it; to be called between chunks. */
  async flush(): Promise<void> {
    if (this.buffer.length >= FLUSH_BYTES) await this.write();
  }

  /** Passes the rest on and ends the file. */
  async end(): Promise<PreparedFile> {
    await this.write();
    await this.writing;
    await this.file.end();
    return { rows: this.rows, bytes: this.bytes };
  }

  /** What is below the header, once the file has ended; undefined where it cannot be told. */
  async readBack(): Promise<ByteReader | undefined> {
    const pieces = this.file.readBack?.();
    if (pieces === undefined) return undefined;
    const reader = new ByteReader(pieces);
    await reader.read(this.headerBytes);
    return reader;
  }

  /** Waits until the sink writes no more, whether it failed or not. */
  async settle(): Promise<void> {
    await this.writing.catch(() => undefined);
  }

  private async write(): Promise<void> {
    await this.writing;
    [this.buffer, this.spare] = [this.spare, this.buffer];
    this.buffer.clear();
    const text = this.spare.text();
    this.bytes += text.length;
    this.writing = this.file.write(text);
    // A failure is noticed where the write is waited for, not as an unhandled rejection before.
    this.writing.catch(() => undefined);
  }
}

/** A file that is kept in memory too as long as there is room for all of it, so that it can be read back at once. */
export class KeptFile implements SinkFile {
  private pieces: Buffer[] | undefined = [];

  /** @param roomBytes - how much is kept at most */
  constructor(
    private readonly file: SinkFile,
    private roomBytes: number,
  ) {
    this.makeRoom(0);
  }

  async write(bytes: Buffer): Promise<void> {
    this.makeRoom(bytes.length);
    this.pieces?.push(Buffer.from(bytes));
    await this.file.write(bytes);
  }

  async end(): Promise<void> {
    await this.file.end();
  }

  readBack(): AsyncIterable<Buffer> | undefined {
    return this.pieces && inTurn(this.pieces);
  }

  private makeRoom(bytes: number): void {
    this.roomBytes -= bytes;
    if (this.roomBytes < 0) this.pieces = undefined;
  }
}

async function* inTurn(pieces: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* pieces;
}

/** The files that have been begun: all of them appear at the end, or none. */
export class PreparedOutputs {
  private readonly outputs: PreparedOutput[] = [];

  constructor(
    private readonly sink: Sink,
    private readonly escape: CsvEscape,
  ) {}

  readonly open: OpenOutput = async (name, columns, roomBytes = 0) => {
    const file = await this.sink.open(name);
    const output = new PreparedOutput(
      file.readBack ? file : new KeptFile(file, roomBytes),
      columns,
      this.escape,
    );
    this.outputs.push(output);
    return output;
  };

  /** Makes the files appear when some work is done; a failure of it leaves none. */
  async commitAfter<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      const result = await work();
      await this.sink.commit();
      return result;
    } catch (error) {
      for (const output of this.outputs) await output.settle();
      await this.sink.abort();
      throw error;
    }
  }
}
