/** Number of bitmap words that can be scanned in the time that sorting one item takes. */
const WORDS_PER_ITEM: u32 = 8;

let marks: usize = 0;
let words: u32 = 0;

/** Sets the address of a zeroed bitmap of `count` items, in 32-bit words. */
export function setMarks(at: usize, count: u32): void {
  marks = at;
  words = count;
}

/** Sorts distinct items. For a small catalogue it sets bits and scans the bitmap. */
export function sortItems(items: usize, count: u32): void {
  if (words > WORDS_PER_ITEM * count) sortFew(items, count);
  else sortByMarks(items, count);
}

function sortByMarks(items: usize, count: u32): void {
  const end = items + (count << 2);
  for (let at = items; at < end; at += 4) {
    const item = load<u32>(at);
    const mark = marks + ((item >> 5) << 2);
    store<u32>(mark, load<u32>(mark) | ((<u32>1) << (item & 31)));
  }
  let at = items;
  for (let word: u32 = 0; word < words; word++) {
    let left = load<u32>(marks + (word << 2));
    if (left === 0) continue;
    store<u32>(marks + (word << 2), 0);
    for (; left !== 0; left &= left - 1) {
      store<u32>(at, (word << 5) + ctz(left));
      at += 4;
    }
  }
}

function sortFew(items: usize, count: u32): void {
  const end = items + (count << 2);
  for (let next = items + 4; next < end; next += 4) {
    const item = load<u32>(next);
    let at = next;
    for (; at > items && load<u32>(at - 4) > item; at -= 4) store<u32>(at, load<u32>(at - 4));
    store<u32>(at, item);
  }
}
