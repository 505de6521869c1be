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
  readonly signal?: AbortSignal;
}

/** Which weights are kept. */
interface KeptWeights {
  /** A pair with fewer common users has no weight. */
  readonly leastUsers: number;
  /** Weights kept per item, the largest ones. */
  readonly kept: number;
}

/** A fitted {@link linearModel}. */
export interface LinearModel {
  /** B, with the largest weights of each row, negative ones included, ties by item. */
  weights(kept: KeptWeights): SparseMatrix;
  /**
   * B as if a user had not been there, exactly: with x the user's items and g = P x, P becomes P + g gᵀ / (1 − xᵀ g).
   *
   * @returns the weight of a pair of different items with weights, and how many of the other users have both
   */
  without(userItems: Uint32Array): {
    weight(i: number, j: number): number;
    commonUsers(i: number, j: number): number;
  };
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
  { lambda, items, signal }: LinearOptions,
): Promise<LinearModel> {
  const P = gramMatrix(entries, items, itemCount, lambda);
  const n = P.map((row) => Uint32Array.from(row));
  await invert(P, signal);
  const placeOf = placesOf(items, itemCount);
  const at = <Row extends Float64Array | Uint32Array>(rows: readonly Row[], i: number, j: number): number =>
    j < i ? rows[i][j] : rows[j][i];
  return {
    weights: ({ leastUsers, kept }) => {
      const starts = new Uint32Array(itemCount + 1);
      const room = items.length * Math.min(kept, Math.max(0, items.length - 1));
      const columns = new Uint32Array(room);
      const values = new Float64Array(room);
      let end = 0;
      for (let item = 0; item < itemCount; item++) {
        if (placeOf[item] >= 0)
          end = keepLargest({ P, n, items, leastUsers }, placeOf[item], kept, { columns, values, end });
        starts[item + 1] = end;
      }
      return { starts, columns: columns.slice(0, end), values: values.slice(0, end) };
    },
    without: (userItems) => {
      const own = Uint32Array.from(userItems, (item) => placeOf[item]).filter(
        (place) => place < items.length,
      );
      const isOwn = new Uint8Array(items.length);
      const g = new Float64Array(items.length);
      for (const i of own) {
        isOwn[i] = 1;
        for (let j = 0; j < i; j++) g[j] += P[i][j];
        for (let j = i; j < g.length; j++) g[j] += P[j][i];
      }
      const rest = 1 - own.reduce((sum, i) => sum + g[i], 0);
      return {
        weight: (one, other) => {
          const [i, j] = [placeOf[one], placeOf[other]];
          return -(at(P, i, j) + (g[i] * g[j]) / rest) / (P[j][j] + g[j] ** 2 / rest);
        },
        commonUsers: (one, other) => {
          const [i, j] = [placeOf[one], placeOf[other]];
          return at(n, i, j) - (isOwn[i] & isOwn[j]);
        },
      };
    },
  };
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

/** The lower triangle of XᵀX + λI over the items. */
function gramMatrix(
  { starts, columns }: Entries,
  items: Uint32Array,
  itemCount: number,
  lambda: number,
): Float64Array[] {
  const G = Array.from(items, (_, place) => new Float64Array(place + 1).fill(lambda, place));
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
  const weightOf = (j: number): number => -(j < i ? P[i][j] : P[j][i]) / P[j][j];
  const others = new Uint32Array(items.length);
  const sizes = new Float64Array(items.length);
  const least = Math.max(1, leastUsers);
  let found = 0;
  for (let j = 0; j < items.length; j++) {
    if (j === i || commonUsers(j) < least) continue;
    others[found] = j;
    sizes[found++] = Math.abs(weightOf(j));
  }
  const order = new LazyOrder(others.subarray(0, found), sizes.subarray(0, found));
  const count = Math.min(kept, order.length);
  for (let at = 0; at < count; at++) {
    const j = order.itemAt(at);
    columns[end + at] = items[j];
    values[end + at] = weightOf(j);
  }
  return end + count;
}
