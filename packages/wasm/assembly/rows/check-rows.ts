import { Interactions } from './interactions';

/** An id with at most this many bytes is within the limit of characters. */
const MAX_ID_BYTES: u32 = 256;

/** A time with more digits is in milliseconds or has leading zeros. */
const MAX_DIGITS: usize = 11;

/** `anonymou`, the first bytes of the stack's own ids, which no user may have. It must match `OUR_PREFIX` of our-ids.ts. */
const OUR_START: u64 = 0x756f6d796e6f6e61;

const ZERO: u32 = 0x30;

/**
 * Parses the times of the kept rows from index `from`, and checks the ids. Returns the index of the first row that
 * may be invalid. The caller checks that row exactly: an id of more than 256 bytes can have fewer characters, a user
 * id can begin like the stack's own, and a time can have leading zeros.
 */
export function checkRows(self: Interactions, from: u32): u32 {
  const kept = self.kept;
  const text = self.text;
  const seconds = self.seconds;
  for (let i = from; i < kept; i++) {
    const row = self.fieldsOf(i);
    const item = row + self.item;
    const user = row + self.user;
    // The subtraction underflows if the id is empty.
    if (load<u32>(item, 4) - load<u32>(item) - 1 >= MAX_ID_BYTES) return i;
    if (load<u32>(user, 4) - load<u32>(user) - 1 >= MAX_ID_BYTES) return i;
    // This reads beyond short ids. Whatever is there, the row is then only checked again.
    if (load<u64>(text + load<u32>(user)) === OUR_START) return i;
    const timestamp = row + self.timestamp;
    const time = parseSeconds(text + load<u32>(timestamp), text + load<u32>(timestamp, 4));
    if (time < 0) return i;
    store<f64>(seconds + 8 * i, <f64>time);
  }
  return kept;
}

/** Whole seconds, or -1. */
function parseSeconds(start: usize, end: usize): i64 {
  if (start === end || end - start > MAX_DIGITS) return -1;
  let seconds: u64 = 0;
  for (let at = start; at < end; at++) {
    const digit = <u32>load<u8>(at) - ZERO;
    if (digit > 9) return -1;
    seconds = 10 * seconds + digit;
  }
  return seconds;
}
