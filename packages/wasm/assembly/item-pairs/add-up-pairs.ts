import { closeness } from './closeness';
import { ages, columns, values } from './entries';
import { PAIR } from './pairs';

/**
 * Adds a user's terms x_ui x_uj · c(t_ui, t_uj) for the pairs of an entry's item with the items of later
 * entries. The hot path of training: two pairs share a division.
 *
 * @param end end of the user's entries
 * @param row address that the item's pair with item 0 would have
 */
export function addUpPairs(entry: u32, end: u32, row: usize): void {
  const x = v128.load64_splat(values + (entry << 3));
  const t = v128.load32_splat(ages + (entry << 2));
  const one = f64x2.splat(1);
  const stop = columns + (end << 2);
  let column = columns + (entry << 2) + 4;
  let value = values + (entry << 3) + 8;
  let age = ages + (entry << 2) + 4;
  for (; column + 4 < stop; column += 8, value += 16, age += 8) {
    const said = f64x2.mul(f64x2.mul(x, v128.load(value)), closeness(t, v128.load64_zero(age)));
    const first = row + load<u32>(column) * PAIR;
    const second = row + load<u32>(column, 4) * PAIR;
    v128.store(first, f64x2.add(v128.load(first), v128.shuffle<f64>(said, one, 0, 2)));
    v128.store(second, f64x2.add(v128.load(second), v128.shuffle<f64>(said, one, 1, 2)));
  }
  if (column < stop) {
    const said = f64x2.mul(f64x2.mul(x, v128.load64_zero(value)), closeness(t, v128.load32_zero(age)));
    const last = row + load<u32>(column) * PAIR;
    v128.store(last, f64x2.add(v128.load(last), v128.shuffle<f64>(said, one, 0, 2)));
  }
}
