import type { PairProgram } from './pair-program';

/** Typed arrays that the program reads and writes. */
type ProgramArray = Float64Array | Int32Array | Uint32Array;

/** A zeroed array in a program's memory, which threads share without a copy. Its `byteOffset` is its address. */
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
