import { keepBest } from './keep-best';
import { lockRow, unlockRow } from './row-locks';
import { sortInto } from './sort-into';

let rowCount: u32 = 0;
let most: u32 = 0;
let starts: usize = 0;
let lengths: usize = 0;
let items: usize = 0;
let scores: usize = 0;

/** Where is what a score must reach to get into each row: a bound that a full row has passed, since most are lower. */
export let least: usize = 0;

/** Says where the rows of BestOfRows are, how many those are, and how many items to keep of each. */
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

/** Takes an item into a row, unless there are enough better ones. @param score above 0 */
export function offer(row: u32, item: u32, score: f64): void {
  // Most go here. Another thread may just have raised it, so it is looked at again.
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

/** Forgets all but the best of each row, and says where each row begins if they follow one another. */
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
