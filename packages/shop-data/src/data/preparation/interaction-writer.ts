import type { CsvBuffer } from '@ecommerce-recommenders/csv/csv-buffer';
import type { CsvChunk } from '@ecommerce-recommenders/csv/csv-chunk';
import { ColumnCopier } from './column-copier';
import { INTERACTION_COLUMNS } from './interaction-fields';

/**
 * Converts a row of interactions, in TypeScript: the columns for import in their order, with the source's values and the event
 * type's new name. `packages/wasm/assembly/rows` does the same for rows without quotes, many times faster. The SQL of
 * `mapping/sql` does it for data that is too large for one function. Tests run all of them on the same tables.
 */
export class InteractionWriter {
  private readonly before: ColumnCopier;
  private readonly after: ColumnCopier;

  /** @param columns - source positions of the columns for import, in their order */
  constructor(columns: readonly number[]) {
    this.before = new ColumnCopier(columns.slice(0, INTERACTION_COLUMNS.event));
    this.after = new ColumnCopier(columns.slice(INTERACTION_COLUMNS.event + 1));
  }

  /** Appends one row. @param eventType - its new name as CSV text */
  write(chunk: CsvChunk, row: number, eventType: Buffer, buffer: CsvBuffer): void {
    this.before.copy(chunk, row, buffer);
    buffer.comma();
    buffer.raw(eventType, 0, eventType.length);
    buffer.comma();
    this.after.copy(chunk, row, buffer);
    buffer.lineFeed();
  }
}
