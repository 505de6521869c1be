/** Rows of items or users as they are written: the columns for import, and a line feed. */
export class TableText {
  constructor(
    readonly bytes: Buffer,
    readonly count: number,
  ) {}

  /** The same in memory that is as large as the text. */
  copyInto(memory: Buffer): TableText {
    this.bytes.copy(memory);
    return new TableText(memory, this.count);
  }
}
