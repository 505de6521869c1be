import { DATASETS, VALIDATION_FILE, type DatasetSource } from '../datasets';
import type { Region } from '@ecommerce-recommenders/wasm/program';
import { newRowsProgram } from '@ecommerce-recommenders/csv/rows-program';
import type { InteractionText } from './interaction-text';
import type { OpenOutput, PreparedFile } from './prepared-output';
import type { Split } from './split';

/** The training and validation files, with counts of the training rows. */
export interface WrittenSplit {
  readonly training: PreparedFile;
  readonly validation: PreparedFile;
  /** Number of training rows of each event type. */
  readonly trainingTypes: Readonly<Record<string, number>>;
}

const { file: TRAINING_FILE } = DATASETS.INTERACTIONS;

/** Writes the kept rows in file order, each to the training or the validation file. */
export async function writeSplit(
  pieces: AsyncIterable<InteractionText>,
  eventTypes: readonly string[],
  split: Split,
  open: OpenOutput,
  { columns }: Pick<DatasetSource, 'columns'>,
): Promise<WrittenSplit> {
  const training = await open(TRAINING_FILE, columns);
  const validation = await open(VALIDATION_FILE, columns);
  const counts = eventTypes.map(() => 0);

  const parter = new RowParter();
  for await (const rows of pieces) {
    parter.makeRoom(rows.count);
    const heldOutRows = holdOut(rows, split, parter.areHeldOut, counts);
    const { others, heldOut } = parter.part(rows, training.buffer.length, validation.buffer.length);
    training.buffer.raw(others, 0, others.length);
    training.rows += rows.count - heldOutRows;
    await training.flush();
    validation.buffer.raw(heldOut, 0, heldOut.length);
    validation.rows += heldOutRows;
    await validation.flush();
  }
  return {
    training: await training.end(),
    validation: await validation.end(),
    trainingTypes: Object.fromEntries(eventTypes.map((name, index) => [name, counts[index]])),
  };
}

/**
 * Marks the held-out rows, counts the event types of the others, and returns how many rows are held out. It is a
 * separate synchronous function, because V8 optimizes a hot function earlier than a loop with `await`.
 */
function holdOut(rows: InteractionText, split: Split, areHeldOut: Uint8Array, counts: number[]): number {
  const { count, events } = rows;
  let heldOut = 0;
  split.holdOut(rows, areHeldOut);
  for (let row = 0; row < count; row++) {
    if (areHeldOut[row] === 1) heldOut++;
    else counts[events[row]]++;
  }
  return heldOut;
}

/** The separated rows. They are valid until the next call. */
export interface PartedRows {
  readonly heldOut: Buffer;
  readonly others: Buffer;
}

const WORD_BYTES = 8;

/** Number of bytes that the program may overwrite after its output. */
const SPARE_BYTES = 16;

const NOTHING: Region = { at: 0, bytes: Buffer.alloc(0) };

/** Separates rows of text into held-out ones and others, with the rows program. */
class RowParter {
  /** For each of the next rows, 1 if it is held out, otherwise 0. */
  areHeldOut: Uint8Array = new Uint8Array(0);

  private readonly program = newRowsProgram();
  private areHeldOutAt = 0;
  private ends: Uint32Array = new Uint32Array(0);
  private text = NOTHING;
  private others = NOTHING;
  private heldOut = NOTHING;

  /** Grows {@link areHeldOut} to hold this many rows. */
  makeRoom(count: number): void {
    if (this.areHeldOut.length >= count) return;
    const flags = this.program.allocate(2 * count);
    this.areHeldOut = flags.bytes;
    this.areHeldOutAt = flags.at;
    const ends = this.program.allocate(2 * count * Uint32Array.BYTES_PER_ELEMENT);
    this.ends = new Uint32Array(ends.bytes.buffer, ends.at, 2 * count);
  }

  /**
   * @param othersPlace - address to which the rows that are not held out will be copied, and `heldOutPlace` that for
   * the others; shared memory is copied word-wise only between equally aligned addresses
   */
  part({ bytes, count, ends }: InteractionText, othersPlace: number, heldOutPlace: number): PartedRows {
    if (this.text.bytes.length < bytes.length + WORD_BYTES) {
      const room = 2 * (bytes.length + WORD_BYTES) + SPARE_BYTES;
      [this.text, this.others, this.heldOut] = [0, 0, 0].map(() => this.program.allocate(room));
    }
    const { text, others, heldOut, program } = this;
    const start = bytes.byteOffset % WORD_BYTES;
    text.bytes.set(bytes, start);
    this.ends.set(ends.subarray(0, count));
    const othersStart = othersPlace % WORD_BYTES;
    const heldOutStart = heldOutPlace % WORD_BYTES;
    const othersEnd = program.run.partRows(
      text.at + start,
      this.ends.byteOffset,
      this.areHeldOutAt,
      count,
      others.at + othersStart,
      heldOut.at + heldOutStart,
    );
    return {
      others: others.bytes.subarray(othersStart, othersEnd - others.at),
      heldOut: heldOut.bytes.subarray(heldOutStart, program.run.heldOutEnd.value - heldOut.at),
    };
  }
}
