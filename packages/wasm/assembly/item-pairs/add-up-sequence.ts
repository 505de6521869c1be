import { columns, moments, values } from './entries';
import { PAIR } from './pairs';
import { closenessAfter } from './sequence';

/**
 * Adds a user's terms x_ui x_uj · c(d_ij) and x_ui x_uj · c(d_ji) for the pairs of an entry's item i with the items j
 * of later entries.
 *
 * @param end end of the user's entries
 * @param row address that the item's pair with item 0 would have
 */
export function addUpSequence(entry: u32, end: u32, row: usize): void {
  const x = load<f64>(values + (entry << 3));
  const last = <i32>load<u16>(moments + (entry << 2));
  const first = <i32>load<u16>(moments + (entry << 2), 2);
  for (let other = entry + 1; other < end; other++) {
    const at = moments + (other << 2);
    const forth = closenessAfter(first - <i32>load<u16>(at));
    const back = closenessAfter(<i32>load<u16>(at, 2) - last);
    const both = f64x2.replace_lane(f64x2.splat(forth), 1, back);
    const pair = row + load<u32>(columns + (other << 2)) * PAIR;
    const said = f64x2.mul(f64x2.splat(x * load<f64>(values + (other << 3))), both);
    v128.store(pair, f64x2.add(v128.load(pair), said));
  }
}
