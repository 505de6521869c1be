import type { SparseMatrix } from './sparse-matrix';

/** A row is sorted by insertion from here on down. */
const FEW = 12;

/**
 * Keeps the best few items of each row while they are offered in any order; of equal scores the smaller item is
 * the better. A row takes more than it is to keep, half as many again, before the worst of them are dropped.
 */
export class BestOfRows {
  /** Row `n` has room from entry `n` to entry `n + 1` of the arrays below. */
  private readonly starts: Float64Array;
  private readonly lengths: Uint32Array;
  private readonly items: Uint32Array;
  private readonly scores: Float64Array;
  /** What a score must reach to get into a row: that of the worst that a full row kept, since most are lower. */
  private readonly least: Float64Array;

  /**
   * @param most how many items to keep of a row
   * @param offers how many are offered of each row at most
   */
  constructor(
    private readonly most: number,
    offers: Uint32Array,
  ) {
    const room = most + Math.ceil(most / 2);
    this.starts = new Float64Array(offers.length + 1);
    for (let row = 0; row < offers.length; row++)
      this.starts[row + 1] = this.starts[row] + Math.min(room, offers[row]);
    this.lengths = new Uint32Array(offers.length);
    this.items = new Uint32Array(this.starts[offers.length]);
    this.scores = new Float64Array(this.starts[offers.length]);
    this.least = Float64Array.from(offers, (count) => (count > 0 ? 0 : Infinity));
  }

  /** @param score above 0 */
  offer(row: number, item: number, score: number): void {
    const { starts, lengths } = this;
    if (score < this.least[row]) return;
    if (starts[row] + lengths[row] === starts[row + 1]) {
      this.dropWorst(row);
      if (score < this.least[row]) return;
    }
    const at = starts[row] + lengths[row]++;
    this.items[at] = item;
    this.scores[at] = score;
  }

  /** The best of each row, best first. */
  sorted(): SparseMatrix {
    const { lengths, items, scores, most } = this;
    const starts = new Uint32Array(lengths.length + 1);
    for (let row = 0; row < lengths.length; row++) {
      if (lengths[row] > most) this.dropWorst(row);
      starts[row + 1] = starts[row] + lengths[row];
    }
    const columns = new Uint32Array(starts[lengths.length]);
    const values = new Float64Array(columns.length);
    for (let row = 0; row < lengths.length; row++) {
      const first = this.starts[row];
      this.sort(first, first + lengths[row] - 1);
      for (let place = 0; place < lengths[row]; place++) {
        columns[starts[row] + place] = items[first + place];
        values[starts[row] + place] = scores[first + place];
      }
    }
    return { starts, columns, values };
  }

  /** Parts a row until its best are in front, and forgets the others. */
  private dropWorst(row: number): void {
    const { starts, lengths, scores, least, most } = this;
    let first = starts[row];
    let last = first + lengths[row] - 1;
    const cut = starts[row] + most;
    while (first < last) {
      const behind = this.part(first, last) + 1;
      if (behind === cut) break;
      if (behind < cut) first = behind;
      else last = behind - 1;
    }
    lengths[row] = most;
    let worst = Infinity;
    for (let at = starts[row]; at < cut; at++) if (scores[at] < worst) worst = scores[at];
    least[row] = worst;
  }

  private sort(first: number, last: number): void {
    const { items, scores } = this;
    while (last - first >= FEW) {
      const middle = this.part(first, last);
      this.sort(middle + 1, last);
      last = middle;
    }
    for (let next = first + 1; next <= last; next++) {
      const item = items[next];
      const score = scores[next];
      let at = next;
      for (; at > first && isBetter(item, score, items[at - 1], scores[at - 1]); at--) {
        items[at] = items[at - 1];
        scores[at] = scores[at - 1];
      }
      items[at] = item;
      scores[at] = score;
    }
  }

  /**
   * Puts the better ones in front; the two parts meet where it says, which is before the last.
   *
   * @see Hoare: Algorithm 63, Partition (1961)
   */
  private part(first: number, last: number): number {
    const { items, scores } = this;
    const middle = first + ((last - first) >> 1);
    const item = items[middle];
    const score = scores[middle];
    let left = first;
    let right = last;
    for (; ; left++, right--) {
      while (isBetter(items[left], scores[left], item, score)) left++;
      while (isBetter(item, score, items[right], scores[right])) right--;
      if (left >= right) return right;
      const leftItem = items[left];
      const leftScore = scores[left];
      items[left] = items[right];
      scores[left] = scores[right];
      items[right] = leftItem;
      scores[right] = leftScore;
    }
  }
}

const isBetter = (item: number, score: number, thanItem: number, thanScore: number): boolean =>
  score > thanScore || (score === thanScore && item < thanItem);
