const DIGIT_VALUES = 1 << 16;

/**
 * Row numbers 0 to `rows` - 1, sorted by the first integer column, ties by the second, and so on. A radix
 * sort from the last column's lowest digit to the first column's highest: linear in the rows.
 */
export function sortedOrder(columns: readonly ArrayLike<number>[], rows: number): Uint32Array {
  let order = new Uint32Array(rows).map((_, row) => row);
  let next = new Uint32Array(rows);
  const digits = new Uint16Array(rows);
  for (const column of [...columns].reverse()) {
    const { least, range } = spread(column, rows);
    for (let scale = 1; scale <= range; scale *= DIGIT_VALUES) {
      for (let row = 0; row < rows; row++) {
        digits[row] = Math.floor((column[row] - least) / scale) % DIGIT_VALUES;
      }
      sortByDigits(order, digits, next);
      [order, next] = [next, order];
    }
  }
  return order;
}

/** One stable counting sort pass of `order` into `sorted`. */
function sortByDigits(order: Uint32Array, digits: Uint16Array, sorted: Uint32Array): void {
  const starts = new Uint32Array(DIGIT_VALUES + 1);
  for (let row = 0; row < digits.length; row++) starts[digits[row] + 1]++;
  for (let digit = 1; digit < DIGIT_VALUES; digit++) starts[digit] += starts[digit - 1];
  for (let at = 0; at < order.length; at++) sorted[starts[digits[order[at]]]++] = order[at];
}

function spread(column: ArrayLike<number>, rows: number): { least: number; range: number } {
  let [least, most] = [Infinity, -Infinity];
  for (let row = 0; row < rows; row++) {
    if (column[row] < least) least = column[row];
    if (column[row] > most) most = column[row];
  }
  return { least, range: most - least };
}
