/**
 * The answered items and after them the popular ones that are not among them.
 *
 * @param popular every item
 * @param asked an item that is left out, too
 */
export function filledUp(answered: Iterable<number>, popular: Uint32Array, asked?: number): Iterable<number> {
  return {
    *[Symbol.iterator]() {
      yield* answered;
      // A selective filter walks through all of them: looking into a set would take most of the time.
      const isGiven = new Uint8Array(popular.length);
      for (const item of answered) isGiven[item] = 1;
      if (asked !== undefined) isGiven[asked] = 1;
      for (const item of popular) if (isGiven[item] === 0) yield item;
    },
  };
}
