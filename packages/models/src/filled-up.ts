/**
 * The answered items, then the remaining popular ones.
 *
 * @param popular - all items
 * @param asked - an item to leave out as well
 */
export function filledUp(answered: Iterable<number>, popular: Uint32Array, asked?: number): Iterable<number> {
  return {
    *[Symbol.iterator]() {
      yield* answered;
      // An array, as a selective filter walks all items, where a Set's look-ups would dominate.
      const isGiven = new Uint8Array(popular.length);
      for (const item of answered) isGiven[item] = 1;
      if (asked !== undefined) isGiven[asked] = 1;
      for (const item of popular) if (isGiven[item] === 0) yield item;
    },
  };
}
