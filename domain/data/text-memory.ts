import type { InteractionText } from './interaction-text';
import type { TableText } from './table-text';

/** Memory is asked for in large blocks: each one asked for makes the garbage collector look for others to let go. */
const BLOCK_BYTES = 8 * 1024 * 1024;

/**
 * What is written, kept from the pass that checks the rows so that the archive need not be read again: all of it,
 * or nothing once there is no room for more.
 */
export class TextMemory {
  readonly interactions: InteractionText[] = [];
  readonly items: TableText[] = [];
  readonly users: TableText[] = [];

  private rest = Buffer.alloc(0);

  /** @param roomBytes - how much text is kept at most */
  constructor(private roomBytes: number) {}

  /** Whether everything has been kept so far. */
  get isComplete(): boolean {
    return this.roomBytes >= 0;
  }

  /** Keeps a copy in one of the lists, if there is room. */
  keep<Text extends { readonly bytes: Buffer; copyInto(memory: Buffer): Text }>(
    list: Text[],
    text: Text,
  ): void {
    this.expect(text.bytes.length);
    if (!this.isComplete) return;
    this.roomBytes -= text.bytes.length;
    list.push(text.copyInto(this.take(text.bytes.length)));
  }

  /** Forgets everything where so many bytes more are too many. */
  expect(bytes: number): void {
    if (bytes <= this.roomBytes) return;
    this.roomBytes = -1;
    for (const list of [this.interactions, this.items, this.users]) list.length = 0;
  }

  private take(bytes: number): Buffer {
    if (bytes > this.rest.length) this.rest = Buffer.allocUnsafeSlow(Math.max(bytes, BLOCK_BYTES));
    const memory = this.rest.subarray(0, bytes);
    this.rest = this.rest.subarray(bytes);
    return memory;
  }
}
