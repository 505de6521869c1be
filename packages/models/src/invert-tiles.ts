import type { ProgramExports } from '@ecommerce-recommenders/wasm/program';

/** Exports of packages/wasm/assembly/inverse/. */
export interface InverseExports extends ProgramExports {
  newBuffers(): number;
  setMatrix(address: number, rows: number, buffers: number): void;
  factorTile(i: number, j: number): void;
  invertTile(i: number, j: number): void;
  multiplyTile(i: number, j: number): void;
}

/** A matrix that is being inverted. The addresses are in the program's memory, which all threads share. */
export interface Inversion {
  /** Address of the matrix. */
  readonly matrix: number;
  /** Number of rows and of columns, a multiple of {@link SIDE}. */
  readonly rows: number;
  /** Number of tiles taken so far, and number of tiles done. */
  readonly progress: Int32Array;
}

/** Number of rows and columns of the program's tiles. */
export const SIDE = 64;

const TAKEN = 0;
const DONE = 1;

/** Tiles that do not depend on each other. */
interface Step {
  readonly work: 'factorTile' | 'invertTile' | 'multiplyTile';
  /** Row of all its tiles. */
  readonly row: number;
  /** Column of the first tile. */
  readonly column: number;
  readonly tiles: number;
  /** Number of tiles of earlier steps, which must be done first. */
  readonly before: number;
}

/** The steps of an inversion, in order. */
function stepsOf(rows: number): Step[] {
  const steps: Step[] = [];
  let before = 0;
  const add = (work: Step['work'], row: number, column: number, tiles: number): void => {
    if (tiles > 0) steps.push({ work, row, column, tiles, before });
    before += tiles;
  };
  for (let i = 0; i < rows; i += SIDE) {
    add('factorTile', i, i, 1);
    add('factorTile', i, i + SIDE, (rows - i) / SIDE - 1);
  }
  for (let i = 0; i < rows; i += SIDE) add('invertTile', i, 0, i / SIDE);
  for (let i = 0; i < rows; i += SIDE) {
    add('multiplyTile', i, 0, i / SIDE);
    // This tile comes last, because the other tiles of its row read what it overwrites.
    add('multiplyTile', i, i, 1);
  }
  return steps;
}

/**
 * Takes tiles and computes them. A tile is the same whichever thread computes it, so the number of threads does not
 * change the inverse.
 *
 * @param buffers - address of buffers that only this thread uses
 * @returns a function that computes the next tile; false if none is left
 */
export function tileInverter(
  run: InverseExports,
  { matrix, rows, progress }: Inversion,
  buffers: number,
): () => boolean {
  run.setMatrix(matrix, rows, buffers);
  const steps = stepsOf(rows);
  let step = 0;
  return () => {
    const tile = Atomics.add(progress, TAKEN, 1);
    while (step < steps.length && tile >= steps[step].before + steps[step].tiles) step++;
    if (step === steps.length) return false;
    const { work, row, column, before } = steps[step];
    waitFor(progress, before);
    run[work](row, column + SIDE * (tile - before));
    Atomics.add(progress, DONE, 1);
    Atomics.notify(progress, DONE);
    return true;
  };
}

/** Waits until this many tiles are done. */
function waitFor(progress: Int32Array, tiles: number): void {
  for (let done = Atomics.load(progress, DONE); done < tiles; done = Atomics.load(progress, DONE))
    Atomics.wait(progress, DONE, done);
}
