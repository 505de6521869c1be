import { CsvBuffer } from '../csv/csv-buffer';
import type { CsvEscape } from '../csv/csv-escape';
import { ColumnCopier } from './column-copier';
import { INTERACTION_COLUMNS } from './interaction-columns';
import type { KeptRows } from './interaction-filter';
import { InteractionText } from './interaction-text';

/** Makes of kept rows what is written of them. */
export class InteractionFormatter {
  private readonly names: readonly Buffer[];
  // Memory of the latest text, used again for the next.
  private readonly buffer: CsvBuffer;
  private ends = new Uint32Array(0);

  /** @param eventTypes - the names that the numbers of event types stand for */
  constructor(eventTypes: readonly string[], escape: CsvEscape) {
    this.names = eventTypes.map((name) => Buffer.from(name));
    this.buffer = new CsvBuffer(escape);
  }

  /** The text of some rows, valid until the next is asked for. */
  format({ chunk, columns, before, count, rows, events }: KeptRows): InteractionText {
    const { buffer, names } = this;
    if (this.ends.length < count) this.ends = new Uint32Array(2 * count);
    const { ends } = this;
    // The event type alone is another text than in the archive.
    const left = new ColumnCopier(columns.slice(0, INTERACTION_COLUMNS.event));
    const right = new ColumnCopier(columns.slice(INTERACTION_COLUMNS.event + 1));
    buffer.clear();
    for (let i = 0; i < count; i++) {
      const name = names[events[i]];
      left.copy(chunk, rows[i], buffer);
      buffer.comma();
      buffer.value(name, 0, name.length);
      buffer.comma();
      right.copy(chunk, rows[i], buffer);
      buffer.lineFeed();
      ends[i] = buffer.length;
    }
    return new InteractionText(buffer.text(), before, count, ends, events);
  }

  /** The text of rows that go on. */
  async *formatAll(pieces: AsyncIterable<KeptRows>): AsyncGenerator<InteractionText> {
    for await (const kept of pieces) yield this.format(kept);
  }
}
