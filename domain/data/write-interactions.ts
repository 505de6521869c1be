import { DATASETS, VALIDATION_FILE, WARM_FILE } from '../datasets';
import { ColumnCopier } from './column-copier';
import { INTERACTION_COLUMNS } from './interaction-columns';
import type { KeptRows } from './interaction-filter';
import type { OpenOutput, PreparedFile, PreparedOutput } from './prepared-output';
import type { Split } from './split';

/** The three files of interactions, and what training was given. */
export interface WrittenInteractions {
  readonly files: Readonly<
    Record<typeof DATASETS.INTERACTIONS.file | typeof VALIDATION_FILE | typeof WARM_FILE, PreparedFile>
  >;
  /** Rows in training of each event type. */
  readonly trainingTypes: Readonly<Record<string, number>>;
}

const { file: TRAINING_FILE, columns: COLUMNS } = DATASETS.INTERACTIONS;

/** Writes the kept rows in file order: each to the warm file, and to the training or the validation file. */
export async function writeInteractions(
  pieces: AsyncIterable<KeptRows>,
  eventTypes: readonly string[],
  split: Split,
  open: OpenOutput,
): Promise<WrittenInteractions> {
  const warm = await open(WARM_FILE, COLUMNS);
  const training = await open(TRAINING_FILE, COLUMNS);
  const validation = await open(VALIDATION_FILE, COLUMNS);
  const names = eventTypes.map((name) => Buffer.from(name));
  const counts = names.map(() => 0);

  for await (const kept of pieces) {
    writeRows(kept, names, split, { warm, training, validation }, counts);
    await Promise.all([warm.flush(), training.flush(), validation.flush()]);
  }
  return {
    files: {
      [TRAINING_FILE]: await training.end(),
      [VALIDATION_FILE]: await validation.end(),
      [WARM_FILE]: await warm.end(),
    },
    trainingTypes: Object.fromEntries(eventTypes.map((name, index) => [name, counts[index]])),
  };
}

/** Apart from what awaits: a function that is called again and again is compiled earlier, and better. */
function writeRows(
  kept: KeptRows,
  names: readonly Buffer[],
  split: Split,
  { warm, training, validation }: Record<'warm' | 'training' | 'validation', PreparedOutput>,
  counts: number[],
): void {
  const { chunk, columns, count, rows, events } = kept;
  // The event type alone is another text than in the archive.
  const before = new ColumnCopier(columns.slice(0, INTERACTION_COLUMNS.event));
  const behind = new ColumnCopier(columns.slice(INTERACTION_COLUMNS.event + 1));
  // Rows that follow each other into the same file are copied at once.
  let output = training;
  let copiedBytes = warm.buffer.length;
  const { buffer } = warm;
  for (let i = 0; i < count; i++) {
    const isHeldOut = split.isHeldOut(kept, i);
    const next = isHeldOut ? validation : training;
    if (next !== output) {
      output.buffer.raw(buffer.text(), copiedBytes, buffer.length);
      copiedBytes = buffer.length;
      output = next;
    }
    output.rows++;
    const event = events[i];
    if (!isHeldOut) counts[event]++;
    before.copy(chunk, rows[i], buffer);
    buffer.comma();
    buffer.value(names[event], 0, names[event].length);
    buffer.comma();
    behind.copy(chunk, rows[i], buffer);
    buffer.lineFeed();
  }
  output.buffer.raw(buffer.text(), copiedBytes, buffer.length);
  warm.rows += count;
}
