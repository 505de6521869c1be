import type { CsvBuffer } from '../csv/csv-buffer';
import { ColumnCopier } from './column-copier';
import { INTERACTION_COLUMNS } from './interaction-columns';
import type { KeptRows } from './interaction-filter';

/** Makes of kept rows what is written of them. */
export class InteractionFormatter {
  /** Where each of the latest rows ends in the text; valid until the next are appended. */
  ends = new Uint32Array(0);

  private readonly names: readonly Buffer[];

  /** @param eventTypes - the names that the numbers of event types stand for */
  constructor(eventTypes: readonly string[]) {
    this.names = eventTypes.map((name) => Buffer.from(name));
  }

  /** Appends the text of rows. */
  append({ chunk, columns, count, rows, events }: KeptRows, buffer: CsvBuffer): void {
    const { names } = this;
    if (this.ends.length < count) this.ends = new Uint32Array(2 * count);
    const { ends } = this;
    // The event type alone is another text than in the archive.
    const left = new ColumnCopier(columns.slice(0, INTERACTION_COLUMNS.event));
    const right = new ColumnCopier(columns.slice(INTERACTION_COLUMNS.event + 1));
    const begin = buffer.length;
    for (let i = 0; i < count; i++) {
      const name = names[events[i]];
      left.copy(chunk, rows[i], buffer);
      buffer.comma();
      buffer.value(name, 0, name.length);
      buffer.comma();
      right.copy(chunk, rows[i], buffer);
      buffer.lineFeed();
      ends[i] = buffer.length - begin;
    }
  }
}
