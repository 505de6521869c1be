import { Program } from '../../domain/wasm/program';
import { arrayIn } from './array-in';
import { ascending } from './ascending';
import type { Interactions } from './interactions';
import { pairModule, type PairProgram } from './pair-program';
import type { SparseMatrix } from './sparse-matrix';
import { userRows } from './user-rows';

/**
 * A user counts with this many items at most, the latest ones: the work of comparing items grows with the
 * square of it, and a longer history is a robot's or a reseller's rather than a customer's.
 */
const MAX_ITEMS_PER_USER = 500;

/** Seconds; what is farther apart is no less close: see `wasm/item-pairs/closeness.ts`. */
const FAR_APART = 2 * 86_400;

/**
 * Users by items: an entry for each item that a user had to do with, in ascending order of the items, with how much it
 * was and when, in the memory of a program.
 */
export interface UserItems extends SparseMatrix {
  readonly program: PairProgram;
  /**
   * How long before the user's latest entry each entry was: seconds from its latest row on, where of a longer
   * pause than {@link FAR_APART} only that much counts, which is all that closeness in time sees of it.
   */
  readonly ages: Int32Array;
}

/**
 * The values are the sums of the rows' weights.
 *
 * @param weights - of each event type; a row of one without weight says nothing
 */
export function userItems(interactions: Interactions, weights: Float64Array): UserItems {
  const { userIds, itemIds, items, events, timestamps } = interactions;
  const rows = userRows(interactions);
  const program: PairProgram = new Program(pairModule());
  const starts = arrayIn(program, Uint32Array, userIds.length + 1);
  const columns = arrayIn(program, Uint32Array, items.length);
  const values = arrayIn(program, Float64Array, items.length);
  const ages = arrayIn(program, Int32Array, items.length);
  const latest = new Uint32Array(MAX_ITEMS_PER_USER);
  const sort = ascending(itemIds.length);
  // Of each item that the user has, the sum of the weights and the age.
  const sums = new Float64Array(itemIds.length);
  const ageOf = new Int32Array(itemIds.length);
  let entries = 0;

  /** Gives how many items are in {@link latest}, from the rows of a user. */
  function look(first: number, end: number): number {
    let count = 0;
    let age = 0;
    let before = 0;
    for (let row = end - 1; row >= first; row--) {
      const weight = weights[events[row]];
      const item = items[row];
      if (weight === 0 || (sums[item] === 0 && count === MAX_ITEMS_PER_USER)) continue;
      if (sums[item] === 0) {
        if (count > 0) age += Math.min(FAR_APART, before - timestamps[row]);
        before = timestamps[row];
        latest[count++] = item;
        ageOf[item] = age;
      }
      sums[item] += weight;
    }
    return count;
  }

  /** Makes entries of the first items in {@link latest}. */
  function enter(count: number): void {
    for (let at = 0; at < count; at++) {
      const item = latest[at];
      columns[entries + at] = item;
      values[entries + at] = sums[item];
      ages[entries + at] = ageOf[item];
      sums[item] = 0;
    }
    entries += count;
  }

  for (let user = 0; user < userIds.length; user++) {
    const count = look(rows[user], rows[user + 1]);
    sort(latest, count);
    enter(count);
    starts[user + 1] = entries;
  }
  return {
    program,
    starts,
    columns: columns.subarray(0, entries),
    values: values.subarray(0, entries),
    ages: ages.subarray(0, entries),
  };
}
