import { keepBest } from './keep-best';
import { sortInto } from './sort-into';

/** Address of a spin lock per row, 1 while held. 0 if there is only one thread. */
let locks: usize = 0;

/** Sets the address of the zeroed locks, shared by all threads that write to the rows. */
export function shareRows(locksAt: usize): void {
  locks = locksAt;
}

/** Acquires a row's lock, held for about a microsecond. */
function lockRow(row: u32): void {
  if (locks === 0) return;
  while (atomic.xchg<u32>(locks + (row << 2), 1) !== 0) continue;
}

/** Releases a row's lock. */
function unlockRow(row: u32): void {
  if (locks !== 0) atomic.store<u32>(locks + (row << 2), 0);
}

let rowCount: u32 = 0;
let most: u32 = 0;
let starts: usize = 0;
let lengths: usize = 0;
let items: usize = 0;
let scores: usize = 0;

/** Address of each row's lower bound: scores below it cannot enter the row, which rejects most early. */
export let least: usize = 0;

/** Sets the address of BestOfRows, the number of rows and the items to keep per row. */
export function setBest(
  rows: u32,
  mostOfRow: u32,
  startsAt: usize,
  lengthsAt: usize,
  itemsAt: usize,
  scoresAt: usize,
  leastAt: usize,
): void {
  rowCount = rows;
  most = mostOfRow;
  starts = startsAt;
  lengths = lengthsAt;
  items = itemsAt;
  scores = scoresAt;
  least = leastAt;
}

/** Offers an item to a row. It is ignored if the row has enough better ones. @param score above 0 */
export function offer(row: u32, item: u32, score: f64): void {
  // Fast path without a lock. Another thread may just have raised the bound, so it is checked again below.
  if (score < load<f64>(least + (row << 3))) return;
  lockRow(row);
  const start = load<u32>(starts + (row << 2));
  if (start + load<u32>(lengths + (row << 2)) === load<u32>(starts + (row << 2), 4)) dropWorst(row);
  if (score >= load<f64>(least + (row << 3))) {
    const length = load<u32>(lengths + (row << 2));
    store<u32>(items + ((start + length) << 2), item);
    store<f64>(scores + ((start + length) << 3), score);
    store<u32>(lengths + (row << 2), length + 1);
  }
  unlockRow(row);
}

/** Trims each row to its best items, and computes the offsets of the compacted rows. */
export function trimRows(bestStarts: usize): void {
  let end: u32 = 0;
  store<u32>(bestStarts, 0);
  for (let row: u32 = 0; row < rowCount; row++) {
    if (load<u32>(lengths + (row << 2)) > most) dropWorst(row);
    end += load<u32>(lengths + (row << 2));
    store<u32>(bestStarts + (row << 2), end, 4);
  }
}

function dropWorst(row: u32): void {
  const start = load<u32>(starts + (row << 2));
  const bound = least + (row << 3);
  store<f64>(
    bound,
    keepBest(
      items + (start << 2),
      scores + (start << 3),
      load<u32>(lengths + (row << 2)),
      most,
      load<f64>(bound),
    ),
  );
  store<u32>(lengths + (row << 2), most);
}

/** Copies a row, best first. */
export function copySorted(row: u32, toItems: usize, toScores: usize): void {
  const start = load<u32>(starts + (row << 2));
  sortInto(items + (start << 2), scores + (start << 3), load<u32>(lengths + (row << 2)), toItems, toScores);
}
