import { EventTypes } from './event-types';
import { Users } from './users';

/** Bytes of a field's start and end offset. */
export const FIELD: u32 = 8;

/** Interactions of a file, processed in chunks. */
@unmanaged
export class Interactions {
  readonly eventTypes: EventTypes = new EventTypes();
  readonly users: Users = new Users();
  /** Unix seconds of the newest row. */
  latest: f64 = 0;
  /** Whether every user's rows are in time order. */
  isOrdered: bool = true;

  // Bytes of a row's field offsets, and the columns' positions in the row.
  readonly rowBytes: u32;
  readonly item: u32;
  readonly user: u32;
  readonly event: u32;
  readonly timestamp: u32;

  // The chunk: its text and its field offsets.
  text: usize = 0;
  fields: usize = 0;

  // Per kept row: its index in the chunk (u32), its event type (u8), Unix seconds (f64), its user (u32), and
  // the end of its text (u32).
  kept: u32 = 0;
  rows: usize = 0;
  events: usize = 0;
  seconds: usize = 0;
  numbers: usize = 0;
  ends: usize = 0;

  constructor(width: u32, item: u32, user: u32, event: u32, timestamp: u32) {
    this.rowBytes = FIELD * width;
    this.item = FIELD * item;
    this.user = FIELD * user;
    this.event = FIELD * event;
    this.timestamp = FIELD * timestamp;
  }

  /** Address of a kept row's field offsets. */
  fieldsOf(index: u32): usize {
    return this.fields + load<u32>(this.rows + 4 * index) * this.rowBytes;
  }
}

/** @param width fields per row; the others are column indexes */
export function newInteractions(width: u32, item: u32, user: u32, event: u32, timestamp: u32): Interactions {
  return new Interactions(width, item, user, event, timestamp);
}

/** Sets the addresses of the per-row results. */
export function setRoom(
  self: Interactions,
  rows: usize,
  events: usize,
  seconds: usize,
  numbers: usize,
  ends: usize,
): void {
  self.rows = rows;
  self.events = events;
  self.seconds = seconds;
  self.numbers = numbers;
  self.ends = ends;
}
