import type { CsvBuffer } from '../csv/csv-buffer';
import { ColumnCopier } from './column-copier';
import { INTERACTION_COLUMNS } from './interaction-columns';
import type { KeptRows } from './interaction-filter';

/** Appends kept rows as they are written, and tells in `found.ends` where each ends in what was appended. */
export function appendInteractions(kept: KeptRows, buffer: CsvBuffer): void {
  if (!kept.chunk.isPlain) return appendQuoted(kept, buffer);
  const text = kept.found.write(kept.chunk, kept.count, buffer.length);
  buffer.raw(text, 0, text.length);
}

/** Values may have to be quoted. */
function appendQuoted({ chunk, columns, count, found, names }: KeptRows, buffer: CsvBuffer): void {
  const { rows, events, ends } = found;
  // The event type alone is another text than in the archive.
  const left = new ColumnCopier(columns.slice(0, INTERACTION_COLUMNS.event));
  const right = new ColumnCopier(columns.slice(INTERACTION_COLUMNS.event + 1));
  const begin = buffer.length;
  for (let i = 0; i < count; i++) {
    const name = names[events[i]];
    left.copy(chunk, rows[i], buffer);
    buffer.comma();
    buffer.raw(name, 0, name.length);
    buffer.comma();
    right.copy(chunk, rows[i], buffer);
    buffer.lineFeed();
    ends[i] = buffer.length - begin;
  }
}
