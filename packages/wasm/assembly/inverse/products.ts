/** Number of rows and columns of a tile. */
export const SIDE = 64;

/** Number of the matrix's rows that are summed from packed copies at a time. */
const DEPTH = 128;

/** Numbers of rows and of columns that are summed in registers. */
const ROWS = 4;
const COLUMNS = 8;

/** Address of the matrix, row by row, and the number of elements of a row. */
let matrix: usize = 0;
let stride: i32 = 0;

/** Address of the sums: a tile, row by row. */
let sums: usize = 0;

/**
 * Addresses of packed copies of two columns of tiles, in single precision: strips of {@link ROWS} and of {@link COLUMNS} columns, each
 * row by row.
 */
let left: usize = 0;
let right: usize = 0;

const SUMS_BYTES: usize = SIDE * SIDE * sizeof<f64>();
const COPY_BYTES: usize = SIDE * DEPTH * sizeof<f32>();

/** Size of the buffers in bytes. */
export const PRODUCTS_BYTES: usize = SUMS_BYTES + 2 * COPY_BYTES;

/**
 * @param size - rows and columns, a multiple of {@link SIDE}
 * @param buffers - address of {@link PRODUCTS_BYTES}
 */
export function setProducts(address: usize, size: i32, buffers: usize): void {
  matrix = address;
  stride = size;
  sums = buffers;
  left = sums + SUMS_BYTES;
  right = left + COPY_BYTES;
}

/** Address of an element. */
export function elementAt(row: i32, column: i32): usize {
  return matrix + ((<usize>row * <usize>stride + <usize>column) << 3);
}

/**
 * With A the matrix, the tile of the sums over the rows k from `from` to before `to`
 *
 *     C_rc = Σ_k A_k,i+r · A_k,j+c
 *
 * Products, and the sums of {@link DEPTH} of them, have single precision, which takes half the time; the sums of these have double.
 *
 * @returns its address, valid until the next call
 */
export function products(i: i32, j: i32, from: i32, to: i32): usize {
  memory.fill(sums, 0, SIDE * SIDE * sizeof<f64>());
  for (let k = from; k < to; k += DEPTH) {
    const depth = min(DEPTH, to - k);
    pack(left, k, i, depth, ROWS);
    pack(right, k, j, depth, COLUMNS);
    for (let r = 0; r < SIDE; r += ROWS)
      for (let c = 0; c < SIDE; c += COLUMNS)
        addStrips(
          left + ((<usize>r * depth) << 2),
          right + ((<usize>c * depth) << 2),
          depth,
          sums + ((<usize>r * SIDE + c) << 3),
        );
  }
  return sums;
}

function pack(to: usize, row: i32, column: i32, depth: i32, strip: i32): void {
  for (let begin = 0; begin < SIDE; begin += strip) {
    let from = elementAt(row, column + begin);
    for (let k = 0; k < depth; k++) {
      for (let at = from; at < from + ((<usize>strip) << 3); at += 32) {
        const low = f32x4.demote_f64x2_zero(v128.load(at));
        const high = f32x4.demote_f64x2_zero(v128.load(at, 16));
        v128.store(to, v128.shuffle<f32>(low, high, 0, 1, 4, 5));
        to += 16;
      }
      from += (<usize>stride) << 3;
    }
  }
}

/** Adds the products of two packed strips to a part of the sums. */
function addStrips(x: usize, y: usize, depth: i32, to: usize): void {
  let c00 = f32x4.splat(0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;
  for (let k = 0; k < depth; k++) {
    const y0 = v128.load(y);
    const y1 = v128.load(y, 16);
    let a = v128.load_splat<f32>(x);
    c00 = f32x4.add(c00, f32x4.mul(a, y0));
    c01 = f32x4.add(c01, f32x4.mul(a, y1));
    a = v128.load_splat<f32>(x, 4);
    c10 = f32x4.add(c10, f32x4.mul(a, y0));
    c11 = f32x4.add(c11, f32x4.mul(a, y1));
    a = v128.load_splat<f32>(x, 8);
    c20 = f32x4.add(c20, f32x4.mul(a, y0));
    c21 = f32x4.add(c21, f32x4.mul(a, y1));
    a = v128.load_splat<f32>(x, 12);
    c30 = f32x4.add(c30, f32x4.mul(a, y0));
    c31 = f32x4.add(c31, f32x4.mul(a, y1));
    x += ROWS << 2;
    y += COLUMNS << 2;
  }
  const row = SIDE << 3;
  addFour(c00, to);
  addFour(c01, to + 32);
  addFour(c10, to + row);
  addFour(c11, to + row + 32);
  addFour(c20, to + 2 * row);
  addFour(c21, to + 2 * row + 32);
  addFour(c30, to + 3 * row);
  addFour(c31, to + 3 * row + 32);
}

function addFour(four: v128, to: usize): void {
  const high = v128.shuffle<f32>(four, four, 2, 3, 2, 3);
  v128.store(to, f64x2.add(v128.load(to), f64x2.promote_low_f32x4(four)));
  v128.store(to, f64x2.add(v128.load(to, 16), f64x2.promote_low_f32x4(high)), 16);
}
