/** A bump allocator: memory is never freed. */
export function allocate(bytes: usize): usize {
  return heap.alloc(bytes);
}
