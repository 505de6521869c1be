import { SymmetricMatrix } from './inverse';
import { LazyOrder } from './lazy-order';
import type { SparseMatrix } from './sparse-matrix';
import type { TrainingOptions } from './training-options';

/** Users by items, as {@link userItems} gives them. */
type Entries = Pick<SparseMatrix, 'starts' | 'columns'>;

/** Settings of {@link linearModel}. */
interface LinearOptions extends TrainingOptions {
  /** Ridge: the larger it is, the less sparse data counts. */
  readonly lambda: number;
  /** Items with weights, ascending; the others have none. Time grows with the cube, memory with the square, 10 bytes an element. */
  readonly items: Uint32Array;
}

/** Which weights are kept. */
interface KeptWeights {
  /** A pair with fewer common users has no weight. */
  readonly leastUsers: number;
  /** Weights kept per item, the largest ones. */
  readonly kept: number;
}

/** The kept weights, and by entry what else is known of its pair of items. */
export interface LinearWeights extends SparseMatrix {
  /** Users who have both, at most 65,535. */
  readonly common: Uint16Array;
  /** The pair's element of P. */
  readonly elements: Float64Array;
  /** Place of the column among the items with weights. */
  readonly places: Uint32Array;
}

/** A fitted {@link linearModel}. */
export interface LinearModel {
  /** B, with the largest weights of each row, negative ones included, ties by item. */
  weights(kept: KeptWeights): LinearWeights;
  /**
   * B as if a user had not been there, exactly: with x the user's items and g = P x, P becomes P + g gᵀ / (1 − xᵀ g).
   *
   * @returns writes the weights of an item's kept pairs, by entry of its row
   */
  without(userItems: Uint32Array): (kept: LinearWeights, item: number, into: Float64Array) => void;
}

/**
 * EASE: the weights B of items for items, with zero diagonal, that predict a user's items from the others best. With
 * X the users by items and the ridge λ, in closed form:
 *
 *     P = (XᵀX + λI)⁻¹
 *     B_ij = −P_ij / P_jj where enough users have both
 *
 * @see Steck: Embarrassingly Shallow Autoencoders for Sparse Data (2019)
 * @see Sherman, Morrison: Adjustment of an Inverse Matrix Corresponding to a Change in One Element (1950)
 */
export async function linearModel(
  entries: Entries,
  itemCount: number,
  { lambda, items, ...options }: LinearOptions,
): Promise<LinearModel> {
  const P = gramMatrix(entries, items, itemCount, lambda);
  const n = commonUsers(P);
  await P.invert(options);
  const placeOf = placesOf(items, itemCount);
  const { stride, values: p } = P;
  const diagonal = Float64Array.from(items, (_, place) => p[place * stride + place]);
  return {
    weights: ({ leastUsers, kept }) => {
      const starts = new Uint32Array(itemCount + 1);
      const room = items.length * Math.min(kept, Math.max(0, items.length - 1));
      const all = weightsWithRoom(starts, room);
      let end = 0;
      for (let item = 0; item < itemCount; item++) {
        if (placeOf[item] >= 0)
          end = keepLargest({ P, diagonal, n, items, leastUsers }, placeOf[item], kept, { ...all, end });
        starts[item + 1] = end;
      }
      return firstOf(all, end);
    },
    without: (userItems) => {
      const own = Uint32Array.from(userItems, (item) => placeOf[item]).filter(
        (place) => place < items.length,
      );
      const g = sumOfRows(P, own);
      const rest = 1 - own.reduce((sum, i) => sum + g[i], 0);
      const diagonalWithout = diagonal.map((value, j) => value + (g[j] * g[j]) / rest);
      return ({ starts, elements, places }, item, into) => {
        const gOfItem = g[placeOf[item]];
        const first = starts[item];
        for (let entry = first; entry < starts[item + 1]; entry++) {
          const j = places[entry];
          into[entry - first] = -(elements[entry] + (gOfItem * g[j]) / rest) / diagonalWithout[j];
        }
      };
    },
  };
}

const weightsWithRoom = (starts: Uint32Array, room: number): LinearWeights => ({
  starts,
  columns: new Uint32Array(room),
  values: new Float64Array(room),
  common: new Uint16Array(room),
  elements: new Float64Array(room),
  places: new Uint32Array(room),
});

const firstOf = (
  { starts, columns, values, common, elements, places }: LinearWeights,
  end: number,
): LinearWeights => ({
  starts,
  columns: columns.slice(0, end),
  values: values.slice(0, end),
  common: common.slice(0, end),
  elements: elements.slice(0, end),
  places: places.slice(0, end),
});

/** Adds rows in their order, four at a time: the sums are read and written less often. */
function sumOfRows(P: SymmetricMatrix, rows: Uint32Array): Float64Array {
  const sums = new Float64Array(P.size);
  let at = 0;
  for (; at + 4 <= rows.length; at += 4) {
    const [a, b, c, d] = [P.row(rows[at]), P.row(rows[at + 1]), P.row(rows[at + 2]), P.row(rows[at + 3])];
    for (let j = 0; j < sums.length; j++) sums[j] = sums[j] + a[j] + b[j] + c[j] + d[j];
  }
  for (; at < rows.length; at++) {
    const row = P.row(rows[at]);
    for (let j = 0; j < sums.length; j++) sums[j] += row[j];
  }
  return sums;
}

/** Place of each item among some, -1 for the others. */
function placesOf(items: Uint32Array, itemCount: number): Int32Array {
  const placeOf = new Int32Array(itemCount).fill(-1);
  items.forEach((item, place) => (placeOf[item] = place));
  return placeOf;
}

/** The items with the most users, in ascending order. */
export function itemsWithMostUsers({ columns }: Entries, itemCount: number, most: number): Uint32Array {
  const users = new Uint32Array(itemCount);
  for (const item of columns) users[item]++;
  return Uint32Array.from(users.keys())
    .filter((item) => users[item] > 0)
    .sort((i, j) => users[j] - users[i] || i - j)
    .slice(0, most)
    .sort();
}

/** XᵀX + λI over the items, in the upper triangle. */
function gramMatrix(
  { starts, columns }: Entries,
  items: Uint32Array,
  itemCount: number,
  lambda: number,
): SymmetricMatrix {
  const G = new SymmetricMatrix(items.length);
  const { stride, values } = G;
  for (let place = 0; place < items.length; place++) values[place * stride + place] = lambda;
  const placeOf = placesOf(items, itemCount);
  const own = new Uint32Array(items.length);
  for (let user = 0; user + 1 < starts.length; user++) {
    let count = 0;
    for (let entry = starts[user]; entry < starts[user + 1]; entry++) {
      const place = placeOf[columns[entry]];
      if (place >= 0) own[count++] = place;
    }
    // A user's entries ascend by item.
    for (let at = 0; at < count; at++) {
      const row = own[at] * stride;
      for (let other = at; other < count; other++) values[row + own[other]]++;
    }
  }
  return G;
}

/** Larger counts of common users are capped. */
const MOST_COMMON = 0xffff;

/** Copies the common users of each pair, row by row, before the inverse overwrites XᵀX. */
function commonUsers({ size, stride, values }: SymmetricMatrix): Uint16Array {
  const n = new Uint16Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = i + 1; j < size; j++)
      n[i * size + j] = n[j * size + i] = Math.min(MOST_COMMON, values[i * stride + j]);
  return n;
}

/** Appends the largest weights of a row; returns the new end. */
function keepLargest(
  {
    P,
    diagonal,
    n,
    items,
    leastUsers,
  }: { P: SymmetricMatrix; diagonal: Float64Array; n: Uint16Array; items: Uint32Array; leastUsers: number },
  i: number,
  kept: number,
  { columns, values, common: users, elements, places, end }: LinearWeights & { end: number },
): number {
  const row = P.row(i);
  const common = n.subarray(i * items.length, (i + 1) * items.length);
  const others = new Uint32Array(items.length);
  const sizes = new Float64Array(items.length);
  const least = Math.max(1, leastUsers);
  let pairs = 0;
  for (let j = 0; j < items.length; j++) {
    if (common[j] < least || j === i) continue;
    others[pairs] = j;
    sizes[pairs++] = Math.abs(row[j] / diagonal[j]);
  }
  const bound = boundOfLargest(sizes.subarray(0, pairs), kept);
  let large = 0;
  for (let pair = 0; pair < pairs; pair++) {
    if (sizes[pair] < bound) continue;
    others[large] = others[pair];
    sizes[large++] = sizes[pair];
  }
  const order = new LazyOrder(others.subarray(0, large), sizes.subarray(0, large));
  const count = Math.min(kept, order.length);
  for (let at = 0; at < count; at++) {
    const j = order.itemAt(at);
    columns[end + at] = items[j];
    values[end + at] = -row[j] / diagonal[j];
    users[end + at] = common[j];
    elements[end + at] = row[j];
    places[end + at] = j;
  }
  return end + count;
}

/** Sizes that are looked at for a bound. */
const SAMPLE = 128;

/** How many times as many sizes as are kept are to be above the bound: a sample is not exact. */
const MARGIN = 2;

/** A bound that at least so many of the sizes reach, and most others do not, so that fewer need to be sorted; 0 for no bound. */
function boundOfLargest(sizes: Float64Array, kept: number): number {
  const step = Math.floor(sizes.length / SAMPLE);
  const place = Math.ceil((MARGIN * kept) / Math.max(1, step));
  if (place >= SAMPLE) return 0;
  const sample = Float64Array.from({ length: SAMPLE }, (_, at) => sizes[at * step]).sort();
  const bound = sample[SAMPLE - 1 - place];
  let above = 0;
  for (const size of sizes) if (size >= bound) above++;
  return above >= kept ? bound : 0;
}
