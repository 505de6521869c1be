import { copyText } from './bytes';

/** End of the latest held-out rows. */
export let heldOutEnd: usize = 0;

/**
 * Splits rows of text into two buffers, preserving the order. Returns the end of those that are not held out.
 * Overwrites up to 16 bytes after each buffer's text.
 *
 * @param ends end offset of each row in the text (u32)
 * @param areHeldOut whether each row goes to the second buffer (u8)
 */
export function partRows(
  text: usize,
  ends: usize,
  areHeldOut: usize,
  count: u32,
  others: usize,
  heldOut: usize,
): usize {
  let start: u32 = 0;
  // Consecutive rows for the same buffer are copied at once.
  for (let row: u32 = 0; row < count;) {
    const isHeldOut = load<u8>(areHeldOut + row);
    do row++;
    while (row < count && load<u8>(areHeldOut + row) === isHeldOut);
    const end = load<u32>(ends + 4 * (row - 1));
    if (isHeldOut) heldOut = copyText(heldOut, text + start, end - start);
    else others = copyText(others, text + start, end - start);
    start = end;
  }
  heldOutEnd = heldOut;
  return others;
}
