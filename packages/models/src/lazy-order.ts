/**
 * Items by descending score, ties by smaller item, sorted lazily: an in-place heap sort that stops early. The sorted
 * part is at the end, in reverse order.
 */
export class LazyOrder {
  /** The heap is entries 0 to `unsorted` - 1, the best item on top. */
  private unsorted: number;

  /**
   * @param items - owned and reordered, like the scores
   * @param scores - in the order of the items
   */
  constructor(
    private readonly items: Uint32Array,
    private readonly scores: Float64Array,
  ) {
    this.unsorted = items.length;
    for (let parent = (this.unsorted >> 1) - 1; parent >= 0; parent--) this.sink(parent);
  }

  get length(): number {
    return this.items.length;
  }

  /** The item at a place, from 0; must exist. */
  itemAt(place: number): number {
    return this.items[this.sorted(place)];
  }

  /** The score at a place. */
  scoreAt(place: number): number {
    return this.scores[this.sorted(place)];
  }

  /** Array index of a place; sorts up to it. */
  private sorted(place: number): number {
    const at = this.items.length - 1 - place;
    while (this.unsorted > at) {
      this.swap(0, --this.unsorted);
      this.sink(0);
    }
    return at;
  }

  private sink(from: number): void {
    for (let parent = from, child; (child = 2 * parent + 1) < this.unsorted; parent = child) {
      if (child + 1 < this.unsorted && this.isBetter(child + 1, child)) child++;
      if (!this.isBetter(child, parent)) return;
      this.swap(parent, child);
    }
  }

  private isBetter(at: number, than: number): boolean {
    const { items, scores } = this;
    return scores[at] > scores[than] || (scores[at] === scores[than] && items[at] < items[than]);
  }

  private swap(one: number, other: number): void {
    const { items, scores } = this;
    const item = items[one];
    const score = scores[one];
    items[one] = items[other];
    scores[one] = scores[other];
    items[other] = item;
    scores[other] = score;
  }
}
