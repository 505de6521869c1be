import { DATASETS, VALIDATION_FILE } from '../datasets';
import type { InteractionText } from './interaction-text';
import type { OpenOutput, PreparedFile } from './prepared-output';
import { RowParter } from './row-parter';
import type { Split } from './split';

/** The files that the interactions are parted into, and what training was given. */
export interface WrittenSplit {
  readonly training: PreparedFile;
  readonly validation: PreparedFile;
  /** Rows in training of each event type. */
  readonly trainingTypes: Readonly<Record<string, number>>;
}

const { file: TRAINING_FILE, columns: COLUMNS } = DATASETS.INTERACTIONS;

/** Writes the kept rows in file order, each to the training or the validation file. */
export async function writeSplit(
  pieces: AsyncIterable<InteractionText>,
  eventTypes: readonly string[],
  split: Split,
  open: OpenOutput,
): Promise<WrittenSplit> {
  const training = await open(TRAINING_FILE, COLUMNS);
  const validation = await open(VALIDATION_FILE, COLUMNS);
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
 * Finds the rows that are held out, counts the event types of the others, and returns how many are held out. Apart from
 * what awaits: a function that is called again and again is compiled earlier, and better.
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
