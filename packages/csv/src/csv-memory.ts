import type { Region } from '@ecommerce-recommenders/wasm/program';
import { newRowsProgram } from './rows-program';

/** Initial text size. */
const FIRST_BYTES = 256 * 1024;

/** Padding behind the text that the program may read. */
const SPARE_BYTES = 64;

/** Size of a field's two offsets. */
export const FIELD_BYTES = 8;

/** Buffers in the rows program's memory for reading a CSV file in pieces: text and field offsets. */
export class CsvMemory {
  readonly program = newRowsProgram();
  text!: Region;
  /** Address of {@link fields}. */
  fieldsAt = 0;
  /** Start and end offset of each field, see `CsvChunk`. There is room for one field more than the text has bytes. */
  fields: Int32Array = new Int32Array(0);

  constructor() {
    this.makeRoom(FIRST_BYTES);
  }

  /** Whether a long text has made it grow. Then it is not worth pooling. */
  get hasGrown(): boolean {
    return this.text.bytes.length > FIRST_BYTES;
  }

  /** Grows to hold a text of this size, keeping the content. */
  makeRoom(bytes: number): void {
    const before = this.text?.bytes;
    if (before && before.length >= bytes) return;
    const { at, bytes: larger } = this.program.allocate(bytes + SPARE_BYTES);
    before?.copy(larger);
    this.text = { at, bytes: larger.subarray(0, bytes) };
    const fields = this.program.allocate(FIELD_BYTES * (bytes + 1));
    this.fieldsAt = fields.at;
    this.fields = new Int32Array(fields.bytes.buffer, fields.at, 2 * (bytes + 1));
  }
}

/** The pool is small, because few files are read concurrently. */
const MAX_IDLE = 4;

/** Pool of unused memory. Data may come in hundreds of short files, and allocating takes longer than reading one. */
const idle: CsvMemory[] = [];

/** Takes memory for one file from the pool. */
export function takeMemory(): CsvMemory {
  return idle.pop() ?? new CsvMemory();
}

/** Returns memory to the pool. */
export function giveBack(memory: CsvMemory): void {
  if (!memory.hasGrown && idle.length < MAX_IDLE) idle.push(memory);
}
