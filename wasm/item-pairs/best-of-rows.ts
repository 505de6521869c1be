/** A row is sorted by insertion from here on down. */
const FEW: u32 = 12;

let most: u32 = 0;
let starts: usize = 0;
let lengths: usize = 0;
let items: usize = 0;
let scores: usize = 0;

/** Where is what a score must reach to get into each row: that of the worst that a full row kept, since most are lower. */
export let least: usize = 0;

/** Says where the rows of BestOfRows are, and how many items to keep of each. */
export function setBest(
  mostOfRow: u32,
  startsAt: usize,
  lengthsAt: usize,
  itemsAt: usize,
  scoresAt: usize,
  leastAt: usize,
): void {
  most = mostOfRow;
  starts = startsAt;
  lengths = lengthsAt;
  items = itemsAt;
  scores = scoresAt;
  least = leastAt;
}

/** Takes an item into a row, unless there are enough better ones. @param score above 0 */
export function offer(row: u32, item: u32, score: f64): void {
  if (score < load<f64>(least + (row << 3))) return;
  const start = starts + (row << 2);
  const length = lengths + (row << 2);
  if (load<u32>(start) + load<u32>(length) === load<u32>(start, 4)) {
    dropWorst(row);
    if (score < load<f64>(least + (row << 3))) return;
  }
  put(load<u32>(start) + load<u32>(length), item, score);
  store<u32>(length, load<u32>(length) + 1);
}

/** Leaves the best of each row, best first. */
export function sortRows(rowCount: u32): void {
  for (let row: u32 = 0; row < rowCount; row++) {
    if (load<u32>(lengths + (row << 2)) > most) dropWorst(row);
    const first = load<u32>(starts + (row << 2));
    sort(first, first + load<u32>(lengths + (row << 2)));
  }
}

/** Parts a row until its best are in front, and forgets the others. */
function dropWorst(row: u32): void {
  const start = load<u32>(starts + (row << 2));
  const cut = start + most;
  let first = start;
  let last = start + load<u32>(lengths + (row << 2)) - 1;
  while (first < last) {
    const behind = part(first, last) + 1;
    if (behind === cut) break;
    if (behind < cut) first = behind;
    else last = behind - 1;
  }
  store<u32>(lengths + (row << 2), most);
  let worst = Infinity;
  for (let at = start; at < cut; at++) worst = min(worst, scoreAt(at));
  store<f64>(least + (row << 3), worst);
}

/** @param end behind the last one */
function sort(first: u32, end: u32): void {
  while (end - first > FEW) {
    const behind = part(first, end - 1) + 1;
    sort(behind, end);
    end = behind;
  }
  for (let next = first + 1; next < end; next++) {
    const item = itemAt(next);
    const score = scoreAt(next);
    let at = next;
    for (; at > first && isBetter(item, score, itemAt(at - 1), scoreAt(at - 1)); at--)
      put(at, itemAt(at - 1), scoreAt(at - 1));
    put(at, item, score);
  }
}

/**
 * Puts the better ones in front; the two parts meet where it says, which is before the last.
 *
 * @see Hoare: Algorithm 63, Partition (1961)
 */
function part(first: u32, last: u32): u32 {
  const middle = first + ((last - first) >> 1);
  const item = itemAt(middle);
  const score = scoreAt(middle);
  let left = first;
  let right = last;
  while (true) {
    while (isBetter(itemAt(left), scoreAt(left), item, score)) left++;
    while (isBetter(item, score, itemAt(right), scoreAt(right))) right--;
    if (left >= right) return right;
    const leftItem = itemAt(left);
    const leftScore = scoreAt(left);
    put(left, itemAt(right), scoreAt(right));
    put(right, leftItem, leftScore);
    left++;
    right--;
  }
}

function isBetter(item: u32, score: f64, thanItem: u32, thanScore: f64): bool {
  return score > thanScore || (score === thanScore && item < thanItem);
}

function itemAt(at: u32): u32 {
  return load<u32>(items + (at << 2));
}

function scoreAt(at: u32): f64 {
  return load<f64>(scores + (at << 3));
}

function put(at: u32, item: u32, score: f64): void {
  store<u32>(items + (at << 2), item);
  store<f64>(scores + (at << 3), score);
}
