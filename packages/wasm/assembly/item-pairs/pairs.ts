/**
 * Bytes of a pair. It holds two sums over its users: of terms and of their number, or of both directions of a
 * sequence. The two share a vector, so one addition updates both.
 */
export const PAIR: u32 = 16;

/** Address of the pairs of a tile, zeroed between tiles. */
export let pairs: usize = 0;

/** Sets the address of a tile's pairs. */
export function setPairs(at: usize): void {
  pairs = at;
}

/** Allocates pairs. */
export function newPairs(count: u32): usize {
  return heap.alloc(count * PAIR);
}
