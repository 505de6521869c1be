import { addUpPairs } from './add-up-pairs';
import { addUpSequence } from './add-up-sequence';
import { columns } from './entries';
import { PAIR, pairs } from './pairs';
import { isSequence, scoreAll, scoreUsers } from './score-pairs';
import { ends, groups, items, pairsBetween, starts } from './tiles';

/** Sums the pairs of a tile, and offers those with a score to the rows of both items. */
export function compareTile(tile: u32): void {
  const item = load<u32>(items + (tile << 2));
  const end = load<u32>(items + (tile << 2), 4);
  if (addUp(tile, item, end) > pairsBetween(item, end)) {
    for (let row = item; row < end; row++) scoreAll(row, rowOf(item, row));
  } else {
    scoreGroups(tile, item, end);
  }
}

/** Returns the number of steps. */
function addUp(tile: u32, firstItem: u32, endItem: u32): u64 {
  let steps: u64 = 0;
  const stop = load<u32>(starts + (tile << 2), 4) << 2;
  for (let at = load<u32>(starts + (tile << 2)) << 2; at < stop; at += 4) {
    const end = load<u32>(ends + at);
    for (let entry = load<u32>(groups + at); entry < end; entry++) {
      const item = load<u32>(columns + (entry << 2));
      if (item >= endItem) break;
      if (isSequence) addUpSequence(entry, end, rowOf(firstItem, item));
      else addUpPairs(entry, end, rowOf(firstItem, item));
      steps += end - entry;
    }
  }
  return steps;
}

function scoreGroups(tile: u32, firstItem: u32, endItem: u32): void {
  const stop = load<u32>(starts + (tile << 2), 4) << 2;
  for (let at = load<u32>(starts + (tile << 2)) << 2; at < stop; at += 4) {
    const end = load<u32>(ends + at);
    for (let entry = load<u32>(groups + at); entry < end; entry++) {
      const item = load<u32>(columns + (entry << 2));
      if (item >= endItem) break;
      scoreUsers(entry, end, rowOf(firstItem, item));
    }
  }
}

/** Address that an item's pair with item 0 would have, in a tile that starts at `first`. */
function rowOf(first: u32, item: u32): usize {
  return pairs + (<u32>pairsBetween(first, item) - item - 1) * PAIR;
}
