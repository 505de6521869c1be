import type { WeightedHistory } from './history-weights';
import type { SparseMatrix } from './sparse-matrix';

/** Scores between items. A model without a weight has no entries. */
export interface HistoryModels {
  readonly linear: SparseMatrix;
  readonly cosine: SparseMatrix;
}

/** Weights of the models, and of an item of the history for itself. */
export interface HistoryMix {
  readonly linear: number;
  readonly cosine: number;
  readonly self: number;
}

/** Popular items of the latest days, which are added to the scores. */
export interface RecentShares {
  /** The best of them. Every history gets these, even if it does not lead to them. */
  readonly items: Uint32Array;
  /** Each item's share of the interactions of these days. */
  readonly shares: Float64Array;
}

/** Number of popular items that every history gets. Some are left out later because they are purchased. */
const MOST_RECENT = 200;

/** @param popular - items by their shares, which sum to 1 */
export function recentShares({
  items,
  scores,
}: {
  readonly items: Uint32Array;
  readonly scores: Float64Array;
}): RecentShares {
  const shares = new Float64Array(items.length);
  for (let place = 0; place < scores.length; place++) shares[items[place]] = scores[place];
  return { items: items.slice(0, Math.min(MOST_RECENT, scores.length)), shares };
}

/** The parts of items' scores for a history, by place and in no particular order. They are valid until the next history. */
export class HistoryParts {
  private count = 0;
  private readonly items: Uint32Array;
  private readonly byLinear: Float64Array;
  private readonly byCosine: Float64Array;
  /** Weight of the item in the history. */
  private readonly own: Float64Array;
  private readonly p: Float64Array;
  /** Place of each item, counted from 1; 0 for none. */
  private readonly placeOf: Uint32Array;

  constructor(
    private readonly models: HistoryModels,
    itemCount: number,
  ) {
    this.items = new Uint32Array(itemCount);
    this.byLinear = new Float64Array(itemCount);
    this.byCosine = new Float64Array(itemCount);
    this.own = new Float64Array(itemCount);
    this.p = new Float64Array(itemCount);
    this.placeOf = new Uint32Array(itemCount);
  }

  /** Computes the parts for a history. */
  spread(history: WeightedHistory): void {
    for (let place = 0; place < this.count; place++) this.placeOf[this.items[place]] = 0;
    this.count = 0;
    const { linear, cosine } = this.models;
    for (const [item, weight] of history) {
      this.own[this.place(item)] += weight;
      this.add(linear, item, weight, this.byLinear);
      this.add(cosine, item, weight, this.byCosine);
    }
  }

  /**
   * The items that have a part, and the score of each by a mix. Valid until the next mix. With recent shares, the
   * result is each item's share of the positive scores plus its recent share.
   */
  mixed(
    { linear, cosine, self }: HistoryMix,
    recent?: RecentShares,
  ): { readonly items: Uint32Array; readonly scores: Float64Array } {
    if (recent && this.count > 0) for (const item of recent.items) this.place(item);
    const { count, items, byLinear, byCosine, own, p } = this;
    let sum = 0;
    for (let place = 0; place < count; place++) {
      p[place] = linear * byLinear[place] + cosine * byCosine[place] + self * own[place];
      if (p[place] > 0) sum += p[place];
    }
    if (recent)
      for (let place = 0; place < count; place++) p[place] = p[place] / sum + recent.shares[items[place]];
    return { items: items.subarray(0, count), scores: p.subarray(0, count) };
  }

  private add(
    { starts, columns, values }: SparseMatrix,
    item: number,
    weight: number,
    to: Float64Array,
  ): void {
    for (let entry = starts[item]; entry < starts[item + 1]; entry++)
      to[this.place(columns[entry])] += weight * values[entry];
  }

  private place(item: number): number {
    const { placeOf } = this;
    if (placeOf[item] > 0) return placeOf[item] - 1;
    const place = this.count++;
    this.items[place] = item;
    this.byLinear[place] = this.byCosine[place] = this.own[place] = 0;
    placeOf[item] = place + 1;
    return place;
  }
}
