import { FAR_APART } from './closeness';

// Addresses of the interactions' columns: see Interactions.
export let items: usize = 0;
export let events: usize = 0;
export let timestamps: usize = 0;

/** Address of the event types' weights. */
export let weights: usize = 0;

/** Sets the addresses of the columns and of the event types' weights; rows of a type with weight 0 are ignored. */
export function setInteractions(
  itemsAt: usize,
  eventsAt: usize,
  timestampsAt: usize,
  weightsAt: usize,
): void {
  items = itemsAt;
  events = eventsAt;
  timestamps = timestampsAt;
  weights = weightsAt;
}

/**
 * Only a user's latest items count: the cost is quadratic in their number, and longer histories are those of
 * bots or resellers.
 */
const MAX_ITEMS_PER_USER: u32 = 500;

/** Address of the current user's items. */
export const latest = memory.data(MAX_ITEMS_PER_USER * 4, 16);

/** Largest number of moments before the latest that is distinguished. */
const MAX_MOMENT: u32 = 0xffff;

/** Addresses, per item, of its sum of weights (0 if not in the user's history), its age, and its moments. */
export let sums: usize = 0;
export let ageOf: usize = 0;
export let momentsOf: usize = 0;

/** Sets the address of a zeroed slot per item. */
export function setHistory(sumsAt: usize, ageOfAt: usize, momentsOfAt: usize): void {
  sums = sumsAt;
  ageOf = ageOfAt;
  momentsOf = momentsOfAt;
}

/** Fills {@link latest} from a user's rows, oldest first. Returns the number of items. */
export function lookAt(first: u32, end: u32): u32 {
  let count: u32 = 0;
  let age: f64 = 0;
  let before: f64 = 0;
  let moment: u32 = 0;
  let lastTimestamp: f64 = 0;
  for (let row = end; row > first;) {
    row--;
    const weight = load<f64>(weights + ((<u32>load<u8>(events + row)) << 3));
    const item = load<u32>(items + (row << 2));
    const sum = load<f64>(sums + (item << 3));
    if (weight === 0 || (sum === 0 && count === MAX_ITEMS_PER_USER)) continue;
    store<f64>(sums + (item << 3), sum + weight);
    const timestamp = load<f64>(timestamps + (row << 3));
    if (timestamp !== lastTimestamp && count > 0) moment = min(MAX_MOMENT, moment + 1);
    lastTimestamp = timestamp;
    store<u16>(momentsOf + (item << 2), <u16>moment, 2);
    if (sum !== 0) continue;
    store<u16>(momentsOf + (item << 2), <u16>moment);
    if (count > 0) age += min<f64>(FAR_APART, before - timestamp);
    before = timestamp;
    store<u32>(latest + (count++ << 2), item);
    store<i32>(ageOf + (item << 2), <i32>age);
  }
  return count;
}
