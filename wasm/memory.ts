/** Memory that is never given back. */
export function allocate(bytes: usize): usize {
  return heap.alloc(bytes);
}
