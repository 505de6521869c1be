import { CsvBuffer, type CsvEscape } from '@ecommerce-recommenders/csv/csv-buffer';
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

/** Name of a prepared file, without a folder. */
export type PreparedFileName = (typeof PREPARED_FILES)[number];

/** Size of a written file. */
export interface PreparedFile {
  /** Number of rows below the header. */
  readonly rows: number;
  readonly bytes: number;
}

/**
 * Opens one of the prepared files and writes its header.
 *
 * @param roomBytes - maximum memory to use for reading the file back
 */
export type OpenOutput = (
  name: PreparedFileName,
  columns: readonly Column[],
  roomBytes?: number,
) => Promise<PreparedOutput>;

/** Buffer size before a write to the sink. */
const FLUSH_BYTES = 256 * 1024;

/**
 * A prepared file that is being written. Rows are appended to {@link buffer}, which {@link flush} writes. It is
 * double-buffered: the next buffer fills while the sink writes the previous one.
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

  /** Writes the buffer once it is large enough. Call it between chunks. */
  async flush(): Promise<void> {
    if (this.buffer.length >= FLUSH_BYTES) await this.write();
  }

  /** Writes the rest and closes the file. */
  async end(): Promise<PreparedFile> {
    await this.write();
    await this.writing;
    await this.file.end();
    return { rows: this.rows, bytes: this.bytes };
  }

  /** The content below the header, after the end; `undefined` if it cannot be read back. */
  async readBack(): Promise<ByteReader | undefined> {
    const pieces = this.file.readBack?.();
    if (pieces === undefined) return undefined;
    const reader = new ByteReader(pieces);
    await reader.read(this.headerBytes);
    return reader;
  }

  /** Waits until the write in flight settles. */
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
    // The rejection is handled where the write is awaited. This prevents an unhandled rejection before that.
    this.writing.catch(() => undefined);
  }
}

/** A file that is also kept in memory as long as it fits, so that it can be read back. */
class KeptFile implements SinkFile {
  private pieces: Buffer[] | undefined = [];

  /** @param roomBytes - maximum number of bytes to keep */
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

/** The opened files, which are committed atomically. */
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

  /** Does some work and commits the files. If the work fails, it aborts them. */
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
