type Column = Uint8Array | Uint32Array | Int32Array | Float64Array;

/** Copies data with all typed arrays into shared memory, so that posting it to a thread copies none of them. */
export function inSharedMemory<Data>(data: Data): Data {
  if (ArrayBuffer.isView(data)) return shared(data as unknown as Column) as unknown as Data;
  if (Array.isArray(data)) return data.map(inSharedMemory) as Data;
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, inSharedMemory<unknown>(value)]),
  ) as Data;
}

function shared(column: Column): Column {
  const isWhole = column.byteLength === column.buffer.byteLength;
  if (column.buffer instanceof SharedArrayBuffer && isWhole) return column;
  const buffer = new SharedArrayBuffer(column.byteLength);
  const copy =
    column instanceof Float64Array
      ? new Float64Array(buffer)
      : column instanceof Uint32Array
        ? new Uint32Array(buffer)
        : column instanceof Int32Array
          ? new Int32Array(buffer)
          : new Uint8Array(buffer);
  copy.set(column);
  return copy;
}
