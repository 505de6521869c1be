import { invert } from './inverse';
import { LazyOrder } from './lazy-order';
import type { SparseMatrix } from './sparse-matrix';

/** Users by items, as {@link userItems} gives them. */
type Entries = Pick<SparseMatrix, 'starts' | 'columns'>;

/** Settings of {@link linearModel}. */
interface LinearOptions {
  /** Ridge: the larger it is, the less sparse data counts. */
  readonly lambda: number;
  /** Items with weights, ascending; the others have none. Time grows with the cube, memory with the square. */
  readonly items: Uint32Array;
  /** A pair with fewer common users has no weight. */
  readonly leastUsers: number;
  /** Weights kept per item, the largest ones. */
  readonly kept: number;
  readonly signal?: AbortSignal;
}

/**
 * EASE: the weights B of items for items, with zero diagonal, that predict a user's items from the others best. With
 * X the users by items and the ridge λ, in closed form:
 *
 *     P = (XᵀX + λI)⁻¹
 *     B_ij = −P_ij / P_jj where enough users have both
 *
 * The largest weights of each row are kept, negative ones included, ties by item.
 *
 * @see Steck: Embarrassingly Shallow Autoencoders for Sparse Data (2019)
 */
export async function linearModel(
  entries: Entries,
  itemCount: number,
  { lambda, items, leastUsers, kept, signal }: LinearOptions,
): Promise<SparseMatrix> {
  const P = gramMatrix(entries, items, itemCount, lambda);
  const n = P.map((row) => Uint32Array.from(row));
  await invert(P, signal);
  const starts = new Uint32Array(itemCount + 1);
  const room = items.length * Math.min(kept, Math.max(0, items.length - 1));
  const columns = new Uint32Array(room);
  const values = new Float64Array(room);
  let end = 0;
  let place = 0;
  for (let item = 0; item < itemCount; item++) {
    if (items[place] === item) {
      end = keepLargest({ P, n, items, leastUsers }, place, kept, { columns, values, end });
      place++;
    }
    starts[item + 1] = end;
  }
  return { starts, columns: columns.slice(0, end), values: values.slice(0, end) };
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

/** The lower triangle of XᵀX + λI over the items. */
function gramMatrix(
  { starts, columns }: Entries,
  items: Uint32Array,
  itemCount: number,
  lambda: number,
): Float64Array[] {
  const G = Array.from(items, (_, place) => new Float64Array(place + 1).fill(lambda, place));
  const placeOf = new Int32Array(itemCount).fill(-1);
  items.forEach((item, place) => (placeOf[item] = place));
  const own = new Uint32Array(items.length);
  for (let user = 0; user + 1 < starts.length; user++) {
    let count = 0;
    for (let entry = starts[user]; entry < starts[user + 1]; entry++) {
      const place = placeOf[columns[entry]];
      if (place >= 0) own[count++] = place;
    }
    // A user's entries ascend by item.
    for (let at = 0; at < count; at++) {
      const row = G[own[at]];
      for (let other = 0; other <= at; other++) row[own[other]]++;
    }
  }
  return G;
}

/** Appends the largest weights of a row; returns the new end. */
function keepLargest(
  {
    P,
    n,
    items,
    leastUsers,
  }: {
    P: readonly Float64Array[];
    n: readonly Uint32Array[];
    items: Uint32Array;
    leastUsers: number;
  },
  i: number,
  kept: number,
  { columns, values, end }: { columns: Uint32Array; values: Float64Array; end: number },
): number {
  const commonUsers = (j: number): number => (j < i ? n[i][j] : n[j][i]);
  const others = Uint32Array.from(items.keys()).filter(
    (j) => j !== i && commonUsers(j) >= Math.max(1, leastUsers),
  );
  const weightOf = (j: number): number => -(j < i ? P[i][j] : P[j][i]) / P[j][j];
  const order = new LazyOrder(
    others,
    Float64Array.from(others, (j) => Math.abs(weightOf(j))),
  );
  const count = Math.min(kept, order.length);
  for (let at = 0; at < count; at++) {
    const j = order.itemAt(at);
    columns[end + at] = items[j];
    values[end + at] = weightOf(j);
  }
  return end + count;
}
