/** Cached in a local variable, because looking up a global is slow in Jest's sandbox. */
const { imul } = Math;

const INITIAL_SLOTS = 1024;
const ABSENT = -1;

/** The ids of a table as arrays. Id `n` is `text[starts[n], starts[n + 1])`. */
export interface IdArrays {
  readonly size: number;
  readonly slots: Int32Array;
  readonly starts: Uint32Array;
  readonly text: Uint8Array;
}

/** A read-only view of ids and their numbers. */
export type KnownIds = Pick<IdTable, 'size' | 'find' | 'findText' | 'idOf'>;

/**
 * Numbers ids from 0 in order of first occurrence. Ids are compared by their bytes, so no string is allocated for a
 * known id. It is a hash table with open addressing and a load factor of at most one half.
 */
export class IdTable {
  size = 0;
  /** The latest id, as a one-entry cache: rows of one user tend to be adjacent. */
  private latest = 0;
  private slots: Int32Array = new Int32Array(INITIAL_SLOTS).fill(ABSENT);
  /** Id `n` is {@link text} `[starts[n], starts[n + 1])`. */
  private starts: Uint32Array = new Uint32Array(INITIAL_SLOTS);
  private text: Buffer = Buffer.allocUnsafe(16 * INITIAL_SLOTS);
  private textView = viewOf(this.text);
  private readonly sourceView = new LatestView();
  /** Scratch buffer for the bytes of a string. */
  private scratch = Buffer.alloc(1 << 10);

  /** A view of ids in these arrays, for instance from another thread. The arrays are not changed. */
  static of({ size, slots, starts, text }: IdArrays): KnownIds {
    const table = new IdTable();
    table.size = size;
    table.slots = slots;
    table.starts = starts;
    table.text = Buffer.from(text.buffer, text.byteOffset, text.byteLength);
    table.textView = viewOf(table.text);
    return table;
  }

  /** The arrays that {@link IdTable.of} takes. They are valid until an id is added. */
  arrays(): IdArrays {
    const { size, slots, starts, text } = this;
    return {
      size,
      slots,
      starts: starts.subarray(0, size + 1),
      text: text.subarray(0, starts[size]),
    };
  }

  /** The number of an id. A new id is added. */
  add(bytes: Uint8Array, start: number, end: number): number {
    const source = this.sourceView.of(bytes);
    if (this.size > 0 && this.isAt(this.latest, source, start, end)) return this.latest;
    const slot = this.slotOf(source, start, end);
    const known = this.slots[slot];
    if (known !== ABSENT) return (this.latest = known);

    const from = this.starts[this.size];
    const to = from + end - start;
    if (to > this.text.length) {
      this.text = grown(this.text, Buffer.allocUnsafe(2 * to));
      this.textView = viewOf(this.text);
    }
    this.text.set(bytes.subarray(start, end), from);
    this.slots[slot] = this.size++;
    this.starts[this.size] = to;
    if (2 * this.size >= this.slots.length) this.grow();
    return (this.latest = this.size - 1);
  }

  /** Like {@link add}, for a string. */
  addText(id: string): number {
    const end = this.write(id);
    return this.add(this.scratch, 0, end);
  }

  /** Like {@link find}, for a string. */
  findText(id: string): number | undefined {
    const end = this.write(id);
    return this.find(this.scratch, 0, end);
  }

  /** The number of an id, or undefined if unknown. */
  find(bytes: Uint8Array, start: number, end: number): number | undefined {
    const known = this.slots[this.slotOf(this.sourceView.of(bytes), start, end)];
    return known === ABSENT ? undefined : known;
  }

  /** The id behind a number. */
  idOf(number: number): string {
    return this.text.toString('utf8', this.starts[number], this.starts[number + 1]);
  }

  /** Writes the bytes of a string into {@link scratch}; returns their end. */
  private write(id: string): number {
    // A UTF-16 code unit has at most three UTF-8 bytes.
    if (3 * id.length > this.scratch.length) this.scratch = Buffer.alloc(3 * id.length);
    return this.scratch.write(id);
  }

  /** The slot of an id, or the free slot where it would go. */
  private slotOf(source: DataView, start: number, end: number): number {
    const { slots } = this;
    const mask = slots.length - 1;
    let slot = hash(source, start, end) & mask;
    while (slots[slot] !== ABSENT && !this.isAt(slots[slot], source, start, end)) slot = (slot + 1) & mask;
    return slot;
  }

  /** Whether an id equals `source[start, end)`. */
  private isAt(number: number, source: DataView, start: number, end: number): boolean {
    const { starts, textView: text } = this;
    const offset = starts[number] - start;
    if (starts[number + 1] - offset !== end) return false;
    // Compared backwards, because sequential ids differ at the end.
    let at = end;
    for (; at - 4 >= start; at -= 4)
      if (text.getInt32(at - 4 + offset) !== source.getInt32(at - 4)) return false;
    for (; at > start; at--) if (text.getUint8(at - 1 + offset) !== source.getUint8(at - 1)) return false;
    return true;
  }

  private grow(): void {
    this.starts = grown(this.starts, new Uint32Array(2 * this.slots.length));
    this.slots = new Int32Array(2 * this.slots.length).fill(ABSENT);
    for (let number = 0; number < this.size; number++) {
      this.slots[this.slotOf(this.textView, this.starts[number], this.starts[number + 1])] = number;
    }
  }
}

/** Hashes four bytes per step, and folds the high bits into the low ones, which select the slot. */
function hash(bytes: DataView, start: number, end: number): number {
  let value = end - start;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    value = imul(value ^ bytes.getInt32(at), 0x9e3779b1);
    value ^= value >>> 16;
  }
  for (; at < end; at++) value = imul(value ^ bytes.getUint8(at), 0x9e3779b1);
  value = imul(value ^ (value >>> 15), 0x85ebca6b);
  return value ^ (value >>> 13);
}

function viewOf({ buffer, byteOffset, byteLength }: Buffer): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

function grown<T extends Uint8Array | Uint32Array>(values: T, larger: T): T {
  larger.set(values);
  return larger;
}

/** Caches the latest DataView, because creating one takes longer than reading a few words. */
class LatestView {
  private bytes: Uint8Array = Buffer.alloc(0);
  private view = new DataView(this.bytes.buffer);

  /** A DataView of exactly these bytes. */
  of(bytes: Uint8Array): DataView {
    if (bytes !== this.bytes) {
      this.bytes = bytes;
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    return this.view;
  }
}
