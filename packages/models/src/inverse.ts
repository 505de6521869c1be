import { CODE } from '@ecommerce-recommenders/wasm/inverse.wasm';
import { compiled, Program, type ProgramExports } from '@ecommerce-recommenders/wasm/program';
import { timeSlices } from './time-slices';

/** Exports of packages/wasm/assembly/inverse/. */
interface InverseExports extends ProgramExports {
  setMatrix(address: number, rows: number): void;
  factorTile(i: number, j: number): void;
  invertTile(i: number, j: number): void;
  multiplyTile(i: number, j: number): void;
}

/** Rows and columns of a tile of the program. */
const SIDE = 64;

const inverseModule = compiled(CODE);

/** A symmetric positive definite matrix, in the memory of the program that inverts it: 8 bytes an element. */
export class SymmetricMatrix {
  /** Elements of a row: the size, rounded up to whole tiles. */
  readonly stride: number;
  /** Row by row; element i, j is at i * stride + j. */
  readonly values: Float64Array;
  private readonly program = new Program<InverseExports>(inverseModule());

  /** @param size - rows and columns, with zeros */
  constructor(readonly size: number) {
    this.stride = SIDE * Math.ceil(size / SIDE);
    const { at } = this.program.allocate(8 * this.stride ** 2);
    this.values = new Float64Array(this.program.memory.buffer, at, this.stride ** 2);
  }

  /** Row i. */
  row(i: number): Float64Array {
    return this.values.subarray(i * this.stride, i * this.stride + this.size);
  }

  /**
   * Inverts the matrix of this upper triangle in place, with both triangles of the result, by its Cholesky factor:
   * A = L Lᵀ, A⁻¹ = L⁻ᵀ L⁻¹. Takes n³/2 multiplications, in slices; the result is the same on every machine.
   *
   * @throws the signal's reason if it aborts
   */
  async invert(signal?: AbortSignal): Promise<void> {
    const { size, stride, values, program } = this;
    const { run } = program;
    for (let i = size; i < stride; i++) values[i * stride + i] = 1;
    run.setMatrix(values.byteOffset, stride);
    const pause = timeSlices(signal);
    for (let i = 0; i < stride; i += SIDE)
      for (let j = i; j < stride; j += SIDE) {
        run.factorTile(i, j);
        await pause();
      }
    for (let i = 0; i < stride; i += SIDE)
      for (let j = 0; j < i; j += SIDE) {
        run.invertTile(i, j);
        await pause();
      }
    for (let i = 0; i < stride; i += SIDE)
      for (let j = 0; j <= i; j += SIDE) {
        run.multiplyTile(i, j);
        await pause();
      }
  }
}
