import { invert } from '@ecommerce-recommenders/models/inverse';
import type { Groups } from './groups';

/** EASE of Steck (2019): B = −P / diag P with P = (XᵀX + λI)⁻¹ and a zero diagonal, row by row. */
export async function ease({ itemCount, itemsOf }: Groups, lambda: number): Promise<Float64Array[]> {
  const P = Array.from({ length: itemCount }, (_, item) => new Float64Array(item + 1).fill(lambda, item));
  for (const group of itemsOf)
    for (const item of group) for (const other of group) if (other <= item) P[item][other]++;
  await invert(P);
  return P.map((_, item) =>
    Float64Array.from(P, (row, other) =>
      other === item ? 0 : -(other < item ? P[item][other] : row[item]) / row[other],
    ),
  );
}
