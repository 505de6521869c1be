import { SymmetricMatrix } from '@ecommerce-recommenders/models/inverse';
import type { Groups } from './groups';

/** Weights between pairs of some items. */
export interface LinearWeights {
  readonly items: Uint32Array;
  /** Rows and columns in the order of {@link items}. */
  readonly B: readonly Float64Array[];
}

/**
 * EASE of Steck (2019): B = −P / diag P with P = (XᵀX + λI)⁻¹ and a zero diagonal, row by row.
 *
 * @param most - number of items that get weights; those with the most users are chosen
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
  const P = new SymmetricMatrix(items.length);
  const { stride, values } = P;
  for (let place = 0; place < items.length; place++) values[place * stride + place] = lambda;
  for (const group of itemsOf) {
    const places = Int32Array.from(group, (item) => placeOf[item]).filter((place) => place >= 0);
    for (const place of places)
      for (const other of places) if (other >= place) values[place * stride + other]++;
  }
  await P.invert();
  const B = Array.from(items, (_, place) =>
    P.row(place).map((value, other) => (other === place ? 0 : -value / values[other * stride + other])),
  );
  return { items, B };
}
