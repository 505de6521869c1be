import type { WeightedHistory } from './history-weights';
import type { LinearModel, LinearWeights } from './linear-model';
import { commonUsersOf, cosineOf } from './shrunk-cosine';
import type { SparseMatrix } from './sparse-matrix';
import type { UserItems } from './user-items';

/** Neighbours of an item that a model keeps. */
export const KEPT = 100;

/** What scores for histories are made of. */
export interface HistoryModels {
  readonly entries: UserItems;
  readonly linear: LinearModel;
  /** The largest {@link KEPT} weights of each item. */
  readonly weightsOf: (leastUsers: number) => LinearWeights;
  readonly cosine: SparseMatrix;
}

/**
 * The parts of items' scores for a history, as if its user had not been there, exactly. Arrays are by place, for the items that have
 * a part, in no particular order; they are valid until the next history.
 */
export class HistoryParts {
  count = 0;
  readonly items: Uint32Array;
  readonly byLinear: Float64Array;
  readonly byCosine: Float64Array;
  /** The weight of the item itself. */
  readonly itself: Float64Array;
  /** Place of each item from 1; 0 for none. */
  private readonly placeOf: Uint32Array;
  private readonly isOwn: Uint8Array;
  /** Users of each item. */
  private readonly n: Uint32Array;
  /** By entry of the cosine: common users, and the score without a user who has the row's item alone. */
  private readonly common: Uint32Array;
  private readonly scoreWithout: Float64Array;
  /** Weights of the pairs of an item, by entry of its row. */
  private readonly weights = new Float64Array(KEPT);

  /** @param self - weight of an item for itself */
  constructor(
    private readonly models: HistoryModels,
    itemCount: number,
    private readonly self: number,
  ) {
    const { entries, cosine } = models;
    this.items = new Uint32Array(itemCount);
    this.byLinear = new Float64Array(itemCount);
    this.byCosine = new Float64Array(itemCount);
    this.itself = new Float64Array(itemCount);
    this.placeOf = new Uint32Array(itemCount);
    this.isOwn = new Uint8Array(itemCount);
    this.n = new Uint32Array(itemCount);
    for (const item of entries.columns) this.n[item]++;
    this.common = new Uint32Array(cosine.values.length);
    this.scoreWithout = new Float64Array(cosine.values.length);
    for (let item = 0; item < itemCount; item++)
      for (let at = cosine.starts[item]; at < cosine.starts[item + 1]; at++) {
        const other = cosine.columns[at];
        this.common[at] = commonUsersOf(cosine.values[at], this.n[item], this.n[other]);
        this.scoreWithout[at] = cosineOf(this.common[at], this.n[item] - 1, this.n[other]);
      }
  }

  /**
   * Computes the parts once for each number of common users that a pair may need.
   *
   * @param history - of the user
   */
  forEach(
    user: number,
    history: WeightedHistory,
    leastUsers: readonly number[],
    use: (leastUsers: number) => void,
  ): void {
    const { entries, linear } = this.models;
    const own = entries.columns.subarray(entries.starts[user], entries.starts[user + 1]);
    const writeWeights = linear.without(own);
    for (const item of own) this.isOwn[item] = 1;
    for (const least of leastUsers) {
      this.count = 0;
      for (const [item, weight] of history) {
        this.itself[this.place(item)] = this.self * weight;
        this.addLinear(item, weight, writeWeights, least);
        this.addCosine(item, weight, least);
      }
      for (let place = 0; place < this.count; place++) this.placeOf[this.items[place]] = 0;
      use(least);
    }
    for (const item of own) this.isOwn[item] = 0;
  }

  private addLinear(
    item: number,
    weight: number,
    writeWeights: ReturnType<LinearModel['without']>,
    leastUsers: number,
  ): void {
    const { isOwn, byLinear, weights } = this;
    const B = this.models.weightsOf(leastUsers);
    const leastScore = leastKept(B, item);
    const first = B.starts[item];
    writeWeights(B, item, weights);
    for (let entry = first; entry < B.starts[item + 1]; entry++) {
      const other = B.columns[entry];
      const score = weights[entry - first];
      const users = B.common[entry] - (isOwn[item] & isOwn[other]);
      if (isOwn[other] && (users < leastUsers || Math.abs(score) < leastScore)) continue;
      byLinear[this.place(other)] += weight * score;
    }
  }

  private addCosine(item: number, weight: number, leastUsers: number): void {
    const { isOwn, n, common, scoreWithout, byCosine } = this;
    const { cosine } = this.models;
    const leastScore = leastKept(cosine, item);
    for (let at = cosine.starts[item]; at < cosine.starts[item + 1]; at++) {
      const other = cosine.columns[at];
      const users = common[at] - isOwn[other];
      if (users < leastUsers) continue;
      const score = isOwn[other] ? cosineOf(users, n[item] - 1, n[other] - 1) : scoreWithout[at];
      if (isOwn[other] && score < leastScore) continue;
      byCosine[this.place(other)] += weight * score;
    }
  }

  private place(item: number): number {
    const { placeOf } = this;
    if (placeOf[item] > 0) return placeOf[item] - 1;
    const place = this.count++;
    this.items[place] = item;
    this.byLinear[place] = this.byCosine[place] = this.itself[place] = 0;
    placeOf[item] = place + 1;
    return place;
  }
}

/** The value that a pair needs to stay in a row: without the user, a full row might keep another pair. */
const leastKept = ({ starts, values }: SparseMatrix, row: number): number =>
  starts[row + 1] - starts[row] < KEPT ? 0 : Math.abs(values[starts[row + 1] - 1]);
