import { IdTable } from '../data/id-table';

const INITIAL_ROWS = 1 << 16;

/**
 * Interactions as columns of integers, in file order: 20 bytes a row, the part of a row that the answers to
 * every question about the data come from.
 */
export class InteractionLog {
  readonly userIds = new IdTable();
  readonly itemIds = new IdTable();
  rows = 0;
  /** Number of the user in {@link userIds}. */
  users = new Uint32Array(INITIAL_ROWS);
  /** Number of the item in {@link itemIds}. */
  items = new Uint32Array(INITIAL_ROWS);
  /** Number of the event type in {@link eventTypes}. */
  events = new Uint16Array(INITIAL_ROWS);
  /** Unix seconds. */
  timestamps = new Float64Array(INITIAL_ROWS);

  /** @param eventTypes names that the rows' event types have in Personalize */
  constructor(readonly eventTypes: readonly string[]) {}

  push(user: number, item: number, event: number, timestamp: number): void {
    const row = this.rows++;
    if (row === this.users.length) this.grow();
    this.users[row] = user;
    this.items[row] = item;
    this.events[row] = event;
    this.timestamps[row] = timestamp;
  }

  private grow(): void {
    const rows = 2 * this.users.length;
    this.users = filled(new Uint32Array(rows), this.users);
    this.items = filled(new Uint32Array(rows), this.items);
    this.events = filled(new Uint16Array(rows), this.events);
    this.timestamps = filled(new Float64Array(rows), this.timestamps);
  }
}

function filled<T extends Uint16Array | Uint32Array | Float64Array>(larger: T, values: T): T {
  larger.set(values);
  return larger;
}
