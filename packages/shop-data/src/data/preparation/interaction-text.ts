import { CsvBuffer, type CsvEscape } from '@ecommerce-recommenders/csv/csv-buffer';
import { parseTimestamp } from './interaction-fields';
import type { KeptRows } from './interaction-filter';
import { InteractionWriter } from './interaction-writer';
import type { TimedRows } from './split';

const COMMA = 0x2c;

/** Kept rows of interactions as output text: the columns for import, with the time last, and a line feed. */
export class InteractionText implements TimedRows {
  /**
   * @param before - number of kept rows of the file before these
   * @param ends - end of each row; the first `count` entries are valid
   * @param events - number of each row's event type; the first `count` entries are valid
   */
  constructor(
    readonly bytes: Buffer,
    readonly before: number,
    readonly count: number,
    readonly ends: Uint32Array,
    readonly events: Uint8Array,
  ) {}

  timestampOf(index: number): number {
    const { bytes } = this;
    const end = this.ends[index] - 1;
    let start = end;
    while (bytes[start - 1] !== COMMA) start--;
    return parseTimestamp(bytes, start, end);
  }
}

/** Appends kept rows as output text, and stores the end of each in `found.ends`. */
export function appendInteractions(kept: KeptRows, buffer: CsvBuffer): void {
  if (!kept.chunk.isPlain || kept.allColumns.length > kept.columns.length) return appendRows(kept, buffer);
  const text = kept.found.write(kept.chunk, kept.count, buffer.length);
  buffer.raw(text, 0, text.length);
}

/** Slow path for values that may need quotes, and for columns that the rows program does not know. */
function appendRows({ chunk, allColumns, count, found, names }: KeptRows, buffer: CsvBuffer): void {
  const { rows, events, ends } = found;
  const writer = new InteractionWriter(allColumns);
  const begin = buffer.length;
  for (let i = 0; i < count; i++) {
    writer.write(chunk, rows[i], names[events[i]], buffer);
    ends[i] = buffer.length - begin;
  }
}

/** The output text of kept rows. A piece is valid until the next one. */
export async function* interactionTexts(
  pieces: AsyncIterable<KeptRows>,
  escape: CsvEscape,
): AsyncGenerator<InteractionText> {
  const buffer = new CsvBuffer(escape);
  for await (const kept of pieces) {
    buffer.clear();
    appendInteractions(kept, buffer);
    const { before, count, found } = kept;
    yield new InteractionText(buffer.text(), before, count, found.ends, found.events);
  }
}
