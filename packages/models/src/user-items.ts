import { Program } from '@ecommerce-recommenders/wasm/program';
import { arrayIn } from './array-in';
import { userRows, type Interactions } from './interactions';
import { pairModule, type PairExports, type PairProgram } from './pair-program';
import type { SparseMatrix } from './sparse-matrix';

/** Rows per program call, unless a single user has more. */
const ROWS_A_CALL = 1 << 15;

/**
 * Users by items, in a program's memory. There is an entry for each item with which a user interacted, sorted by
 * item, with weight and time.
 */
export interface UserItems extends SparseMatrix {
  readonly program: PairProgram;
  /**
   * Age of each entry relative to the user's latest row, in seconds. Pauses longer than two days count as two days,
   * the maximum that closeness distinguishes.
   */
  readonly ages: Int32Array;
  /**
   * Number of distinct times of the user's rows after each entry: after its last row in the lower 16 bits, after its
   * first row in the upper 16 bits. At most 65,535.
   */
  readonly moments: Uint32Array;
}

/** Sets the addresses of the entries. */
export function setEntries(
  run: PairExports,
  { columns, values, ages, moments }: Pick<UserItems, 'columns' | 'values' | 'ages' | 'moments'>,
): void {
  run.setEntries(columns.byteOffset, values.byteOffset, ages.byteOffset, moments.byteOffset);
}

/**
 * Builds the entries. Values are sums of the rows' weights. Only the latest 500 items of a user count.
 *
 * @param weights - by event type; rows with weight 0 are ignored
 */
export function userItems(interactions: Interactions, weights: Float64Array): UserItems {
  const program: PairProgram = new Program(pairModule());
  const { run } = program;
  const { userIds, items } = interactions;
  const rows = arrayIn(program, Uint32Array, userIds.length + 1);
  rows.set(userRows(interactions));
  const starts = arrayIn(program, Uint32Array, userIds.length + 1);
  const columns = arrayIn(program, Uint32Array, items.length);
  const values = arrayIn(program, Float64Array, items.length);
  const ages = arrayIn(program, Int32Array, items.length);
  const moments = arrayIn(program, Uint32Array, items.length);
  setEntries(run, { columns, values, ages, moments });
  prepareHistory(program, interactions.itemIds.length);
  const show = showRows(program, interactions, weights, longestOf(rows));
  for (let user = 0; user < userIds.length;) {
    let end = user + 1;
    while (end < userIds.length && rows[end + 1] - rows[user] <= ROWS_A_CALL) end++;
    show(rows[user], rows[end]);
    run.enterUsers(user, end, rows.byteOffset, rows[user], starts.byteOffset);
    user = end;
  }
  const entries = starts[userIds.length];
  return {
    program,
    starts,
    columns: columns.subarray(0, entries),
    values: values.subarray(0, entries),
    ages: ages.subarray(0, entries),
    moments: moments.subarray(0, entries),
  };
}

function prepareHistory(program: PairProgram, itemCount: number): void {
  const sums = arrayIn(program, Float64Array, itemCount);
  const ageOf = arrayIn(program, Int32Array, itemCount);
  const momentsOf = arrayIn(program, Uint32Array, itemCount);
  program.run.setHistory(sums.byteOffset, ageOf.byteOffset, momentsOf.byteOffset);
  const marks = arrayIn(program, Uint32Array, (itemCount + 31) >> 5);
  program.run.setMarks(marks.byteOffset, marks.length);
}

const longestOf = (starts: Uint32Array): number =>
  starts.reduce((longest, start, at) => Math.max(longest, start - starts[Math.max(0, at - 1)]), 0);

/** Copies rows to the program's input buffer. */
function showRows(
  program: PairProgram,
  { items, events, timestamps }: Interactions,
  weights: Float64Array,
  longest: number,
): (first: number, end: number) => void {
  const room = Math.min(items.length, Math.max(ROWS_A_CALL, longest));
  const shownItems = arrayIn(program, Uint32Array, room);
  const shownEvents = program.allocate(room);
  const shownTimestamps = arrayIn(program, Float64Array, room);
  const shownWeights = arrayIn(program, Float64Array, weights.length);
  shownWeights.set(weights);
  program.run.setInteractions(
    shownItems.byteOffset,
    shownEvents.at,
    shownTimestamps.byteOffset,
    shownWeights.byteOffset,
  );
  return (first, end) => {
    shownItems.set(items.subarray(first, end));
    shownEvents.bytes.set(events.subarray(first, end));
    shownTimestamps.set(timestamps.subarray(first, end));
  };
}
