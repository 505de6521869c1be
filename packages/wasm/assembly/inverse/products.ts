/** Number of rows and columns of a tile. */
export const SIDE = 64;

/** Number of the matrix's rows that are summed from packed copies at a time. */
const DEPTH = 128;

/** Number of rows and columns that are summed in registers. */
const STRIP = 4;

/** Address of the matrix, row by row, and the number of elements of a row. */
let matrix: usize = 0;
let stride: i32 = 0;

/** Address of the sums: a tile, row by row. */
let sums: usize = 0;

/** Addresses of packed copies of two columns of tiles: strips of {@link STRIP} columns, each row by row. */
let left: usize = 0;
let right: usize = 0;

const SUMS_BYTES: usize = SIDE * SIDE * sizeof<f64>();
const COPY_BYTES: usize = SIDE * DEPTH * sizeof<f64>();

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
 * @returns its address, valid until the next call
 */
export function products(i: i32, j: i32, from: i32, to: i32): usize {
  memory.fill(sums, 0, SIDE * SIDE * sizeof<f64>());
  for (let k = from; k < to; k += DEPTH) {
    const depth = min(DEPTH, to - k);
    pack(left, k, i, depth);
    pack(right, k, j, depth);
    for (let r = 0; r < SIDE; r += STRIP)
      for (let c = 0; c < SIDE; c += STRIP)
        addStrips(
          left + ((<usize>r * depth) << 3),
          right + ((<usize>c * depth) << 3),
          depth,
          sums + ((<usize>r * SIDE + c) << 3),
        );
  }
  return sums;
}

function pack(to: usize, row: i32, column: i32, depth: i32): void {
  for (let strip = 0; strip < SIDE; strip += STRIP) {
    let from = elementAt(row, column + strip);
    for (let k = 0; k < depth; k++) {
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
      to += STRIP << 3;
      from += (<usize>stride) << 3;
    }
  }
}

/** Adds the products of two packed strips to a square of the sums. */
function addStrips(x: usize, y: usize, depth: i32, to: usize): void {
  const row = SIDE << 3;
  let c00 = v128.load(to);
  let c01 = v128.load(to, 16);
  let c10 = v128.load(to, row);
  let c11 = v128.load(to, row + 16);
  let c20 = v128.load(to, 2 * row);
  let c21 = v128.load(to, 2 * row + 16);
  let c30 = v128.load(to, 3 * row);
  let c31 = v128.load(to, 3 * row + 16);
  for (let k = 0; k < depth; k++) {
    const y0 = v128.load(y);
    const y1 = v128.load(y, 16);
    let a = v128.load_splat<f64>(x);
    c00 = f64x2.add(c00, f64x2.mul(a, y0));
    c01 = f64x2.add(c01, f64x2.mul(a, y1));
    a = v128.load_splat<f64>(x, 8);
    c10 = f64x2.add(c10, f64x2.mul(a, y0));
    c11 = f64x2.add(c11, f64x2.mul(a, y1));
    a = v128.load_splat<f64>(x, 16);
    c20 = f64x2.add(c20, f64x2.mul(a, y0));
    c21 = f64x2.add(c21, f64x2.mul(a, y1));
    a = v128.load_splat<f64>(x, 24);
    c30 = f64x2.add(c30, f64x2.mul(a, y0));
    c31 = f64x2.add(c31, f64x2.mul(a, y1));
    x += STRIP << 3;
    y += STRIP << 3;
  }
  v128.store(to, c00);
  v128.store(to, c01, 16);
  v128.store(to, c10, row);
  v128.store(to, c11, row + 16);
  v128.store(to, c20, 2 * row);
  v128.store(to, c21, 2 * row + 16);
  v128.store(to, c30, 3 * row);
  v128.store(to, c31, 3 * row + 16);
}
