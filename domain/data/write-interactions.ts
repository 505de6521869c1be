import type { CsvBuffer } from '../csv/csv-buffer';
import { DATASETS, VALIDATION_FILE, WARM_FILE } from '../datasets';
import type { KeptRows } from './interaction-filter';
import type { OpenOutput, PreparedFile } from './prepared-output';
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
const EVENT_TYPE = COLUMNS.findIndex(({ name }) => name === 'EVENT_TYPE');

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
    // Rows that follow each other into the same file are copied at once.
    let output = training;
    let copiedBytes = warm.buffer.length;
    const copy = (): void => {
      output.buffer.raw(warm.buffer.text(), copiedBytes, warm.buffer.length);
      copiedBytes = warm.buffer.length;
    };
    for (let i = 0; i < kept.count; i++) {
      const isHeldOut = split.isHeldOut(kept.users[i], kept.timestamps[i]);
      const next = isHeldOut ? validation : training;
      if (next !== output) copy();
      output = next;
      output.rows++;
      if (!isHeldOut) counts[kept.events[i]]++;
      writeRow(warm.buffer, kept, i, names[kept.events[i]]);
    }
    copy();
    warm.rows += kept.count;
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

function writeRow(buffer: CsvBuffer, { chunk, columns, rows }: KeptRows, i: number, eventType: Buffer): void {
  const first = 2 * rows[i] * chunk.width;
  for (let column = 0; column < columns.length; column++) {
    if (column > 0) buffer.comma();
    if (column === EVENT_TYPE) {
      buffer.value(eventType, 0, eventType.length);
    } else {
      const at = first + 2 * columns[column];
      buffer.value(chunk.bytes, chunk.fields[at], chunk.fields[at + 1]);
    }
  }
  buffer.lineFeed();
}
