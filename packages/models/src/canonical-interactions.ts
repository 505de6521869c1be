import type { InteractionColumns } from './interaction-columns';
import type { Interactions } from './interactions';

/** The ids for the integers of {@link InteractionColumns}. */
export interface InteractionIds {
  readonly users: readonly string[];
  readonly items: readonly string[];
  readonly eventTypes: readonly string[];
  /** Ids of orders 1, 2, …; order 0 means none. */
  readonly orders: readonly string[];
}

/**
 * Renumbers ids in ascending order, sorts the rows and drops exact duplicates. The columns are not modified.
 */
export function canonicalInteractions(columns: InteractionColumns, ids: InteractionIds): Interactions {
  const { rows, timestamps, rests } = columns;
  const userOrder = ascending(ids.users);
  const itemOrder = ascending(ids.items);
  const eventOrder = ascending(ids.eventTypes);
  const users = renumbered(columns.users, userOrder, rows);
  const items = renumbered(columns.items, itemOrder, rows);
  const events = renumbered(columns.events, eventOrder, rows);

  const orders = columns.orders && renumbered(columns.orders, ascendingAfterNone(ids.orders), rows);

  const keys = [users, timestamps, items, events, ...(orders ? [orders] : []), rests];
  const order = sortedOrder(keys, rows);
  let kept = 0;
  for (let at = 0; at < rows; at++) {
    const row = order[at];
    const before = order[kept - 1];
    const isDuplicate =
      kept > 0 &&
      users[row] === users[before] &&
      timestamps[row] === timestamps[before] &&
      items[row] === items[before] &&
      events[row] === events[before] &&
      orders?.[row] === orders?.[before] &&
      rests[row] === rests[before];
    if (!isDuplicate) order[kept++] = row;
  }
  const distinct = order.subarray(0, kept);
  return {
    userIds: Array.from(userOrder, (id) => ids.users[id]),
    itemIds: Array.from(itemOrder, (id) => ids.items[id]),
    eventTypes: Array.from(eventOrder, (id) => ids.eventTypes[id]),
    users: new Uint32Array(kept).map((_, at) => users[distinct[at]]),
    items: new Uint32Array(kept).map((_, at) => items[distinct[at]]),
    events: new Uint8Array(kept).map((_, at) => events[distinct[at]]),
    timestamps: new Float64Array(kept).map((_, at) => timestamps[distinct[at]]),
    ...(orders && { orders: new Uint32Array(kept).map((_, at) => orders[distinct[at]]) }),
  };
}

/** Integers of ids, sorted by their ids in code-unit order. */
function ascending(ids: readonly string[]): Uint32Array {
  return Uint32Array.from(ids.keys()).sort((a, b) => (ids[a] < ids[b] ? -1 : 1));
}

/** Integers of orders, sorted by their ids, after 0. */
function ascendingAfterNone(ids: readonly string[]): Uint32Array {
  const order = new Uint32Array(ids.length + 1);
  order.set(
    ascending(ids).map((id) => id + 1),
    1,
  );
  return order;
}

function renumbered(column: Uint8Array | Uint32Array, order: Uint32Array, rows: number): Uint32Array {
  const ranks = new Uint32Array(order.length);
  order.forEach((id, rank) => (ranks[id] = rank));
  return new Uint32Array(rows).map((_, row) => ranks[column[row]]);
}

const DIGIT_VALUES = 1 << 16;

/**
 * Row numbers 0 to `rows` - 1, sorted by the first integer column, ties by the second, and so on. A radix sort, from
 * the last column's lowest digit to the first column's highest, takes time linear in the rows.
 */
function sortedOrder(columns: readonly ArrayLike<number>[], rows: number): Uint32Array {
  let order = new Uint32Array(rows).map((_, row) => row);
  let next = new Uint32Array(rows);
  const digits = new Uint16Array(rows);
  for (const column of [...columns].reverse()) {
    const { least, range } = spread(column, rows);
    for (let scale = 1; scale <= range; scale *= DIGIT_VALUES) {
      for (let row = 0; row < rows; row++) {
        digits[row] = Math.floor((column[row] - least) / scale) % DIGIT_VALUES;
      }
      sortByDigits(order, digits, next);
      [order, next] = [next, order];
    }
  }
  return order;
}

/** One stable counting sort pass of `order` into `sorted`. */
function sortByDigits(order: Uint32Array, digits: Uint16Array, sorted: Uint32Array): void {
  const starts = new Uint32Array(DIGIT_VALUES + 1);
  for (let row = 0; row < digits.length; row++) starts[digits[row] + 1]++;
  for (let digit = 1; digit < DIGIT_VALUES; digit++) starts[digit] += starts[digit - 1];
  for (let at = 0; at < order.length; at++) sorted[starts[digits[order[at]]]++] = order[at];
}

function spread(column: ArrayLike<number>, rows: number): { least: number; range: number } {
  let [least, most] = [Infinity, -Infinity];
  for (let row = 0; row < rows; row++) {
    if (column[row] < least) least = column[row];
    if (column[row] > most) most = column[row];
  }
  return { least, range: most - least };
}
