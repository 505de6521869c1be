import type { SparseMatrix } from './sparse-matrix';

/**
 * Keeps the best few items of each row while they are offered in any order; of equal scores the smaller item is
 * the better. A row is a heap with the worst that it keeps at its root.
 */
export class BestOfRows {
  /** Row `n` has room from entry `n` to entry `n + 1` of the arrays below. */
  private readonly starts: Float64Array;
  private readonly lengths: Uint32Array;
  private readonly items: Uint32Array;
  private readonly scores: Float64Array;
  /** What a score must reach to get into a row, where it is full; kept apart, since most scores are lower. */
  private readonly least: Float64Array;

  /** @param sizes - how many items to keep of each row */
  constructor(sizes: Uint32Array) {
    this.starts = new Float64Array(sizes.length + 1);
    for (let row = 0; row < sizes.length; row++) this.starts[row + 1] = this.starts[row] + sizes[row];
    this.lengths = new Uint32Array(sizes.length);
    this.items = new Uint32Array(this.starts[sizes.length]);
    this.scores = new Float64Array(this.starts[sizes.length]);
    this.least = Float64Array.from(sizes, (size) => (size > 0 ? 0 : Infinity));
  }

  /** @param score - above 0 */
  offer(row: number, item: number, score: number): void {
    if (score >= this.least[row]) this.insert(row, item, score);
  }

  /** The best of each row, best first. */
  sorted(): SparseMatrix {
    const { lengths, items, scores } = this;
    const starts = new Uint32Array(lengths.length + 1);
    for (let row = 0; row < lengths.length; row++) starts[row + 1] = starts[row] + lengths[row];
    const columns = new Uint32Array(starts[lengths.length]);
    const values = new Float64Array(columns.length);
    for (let row = 0; row < lengths.length; row++) {
      const root = this.starts[row];
      for (let place = starts[row + 1] - 1, length = lengths[row]; length > 0; place--) {
        columns[place] = items[root];
        values[place] = scores[root];
        length--;
        this.sink(root, length, items[root + length], scores[root + length]);
      }
    }
    return { starts, columns, values };
  }

  private insert(row: number, item: number, score: number): void {
    const { starts, lengths, items, scores, least } = this;
    const root = starts[row];
    const size = starts[row + 1] - root;
    const length = lengths[row];
    if (length === size) {
      if (isBetter(item, score, items[root], scores[root])) this.sink(root, size, item, score);
    } else {
      let at = length;
      for (let parent; at > 0; at = parent) {
        parent = (at - 1) >> 1;
        if (!isBetter(items[root + parent], scores[root + parent], item, score)) break;
        items[root + at] = items[root + parent];
        scores[root + at] = scores[root + parent];
      }
      items[root + at] = item;
      scores[root + at] = score;
      lengths[row]++;
    }
    if (lengths[row] === size) least[row] = scores[root];
  }

  /** Puts an item at the root of a heap, or below those that are worse. */
  private sink(root: number, length: number, item: number, score: number): void {
    const { items, scores } = this;
    let at = root;
    for (let child; (child = 2 * (at - root) + 1) < length;) {
      child += root;
      if (
        child + 1 < root + length &&
        isBetter(items[child], scores[child], items[child + 1], scores[child + 1])
      )
        child++;
      if (!isBetter(item, score, items[child], scores[child])) break;
      items[at] = items[child];
      scores[at] = scores[child];
      at = child;
    }
    items[at] = item;
    scores[at] = score;
  }
}

const isBetter = (item: number, score: number, thanItem: number, thanScore: number): boolean =>
  score > thanScore || (score === thanScore && item < thanItem);
