/**
 * The answered items and after them the popular ones that are not among them.
 *
 * @param asked an item that is left out, too
 */
export function filledUp(answered: Iterable<number>, popular: Uint32Array, asked?: number): Iterable<number> {
  return {
    *[Symbol.iterator]() {
      yield* answered;
      const given = new Set(answered);
      for (const item of popular) if (item !== asked && !given.has(item)) yield item;
    },
  };
}
