import { FAR_APART } from './closeness';
import { events, items, timestamps, weights } from './interactions';

/**
 * A user counts with this many items at most, the latest ones: the work of comparing items grows with the
 * square of it, and a longer history is a robot's or a reseller's rather than a customer's.
 */
const MAX_ITEMS_PER_USER: u32 = 500;

/** Where are the items of the user that is looked at. */
export const latest = memory.data(MAX_ITEMS_PER_USER * 4, 16);

/** Where are, of each item that the user has, the sum of the weights, or else 0, and the age. */
export let sums: usize = 0;
export let ageOf: usize = 0;

/** Says where zeros are for each item. */
export function setHistory(sumsAt: usize, ageOfAt: usize): void {
  sums = sumsAt;
  ageOf = ageOfAt;
}

/** Gives how many items are in {@link latest}, from the rows of a user, oldest first. */
export function lookAt(first: u32, end: u32): u32 {
  let count: u32 = 0;
  let age: f64 = 0;
  let before: f64 = 0;
  for (let row = end; row > first;) {
    row--;
    const weight = load<f64>(weights + ((<u32>load<u8>(events + row)) << 3));
    const item = load<u32>(items + (row << 2));
    const sum = load<f64>(sums + (item << 3));
    if (weight === 0 || (sum === 0 && count === MAX_ITEMS_PER_USER)) continue;
    store<f64>(sums + (item << 3), sum + weight);
    if (sum !== 0) continue;
    const timestamp = load<f64>(timestamps + (row << 3));
    if (count > 0) age += min<f64>(FAR_APART, before - timestamp);
    before = timestamp;
    store<u32>(latest + (count++ << 2), item);
    store<i32>(ageOf + (item << 2), <i32>age);
  }
  return count;
}
