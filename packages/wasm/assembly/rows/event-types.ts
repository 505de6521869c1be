import { isSame } from './bytes';

/** As many names as a byte can number. */
const MAX_NAMES: u32 = 256;

const NAME: usize = 8;

/** An event type that is kept. */
@unmanaged
class KeptType {
  constructor(
    readonly text: usize,
    readonly length: u32,
    /** Number of its new name. */
    readonly event: i32,
    /** The previous type (linked list). */
    readonly before: KeptType | null,
  ) {}

  is(text: usize, length: u32): bool {
    return this.length === length && isSame(this.text, text, length);
  }
}

/** The kept event types and their new names. They are few enough for a linear search. */
@unmanaged
export class EventTypes {
  private last: KeptType | null = null;
  private latest: KeptType | null = null;
  /** Address and length of each name. */
  private readonly names: usize = heap.alloc(NAME * MAX_NAMES);
  private nameCount: u32 = 0;

  keep(text: usize, length: u32, event: i32): void {
    this.latest = this.last = new KeptType(text, length, event, this.last);
  }

  /** Number of a type's new name, or -1 if it is not kept. */
  eventOf(text: usize, length: u32): i32 {
    const latest = this.latest;
    if (latest !== null && latest.is(text, length)) return latest.event;
    let type = this.last;
    while (type !== null && !type.is(text, length)) type = type.before;
    if (type === null) return -1;
    this.latest = type;
    return type.event;
  }

  addName(text: usize, length: u32): void {
    const name = this.names + NAME * this.nameCount++;
    store<u32>(name, <u32>text);
    store<u32>(name, length, 4);
  }

  nameOf(event: u32): usize {
    return load<u32>(this.names + NAME * event);
  }

  lengthOf(event: u32): u32 {
    return load<u32>(this.names + NAME * event, 4);
  }
}
