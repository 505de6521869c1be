import type { PairProgram } from './pair-program';

/** The kinds of typed arrays that the program reads and writes. */
type ProgramArray = Float64Array | Int32Array | Uint32Array;

/**
 * Zeros in the memory of a program, which other threads can be given without a copy. Their `byteOffset` is their
 * address.
 */
export function arrayIn<Array extends ProgramArray>(
  program: PairProgram,
  ArrayType: {
    readonly BYTES_PER_ELEMENT: number;
    new (buffer: SharedArrayBuffer, byteOffset: number, length: number): Array;
  },
  length: number,
): Array {
  const { at } = program.allocate(length * ArrayType.BYTES_PER_ELEMENT);
  return new ArrayType(program.memory.buffer, at, length);
}
