/** The best few of the items offered, best first; of equal scores the smaller item is the better. */
export class BestItems {
  /** Only the first {@link length} entries count. */
  readonly items: Uint32Array;
  readonly scores: Float64Array;
  length = 0;

  constructor(private readonly size: number) {
    this.items = new Uint32Array(size);
    this.scores = new Float64Array(size);
  }

  /** Takes the item in if it is among the best so far. Most are not, and cost one comparison. */
  offer(item: number, score: number): void {
    const { items, scores, size } = this;
    if (this.length === size && !isBetter(item, score, items[size - 1], scores[size - 1])) return;
    let place = this.length < size ? this.length++ : size - 1;
    for (; place > 0 && isBetter(item, score, items[place - 1], scores[place - 1]); place--) {
      items[place] = items[place - 1];
      scores[place] = scores[place - 1];
    }
    items[place] = item;
    scores[place] = score;
  }

  clear(): void {
    this.length = 0;
  }
}

const isBetter = (item: number, score: number, thanItem: number, thanScore: number): boolean =>
  score > thanScore || (score === thanScore && item < thanItem);
