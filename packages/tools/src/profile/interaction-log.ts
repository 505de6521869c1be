import { IdTable } from '@ecommerce-recommenders/csv/id-table';

const INITIAL_ROWS = 1 << 16;

/**
 * Interactions as columns of integers in file order. It takes 18 bytes per row, or 22 with orders, and is the basis
 * of all statistics.
 */
export class InteractionLog {
  readonly userIds = new IdTable();
  readonly itemIds = new IdTable();
  readonly orderIds = new IdTable();
  rows = 0;
  /** Number of the user in {@link userIds}. */
  users = new Uint32Array(INITIAL_ROWS);
  /** Number of the item in {@link itemIds}. */
  items = new Uint32Array(INITIAL_ROWS);
  /** Number of the event type in {@link eventTypes}. */
  events = new Uint16Array(INITIAL_ROWS);
  /** Unix seconds. */
  timestamps = new Float64Array(INITIAL_ROWS);
  /** Number of the order in {@link orderIds}, counted from 1; 0 for none. Absent if the shop's rows name no orders. */
  orders?: Uint32Array;

  /** @param eventTypes names of the rows' event types in Personalize */
  constructor(readonly eventTypes: readonly string[]) {}

  /** @param order - counted from 1; 0 for none */
  push(user: number, item: number, event: number, timestamp: number, order = 0): void {
    const row = this.rows++;
    if (row === this.users.length) this.grow();
    this.users[row] = user;
    this.items[row] = item;
    this.events[row] = event;
    this.timestamps[row] = timestamp;
    if (order > 0) this.orders ??= new Uint32Array(this.users.length);
    if (this.orders) this.orders[row] = order;
  }

  private grow(): void {
    const rows = 2 * this.users.length;
    this.users = filled(new Uint32Array(rows), this.users);
    this.items = filled(new Uint32Array(rows), this.items);
    this.events = filled(new Uint16Array(rows), this.events);
    this.timestamps = filled(new Float64Array(rows), this.timestamps);
    if (this.orders) this.orders = filled(new Uint32Array(rows), this.orders);
  }
}

function filled<T extends Uint16Array | Uint32Array | Float64Array>(larger: T, values: T): T {
  larger.set(values);
  return larger;
}

/** The rows of each user, oldest first. Rows of the same second are in file order. */
export interface UserHistories {
  readonly users: number;
  /** Numbers of a user's rows in the log. */
  of(user: number): Uint32Array;
}

/** Sorts a log by user and time: a counting sort by user, then a sort of each user's rows that are not in order. */
export function userHistories({ rows, userIds, users, timestamps }: InteractionLog): UserHistories {
  const ends = new Uint32Array(userIds.size + 1);
  for (let row = 0; row < rows; row++) ends[users[row] + 1]++;
  for (let user = 0; user < userIds.size; user++) ends[user + 1] += ends[user];
  const starts = ends.slice();
  const order = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) order[ends[users[row]]++] = row;

  const of = (user: number): Uint32Array => order.subarray(starts[user], starts[user + 1]);
  for (let user = 0; user < userIds.size; user++) {
    const history = of(user);
    if (!isOrdered(history, timestamps)) history.sort((a, b) => timestamps[a] - timestamps[b] || a - b);
  }
  return { users: userIds.size, of };
}

function isOrdered(history: Uint32Array, timestamps: Float64Array): boolean {
  for (let at = 1; at < history.length; at++)
    if (timestamps[history[at]] < timestamps[history[at - 1]]) return false;
  return true;
}

/**
 * Marks exact duplicates: 1 for each row of the log whose user, item, event type and second equal those of an earlier
 * row. Personalize keeps one of them.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/bulk-data-import-step.html
 */
export function markDuplicates(log: InteractionLog, histories: UserHistories): Uint8Array {
  const { items, events, timestamps, eventTypes } = log;
  const duplicates = new Uint8Array(log.rows);
  const seen = new Set<number>();
  const codeOf = (row: number): number => items[row] * eventTypes.length + events[row];
  for (let user = 0; user < histories.users; user++) {
    const history = histories.of(user);
    for (let at = 1; at < history.length; at++) {
      const row = history[at];
      const before = history[at - 1];
      if (timestamps[row] !== timestamps[before]) {
        if (seen.size > 0) seen.clear();
        continue;
      }
      if (seen.size === 0) seen.add(codeOf(before));
      const code = codeOf(row);
      if (seen.has(code)) duplicates[row] = 1;
      else seen.add(code);
    }
    seen.clear();
  }
  return duplicates;
}
