import type { Region } from '../wasm/program';
import { newRowsProgram } from '../wasm/rows-program';

/** Text that there is room for at first. */
const FIRST_BYTES = 256 * 1024;

/** What the program may look at behind the text. */
const SPARE_BYTES = 64;

/** Bytes of a field's two offsets. */
const FIELD_BYTES = 8;

/** Where a CSV file is read, piece by piece: memory of the program for rows, with room for text and its fields. */
export class CsvMemory {
  readonly program = newRowsProgram();
  text!: Region;
  /** Address of {@link fields}. */
  fieldsAt = 0;
  /** Start and end offset of each field, see `CsvChunk`: one field more than the text has bytes. */
  fields: Int32Array = new Int32Array(0);

  constructor() {
    this.makeRoom(FIRST_BYTES);
  }

  /** Whether a long text has left memory behind that is of no more use. */
  get hasGrown(): boolean {
    return this.text.bytes.length > FIRST_BYTES;
  }

  /** Has room for a text of so many bytes; what there is moves along. */
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

/** More are not needed: few files are read at the same time. */
const MAX_IDLE = 4;

/** Memory that no file is being read in: data may come in hundreds of short files, each read sooner than memory is made. */
const idle: CsvMemory[] = [];

/** Memory for one file. */
export function takeMemory(): CsvMemory {
  return idle.pop() ?? new CsvMemory();
}

/** Leaves memory to the next file. */
export function giveBack(memory: CsvMemory): void {
  if (!memory.hasGrown && idle.length < MAX_IDLE) idle.push(memory);
}
