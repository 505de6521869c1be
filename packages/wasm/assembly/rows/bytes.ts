/** Bytes compared per step. Texts need as much padding. */
const STEP: u32 = 8;

/** Bytes copied per step. */
const COPY_STEP: u32 = 16;

const FACTOR: u64 = 0x9e3779b97f4a7c15;

/** Masks a word to its first `count` bytes, 1 to 7. */
function firstBytes(word: u64, count: u32): u64 {
  return word << (64 - 8 * <u64>count);
}

/** Whether two texts of equal length are equal. */
export function isSame(one: usize, other: usize, length: u32): bool {
  let left = length;
  for (; left >= STEP; left -= STEP) {
    if (load<u64>(one) !== load<u64>(other)) return false;
    one += STEP;
    other += STEP;
  }
  return left === 0 || firstBytes(load<u64>(one) ^ load<u64>(other), left) === 0;
}

/** Copies a text that is probably short. Overwrites up to 16 bytes after it. Returns the end of the copy. */
export function hash(text: usize, length: u32): u32 {
  let value = <u64>length;
  let left = length;
  for (; left >= STEP; left -= STEP) {
    value = (value ^ load<u64>(text)) * FACTOR;
    value ^= value >> 32;
    text += STEP;
  }
  if (left > 0) value ^= firstBytes(load<u64>(text), left);
  value = (value ^ (value >> 32)) * FACTOR;
  return <u32>(value >> 32) ^ <u32>(value >> 47);
}

/** Copies a text that is probably short. Overwrites up to 16 bytes behind it. Returns the end of the copy. */
export function copyText(to: usize, from: usize, length: u32): usize {
  v128.store(to, v128.load(from));
  if (length > COPY_STEP) copyRest(to, from, length);
  return to + length;
}

function copyRest(to: usize, from: usize, length: u32): void {
  let copied = COPY_STEP;
  do {
    v128.store(to + copied, v128.load(from + copied));
    copied += COPY_STEP;
  } while (copied < length);
}
