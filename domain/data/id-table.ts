/** Looked up once: where tests run, a look-up of a global takes longer than all else in the hash. */
const { imul } = Math;

const INITIAL_SLOTS = 1024;
const ABSENT = -1;

/**
 * Numbers ids in the order in which they are first met, 0, 1, 2, …, straight from their bytes: no string is
 * made for an id that is known. A hash table with open addressing, at most half full.
 */
export class IdTable {
  size = 0;
  /** The id that was added or met last: rows of one user tend to follow each other. */
  private latest = 0;
  private slots = new Int32Array(INITIAL_SLOTS).fill(ABSENT);
  /** Entry `n` is where id `n` starts in {@link text}, entry `n + 1` where it ends. */
  private starts = new Uint32Array(INITIAL_SLOTS);
  private text = Buffer.allocUnsafe(16 * INITIAL_SLOTS);

  /** The number of an id, which is added if it is new. */
  add(bytes: Uint8Array, start: number, end: number): number {
    if (this.size > 0 && this.isAt(this.latest, bytes, start, end)) return this.latest;
    const slot = this.slotOf(bytes, start, end);
    const known = this.slots[slot];
    if (known !== ABSENT) return (this.latest = known);

    const from = this.starts[this.size];
    const to = from + end - start;
    if (to > this.text.length) this.text = grown(this.text, Buffer.allocUnsafe(2 * to));
    this.text.set(bytes.subarray(start, end), from);
    this.slots[slot] = this.size++;
    this.starts[this.size] = to;
    if (2 * this.size >= this.slots.length) this.grow();
    return (this.latest = this.size - 1);
  }

  /** The number of an id, or undefined for a new one. */
  find(bytes: Uint8Array, start: number, end: number): number | undefined {
    const known = this.slots[this.slotOf(bytes, start, end)];
    return known === ABSENT ? undefined : known;
  }

  /** The id behind a number. */
  idOf(number: number): string {
    return this.text.toString('utf8', this.starts[number], this.starts[number + 1]);
  }

  /** The slot that holds an id, or the free one that it belongs into. */
  private slotOf(bytes: Uint8Array, start: number, end: number): number {
    const { slots } = this;
    const mask = slots.length - 1;
    let slot = hash(bytes, start, end) & mask;
    while (slots[slot] !== ABSENT && !this.isAt(slots[slot], bytes, start, end)) slot = (slot + 1) & mask;
    return slot;
  }

  private isAt(number: number, bytes: Uint8Array, start: number, end: number): boolean {
    const { starts, text } = this;
    const offset = starts[number] - start;
    if (starts[number + 1] - offset !== end) return false;
    // From the end, where ids that were counted up differ.
    for (let i = end - 1; i >= start; i--) if (text[i + offset] !== bytes[i]) return false;
    return true;
  }

  private grow(): void {
    this.starts = grown(this.starts, new Uint32Array(2 * this.slots.length));
    this.slots = new Int32Array(2 * this.slots.length).fill(ABSENT);
    for (let number = 0; number < this.size; number++) {
      this.slots[this.slotOf(this.text, this.starts[number], this.starts[number + 1])] = number;
    }
  }
}

/** FNV-1a, with its high bits folded into the low ones that choose the slot. */
function hash(bytes: Uint8Array, start: number, end: number): number {
  let value = 0x811c9dc5;
  for (let i = start; i < end; i++) value = imul(value ^ bytes[i], 0x01000193);
  return value ^ (value >>> 15);
}

function grown<T extends Uint8Array | Uint32Array>(values: T, larger: T): T {
  larger.set(values);
  return larger;
}
