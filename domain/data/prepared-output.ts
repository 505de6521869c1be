import { CsvBuffer } from '../csv/csv-buffer';
import type { CsvEscape } from '../csv/csv-escape';
import type { Column } from '../datasets';
import { ByteReader } from './byte-reader';
import type { PreparedFileName } from './prepared-files';
import type { SinkFile } from './sink';

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
