import { copyText } from './bytes';

/** Where the latest rows that were held out end. */
export let heldOutEnd: usize = 0;

/**
 * Copies rows of text to one place or the other, in their order, and returns where those that are not held out end. Up to
 * 16 bytes behind each place are overwritten.
 *
 * @param ends where each row ends in the text (u32)
 * @param areHeldOut whether each row goes to the second place (u8)
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
  // Rows that follow each other to the same place are copied at once.
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
