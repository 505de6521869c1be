import { shardCount } from './shards';

/** Number of concurrent functions. A new account can run ten, and a custom resource uses two. */
export const ASKING_FUNCTIONS = 4;

/** Number of requests in flight in each function. At 100 ms, four functions send 320 per second; an account's quota is 2,500. */
export const REQUESTS_IN_FLIGHT = 8;

/** Number of shards in a slice: about 24,000 items, which take five minutes at 80 requests per second. */
const PART_SHARDS = 1_024;

/** Maximum number of slices. An execution can have 25,000 events, and each slice takes eleven, or more if it is retried. */
export const MAX_SLICES = 200;

/**
 * Number of shards in one slice: a power of two, large enough that the slices of all lists fit into one run.
 *
 * @param lists - number of lists by item
 * @param others - slices of lists without items
 */
export function shardsPerSlice(shards: number, lists: number, others = 0): number {
  let size = PART_SHARDS;
  while (size < shards && lists * Math.ceil(shards / size) + others > MAX_SLICES) size *= 2;
  return size;
}

/** Milliseconds that a run takes to ask for `lists` of `items` each, if one answer takes `answerMs`. */
export function askingMs(items: number, lists: number, answerMs: number): number {
  const shards = shardCount(items);
  const parts = Math.ceil(shards / shardsPerSlice(shards, lists));
  const rounds = Math.ceil((lists * parts) / ASKING_FUNCTIONS);
  // The items of a shard are asked for sequentially. So at the end of a slice half a shard, on average, runs without concurrency.
  const answers = items / parts / REQUESTS_IN_FLIGHT + items / shards / 2;
  return rounds * answers * answerMs;
}
