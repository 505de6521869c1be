/**
 * Bytes of a pair: the sum of what its users say, and how many users they are. Both are in one vector, so that one
 * addition does for both.
 */
export const PAIR: u32 = 16;

/** Where the pairs of a tile are, which are zeros between tiles. */
export let pairs: usize = 0;

/** Says where the pairs of a tile are to be. */
export function setPairs(at: usize): void {
  pairs = at;
}

/** Makes room for so many pairs. */
export function newPairs(count: u32): usize {
  return heap.alloc(count * PAIR);
}
