import { invert } from '@ecommerce-recommenders/models/inverse';
import type { Groups } from './groups';

/** Weights of some items for each other. */
export interface LinearWeights {
  readonly items: Uint32Array;
  /** By place in {@link items}. */
  readonly B: readonly Float64Array[];
}

/**
 * EASE of Steck (2019): B = −P / diag P with P = (XᵀX + λI)⁻¹ and a zero diagonal, row by row.
 *
 * @param most - items with weights, those of the most users
 */
export async function ease(
  { itemsOf, groupsOf }: Groups,
  lambda: number,
  most: number,
): Promise<LinearWeights> {
  const items = Uint32Array.from(groupsOf.keys())
    .sort((i, j) => groupsOf[j].length - groupsOf[i].length || i - j)
    .slice(0, most);
  const placeOf = new Int32Array(groupsOf.length).fill(-1);
  items.forEach((item, place) => (placeOf[item] = place));
  const P = Array.from(items, (_, place) => new Float64Array(place + 1).fill(lambda, place));
  for (const group of itemsOf) {
    const places = Int32Array.from(group, (item) => placeOf[item]).filter((place) => place >= 0);
    for (const place of places) for (const other of places) if (other <= place) P[place][other]++;
  }
  await invert(P);
  const B = P.map((_, place) =>
    Float64Array.from(P, (row, other) =>
      other === place ? 0 : -(other < place ? P[place][other] : row[place]) / row[other],
    ),
  );
  return { items, B };
}
