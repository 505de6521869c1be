import { elementAt, products, PRODUCTS_BYTES, setProducts, SIDE } from './products';

/** Number of rows and columns of the matrix. */
let size: i32 = 0;

/** A tile, row by row. */
let tile: usize = 0;

const TILE_BYTES: usize = SIDE * SIDE * sizeof<f64>();

/** Allocates the buffers of one thread; returns their address. */
export function newBuffers(): usize {
  return heap.alloc(TILE_BYTES + PRODUCTS_BYTES);
}

/**
 * Sets A, of which the upper triangle is read. It is overwritten tile by tile:
 *
 *     A = UᵀU      upper triangle, except the diagonal tiles, which hold those of M
 *     M = (Uᵀ)⁻¹   lower triangle
 *     A⁻¹ = MᵀM    all
 *
 * @param rows - a multiple of {@link SIDE}
 * @param buffers - of this thread
 */
export function setMatrix(address: usize, rows: i32, buffers: usize): void {
  size = rows;
  tile = buffers;
  setProducts(address, rows, buffers + TILE_BYTES);
}

/** Computes a tile of U, from the diagonal to the right; needs the tiles above. */
export function factorTile(i: i32, j: i32): void {
  const sums = products(i, j, 0, i);
  for (let r = 0; r < SIDE; r++)
    for (let c = 0; c < SIDE; c += 2) {
      const at = (<usize>(r * SIDE + c)) << 3;
      v128.store(tile + at, f64x2.sub(v128.load(elementAt(i + r, j + c)), v128.load(sums + at)));
    }
  if (i === j) factorDiagonal(i);
  else storeTimesDiagonal(tile, i, j, 1);
}

/** Computes a tile of M, left of the diagonal; needs the tiles above. */
export function invertTile(i: i32, j: i32): void {
  storeTimesDiagonal(products(i, j, j, i), i, j, -1);
}

/**
 * Computes a tile of A⁻¹ and its mirror image. Needs the tiles above it and to its left. The diagonal tile is the
 * last of its row.
 */
export function multiplyTile(i: i32, j: i32): void {
  const sums = products(i, j, i, size);
  for (let r = 0; r < SIDE; r++)
    for (let c = 0; c < SIDE; c++) {
      const sum = load<f64>(sums + ((<usize>(r * SIDE + c)) << 3));
      store<f64>(elementAt(i + r, j + c), sum);
      store<f64>(elementAt(j + c, i + r), sum);
    }
}

function inTile(row: i32, column: i32): usize {
  return tile + ((<usize>(row * SIDE + column)) << 3);
}

/** Factors {@link tile} and stores the tile of M. */
function factorDiagonal(i: i32): void {
  for (let r = 0; r < SIDE; r++) {
    for (let c = r; c < SIDE; c++) {
      let value = load<f64>(inTile(r, c));
      for (let k = 0; k < r; k++) value -= load<f64>(inTile(k, r)) * load<f64>(inTile(k, c));
      store<f64>(inTile(r, c), c === r ? Math.sqrt(value) : value / load<f64>(inTile(r, r)));
    }
  }
  for (let r = 0; r < SIDE; r++) {
    const root = load<f64>(inTile(r, r));
    for (let c = 0; c < r; c++) {
      let sum: f64 = 0;
      for (let k = c; k < r; k++) sum += load<f64>(inTile(k, r)) * load<f64>(elementAt(i + k, i + c));
      store<f64>(elementAt(i + r, i + c), -sum / root);
    }
    store<f64>(elementAt(i + r, i + r), 1 / root);
    for (let c = r + 1; c < SIDE; c++) store<f64>(elementAt(i + r, i + c), 0);
  }
}

/** Multiplies a tile by the tile of M on the diagonal of its row, and stores the product. */
function storeTimesDiagonal(factors: usize, i: i32, j: i32, sign: f64): void {
  for (let r = 0; r < SIDE; r++)
    for (let c = 0; c < SIDE; c += 4) {
      let low = f64x2.splat(0);
      let high = f64x2.splat(0);
      for (let k = 0; k <= r; k++) {
        const factor = f64x2.splat(sign * load<f64>(elementAt(i + r, i + k)));
        const at = factors + ((<usize>(k * SIDE + c)) << 3);
        low = f64x2.add(low, f64x2.mul(factor, v128.load(at)));
        high = f64x2.add(high, f64x2.mul(factor, v128.load(at, 16)));
      }
      v128.store(elementAt(i + r, j + c), low);
      v128.store(elementAt(i + r, j + c), high, 16);
    }
}
