const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Where the hash over a row's further columns begins; a row without any has the hash 0. */
export const ROW_HASH_START = FNV_OFFSET;

/** FNV-1a over one more value and its end, so that `a,bc` and `ab,c` differ. */
export function addToRowHash(seed: number, bytes: Buffer, start: number, end: number): number {
  let value = seed;
  for (let at = start; at < end; at++) value = Math.imul(value ^ bytes[at], FNV_PRIME);
  return Math.imul(value ^ 0x100, FNV_PRIME);
}
