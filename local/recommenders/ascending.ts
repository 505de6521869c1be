/** Marks of 32 items that are looked at in the time in which an item is sorted. */
const WORDS_PER_ITEM = 8;

/**
 * Sorts the first few of an array of different items. Items of a small catalogue are marked, and the marks read
 * in order, which takes a fifth of the time of a sort.
 *
 * @param itemCount items are below it
 */
export function ascending(itemCount: number): (items: Uint32Array, count: number) => void {
  const marks = new Uint32Array((itemCount + 31) >> 5);
  return (items, count) => {
    if (marks.length > WORDS_PER_ITEM * count) {
      items.subarray(0, count).sort();
      return;
    }
    for (let at = 0; at < count; at++) marks[items[at] >> 5] |= 1 << items[at];
    let at = 0;
    for (let word = 0; word < marks.length; word++) {
      let left = marks[word];
      marks[word] = 0;
      for (; left !== 0; left &= left - 1) items[at++] = (word << 5) + 31 - Math.clz32(left & -left);
    }
  };
}
