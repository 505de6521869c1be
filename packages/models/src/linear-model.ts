import { SymmetricMatrix } from './inverse';
import { LazyOrder } from './lazy-order';
import type { SparseMatrix } from './sparse-matrix';
import type { TrainingOptions } from './training-options';

/** Users by items, as {@link userItems} returns them. */
type Entries = Pick<SparseMatrix, 'starts' | 'columns'>;

/** Settings of {@link linearModel}. */
interface LinearOptions extends TrainingOptions {
  /** Ridge λ. The larger it is, the less sparse data counts. */
  readonly lambda: number;
  /**
   * Items that get weights, in ascending order. Time grows with the cube of their number, and memory with the square,
   * 9 bytes per element.
   */
  readonly items: Uint32Array;
  /** Number of weights to keep per item, the largest ones. */
  readonly kept: number;
}

/**
 * EASE: the weights B between items, with zero diagonal, that best predict each of a user's items from the user's
 * other items. With X the users by items and the ridge λ, in closed form:
 *
 *     P = (XᵀX + λI)⁻¹
 *     B_ij = −P_ij / P_jj if some user has both
 *
 * @returns B with the largest weights of each row, including negative ones, ties by item
 * @see Steck: Embarrassingly Shallow Autoencoders for Sparse Data (2019)
 */
export async function linearModel(
  entries: Entries,
  itemCount: number,
  { lambda, items, kept, ...options }: LinearOptions,
): Promise<SparseMatrix> {
  const P = gramMatrix(entries, items, itemCount, lambda);
  const isPair = pairsOf(P);
  await P.invert(options);
  const placeOf = placesOf(items, itemCount);
  const { stride, values: p } = P;
  const diagonal = Float64Array.from(items, (_, place) => p[place * stride + place]);
  const starts = new Uint32Array(itemCount + 1);
  const room = items.length * Math.min(kept, Math.max(0, items.length - 1));
  const columns = new Uint32Array(room);
  const values = new Float64Array(room);
  let end = 0;
  for (let item = 0; item < itemCount; item++) {
    const place = placeOf[item];
    if (place >= 0)
      for (const [j, weight] of largest(
        P.row(place),
        diagonal,
        isPair.subarray(place * items.length),
        kept,
      )) {
        columns[end] = items[j];
        values[end++] = weight;
      }
    starts[item + 1] = end;
  }
  return { starts, columns: columns.slice(0, end), values: values.slice(0, end) };
}

/** Place of each item among some items; -1 for the others. */
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

/**
 * Array with a 1 for each pair of items that some user has both of, row by row. It is computed before the inverse overwrites XᵀX.
 */
function pairsOf({ size, stride, values }: SymmetricMatrix): Uint8Array {
  const isPair = new Uint8Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = i + 1; j < size; j++)
      if (values[i * stride + j] > 0) isPair[i * size + j] = isPair[j * size + i] = 1;
  return isPair;
}

/** The largest weights of a row of P by place, the largest first. */
function* largest(
  row: Float64Array,
  diagonal: Float64Array,
  isPair: Uint8Array,
  kept: number,
): Generator<readonly [place: number, weight: number]> {
  const others = new Uint32Array(row.length);
  const sizes = new Float64Array(row.length);
  let pairs = 0;
  for (let j = 0; j < row.length; j++) {
    if (isPair[j] === 0) continue;
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
  for (let at = 0; at < Math.min(kept, order.length); at++) {
    const j = order.itemAt(at);
    yield [j, -row[j] / diagonal[j]];
  }
}

/** Number of values that are sampled to find a bound. */
const SAMPLE = 128;

/** How many times more values than are kept should exceed the bound. It is a margin, because a sample is not exact. */
const MARGIN = 2;

/**
 * A bound that at least this many of the values reach, and most others do not, so that fewer need to be sorted; 0 for no bound.
 */
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
