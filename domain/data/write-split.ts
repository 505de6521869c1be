import { DATASETS, VALIDATION_FILE } from '../datasets';
import type { InteractionText } from './interaction-text';
import type { OpenOutput, PreparedFile, PreparedOutput } from './prepared-output';
import type { Split } from './split';

/** The files that the interactions are parted into, and what training was given. */
export interface WrittenSplit {
  readonly training: PreparedFile;
  readonly validation: PreparedFile;
  /** Rows in training of each event type. */
  readonly trainingTypes: Readonly<Record<string, number>>;
}

const { file: TRAINING_FILE, columns: COLUMNS } = DATASETS.INTERACTIONS;

/** A loop copies so few bytes in less time than a call. */
const SHORT_BYTES = 256;

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

  for await (const rows of pieces) {
    partRows(rows, split, training, validation, counts);
    await training.flush();
    await validation.flush();
  }
  return {
    training: await training.end(),
    validation: await validation.end(),
    trainingTypes: Object.fromEntries(eventTypes.map((name, index) => [name, counts[index]])),
  };
}

/** Apart from what awaits: a function that is called again and again is compiled earlier, and better. */
function partRows(
  rows: InteractionText,
  split: Split,
  training: PreparedOutput,
  validation: PreparedOutput,
  counts: number[],
): void {
  const { count, ends, events } = rows;
  // Rows that follow each other into the same file are copied at once.
  let output = training;
  let start = 0;
  let end = 0;
  for (let i = 0; i < count; i++) {
    const isHeldOut = split.isHeldOut(rows, i);
    const next = isHeldOut ? validation : training;
    if (next !== output) {
      copy(rows, start, end, output);
      start = end;
      output = next;
    }
    output.rows++;
    if (!isHeldOut) counts[events[i]]++;
    end = ends[i];
  }
  copy(rows, start, end, output);
}

function copy(
  { bytes, view }: InteractionText,
  start: number,
  end: number,
  { buffer }: PreparedOutput,
): void {
  if (end - start <= SHORT_BYTES) buffer.short(view, start, end);
  else buffer.raw(bytes, start, end);
}
