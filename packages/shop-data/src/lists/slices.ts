import { shardCount } from './shards';

/** Functions that ask at once: a new account may run ten, and a custom resource takes two. */
export const ASKING_FUNCTIONS = 4;

/** Requests in flight of one function. At 100 ms four functions send 320 a second: an account may send 2,500. */
export const REQUESTS_IN_FLIGHT = 8;

/** Shards of a slice: some 24,000 items, five minutes at 80 requests a second. */
const PART_SHARDS = 1_024;

/** An upper bound of slices: an execution may have 25,000 events, of which each takes eleven and more where it is retried. */
export const MAX_SLICES = 200;

/**
 * Shards of one slice, a power of two, so large that the slices of all lists fit into one run.
 *
 * @param lists those that have an entry for each item
 * @param others - slices of lists without items
 */
export function shardsPerSlice(shards: number, lists: number, others = 0): number {
  let size = PART_SHARDS;
  while (size < shards && lists * Math.ceil(shards / size) + others > MAX_SLICES) size *= 2;
  return size;
}

/** Milliseconds in which a run asks for `lists` of `items` each, if one answer takes `answerMs`. */
export function askingMs(items: number, lists: number, answerMs: number): number {
  const shards = shardCount(items);
  const parts = Math.ceil(shards / shardsPerSlice(shards, lists));
  const rounds = Math.ceil((lists * parts) / ASKING_FUNCTIONS);
  // A shard is asked in sequence: at the end of a slice, on average, half a shard has the function to itself.
  const answers = items / parts / REQUESTS_IN_FLIGHT + items / shards / 2;
  return rounds * answers * answerMs;
}
