/** The kinds of typed arrays that are shared between threads. */
type SharedArray = Float64Array | Int32Array | Uint32Array;

/** Zeros in memory that other threads can be given without a copy. */
export const shared = <Shared extends SharedArray>(
  ArrayType: { readonly BYTES_PER_ELEMENT: number; new (buffer: SharedArrayBuffer): Shared },
  length: number,
): Shared => new ArrayType(new SharedArrayBuffer(length * ArrayType.BYTES_PER_ELEMENT));
