import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { CODE } from '@ecommerce-recommenders/wasm/inverse.wasm';
import { compiled, Program } from '@ecommerce-recommenders/wasm/program';
import { SIDE, tileInverter, type InverseExports, type Inversion } from './invert-tiles';
import { runInThreads, type Begun } from './run-in-threads';
import { timeSlices } from './time-slices';
import type { TrainingOptions } from './training-options';

/** A thread's input. */
export interface InversionTask extends Begun {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly inversion: Inversion;
  /** Address of the thread's buffers. */
  readonly buffers: number;
}

const THREAD = join(__dirname, 'inverting-thread');

/** Minimum number of rows for which threads pay off. */
const ROWS_WORTH_THREADS = 2000;

/** A row has too few tiles to keep more threads busy. */
const MAX_THREADS = 4;

const inverseModule = compiled(CODE);

/** A symmetric positive definite matrix, in the memory of the program that inverts it. An element takes 8 bytes. */
export class SymmetricMatrix {
  /** Number of elements of a row: the size, rounded up to whole tiles. */
  readonly stride: number;
  /** Elements row by row: element i, j is at i * stride + j. */
  readonly values: Float64Array;
  private readonly program = new Program<InverseExports>(inverseModule());

  /** @param size - number of rows and of columns; all elements are zero */
  constructor(readonly size: number) {
    this.stride = SIDE * Math.ceil(size / SIDE);
    const { at } = this.program.allocate(8 * this.stride ** 2);
    this.values = new Float64Array(this.program.memory.buffer, at, this.stride ** 2);
  }

  /** View of row i. */
  row(i: number): Float64Array {
    return this.values.subarray(i * this.stride, i * this.stride + this.size);
  }

  /**
   * Inverts the matrix of this upper triangle in place, by its Cholesky factor: A = L Lᵀ, A⁻¹ = L⁻ᵀ L⁻¹. The result
   * has both triangles. It takes n³/2 multiplications, in threads or in slices, and is the same on every machine.
   *
   * @throws the signal's reason if it aborts
   */
  async invert({ threads = this.threads(), signal }: TrainingOptions = {}): Promise<void> {
    const { size, stride, values, program } = this;
    const { run, memory } = program;
    for (let i = size; i < stride; i++) values[i * stride + i] = 1;
    const progress = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
    const inversion = await runInThreads(
      THREAD,
      threads,
      () => ({ matrix: values.byteOffset, rows: stride, progress }),
      (inversion) => ({ ...{ module: inverseModule(), memory, inversion }, buffers: run.newBuffers() }),
      signal,
    );
    // Computes the tiles that no thread has taken; without threads, all of them.
    const pause = timeSlices(signal);
    const invertTile = tileInverter(run, inversion, run.newBuffers());
    while (invertTile()) await pause();
  }

  private threads(): number {
    const processors = availableParallelism();
    return processors > 1 && this.size >= ROWS_WORTH_THREADS ? Math.min(MAX_THREADS, processors) : 0;
  }
}
