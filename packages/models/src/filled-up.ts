/**
 * The answered items, then the remaining popular ones.
 *
 * @param popular - all items
 * @param asked - a further item to leave out
 */
export function filledUp(answered: Iterable<number>, popular: Uint32Array, asked?: number): Iterable<number> {
  return {
    *[Symbol.iterator]() {
      yield* answered;
      // An array instead of a Set, whose look-ups would dominate when a selective filter iterates over all items.
      const isGiven = new Uint8Array(popular.length);
      for (const item of answered) isGiven[item] = 1;
      if (asked !== undefined) isGiven[asked] = 1;
      for (const item of popular) if (isGiven[item] === 0) yield item;
    },
  };
}
