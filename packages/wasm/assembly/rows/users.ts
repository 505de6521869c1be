import { hash, isSame } from './bytes';

const FIRST_SLOTS: u32 = 2048;
const FIRST_TEXT: u32 = 32 * 1024;
const NOBODY: i32 = -1;

/** Padding after a text for word-wise reads. */
const SPARE: u32 = 16;

// Layout of a user: Unix seconds of the newest row (f64), number of rows (u32), and start of the id in the text
// (u32). The id ends where the next one starts.
const USER: usize = 16;
const ROWS: usize = 8;
const START: usize = 12;

/**
 * Numbers users in order of their first row, and counts their rows. It is an open-addressing hash table with a load
 * factor of at most one half.
 */
@unmanaged
export class Users {
  size: u32 = 0;
  private slots: usize = 0;
  private mask: u32 = 0;
  private users: usize = 0;
  private text: usize = 0;
  private textRoom: u32 = FIRST_TEXT;

  constructor() {
    this.takeSlots(FIRST_SLOTS);
    this.text = heap.alloc(FIRST_TEXT + SPARE);
    this.users = heap.alloc(USER * (FIRST_SLOTS / 2 + 1));
    store<u32>(this.users, 0, START);
  }

  /** Number of the user in a slot, or a negative number if it is empty. */
  guess(hash: u32): i32 {
    return load<i32>(this.slotAt(hash));
  }

  /** Whether that user has the id. */
  is(number: i32, id: usize, length: u32): bool {
    const user = this.users + USER * number;
    const start = load<u32>(user, START);
    return load<u32>(user + USER, START) - start === length && isSame(this.text + start, id, length);
  }

  /** The number of an id; adds it if it is new. */
  numberOf(id: usize, length: u32, hash: u32): i32 {
    let slot = hash;
    for (; this.guess(slot) !== NOBODY; slot++) {
      if (this.is(this.guess(slot), id, length)) return this.guess(slot);
    }
    const number = this.size++;
    store<u32>(this.slotAt(slot), number);
    this.append(number, id, length);
    if (this.size > this.mask / 2) this.grow();
    return number;
  }

  /** Counts a row. Returns whether it is at least as new as the user's previous ones. */
  count(number: u32, seconds: f64): bool {
    const user = this.users + USER * number;
    store<u32>(user, load<u32>(user, ROWS) + 1, ROWS);
    if (seconds < load<f64>(user)) return false;
    store<f64>(user, seconds);
    return true;
  }

  /** Number of a user's rows. */
  rowsOf(number: u32): u32 {
    return load<u32>(this.users + USER * number, ROWS);
  }

  private slotAt(hash: u32): usize {
    return this.slots + 4 * (hash & this.mask);
  }

  private append(number: u32, id: usize, length: u32): void {
    const user = this.users + USER * number;
    const start = load<u32>(user, START);
    const end = start + length;
    if (end > this.textRoom) {
      this.textRoom = 2 * end;
      const larger = heap.alloc(this.textRoom + SPARE);
      memory.copy(larger, this.text, start);
      this.text = larger;
    }
    memory.copy(this.text + start, id, length);
    store<f64>(user, 0);
    store<u32>(user, 0, ROWS);
    store<u32>(user + USER, end, START);
  }

  private grow(): void {
    const users = heap.alloc(USER * (this.mask + 2));
    memory.copy(users, this.users, USER * (this.size + 1));
    this.users = users;
    this.takeSlots(2 * (this.mask + 1));
    for (let number: u32 = 0; number < this.size; number++) {
      const user = users + USER * number;
      const start = load<u32>(user, START);
      let slot = hash(this.text + start, load<u32>(user + USER, START) - start);
      while (this.guess(slot) !== NOBODY) slot++;
      store<u32>(this.slotAt(slot), number);
    }
  }

  private takeSlots(count: u32): void {
    this.slots = heap.alloc(4 * count);
    this.mask = count - 1;
    memory.fill(this.slots, 0xff, 4 * count);
  }
}
