import { addUpPairs } from './add-up-pairs';
import { columns } from './entries';
import { PAIR, pairs } from './pairs';
import { scoreAll, scoreUsers } from './score-pairs';
import { ends, entries, itemCount, items, pairsBetween, starts } from './tiles';

/** Adds up the pairs of a tile, and offers those that have a score to the rows of both items. */
export function compareTile(tile: u32): void {
  const item = load<u32>(items + (tile << 2));
  const end = load<u32>(items + (tile << 2), 4);
  const room = <u32>pairsBetween(item, end);
  if (addUp(tile, item) > room) {
    for (let row = item; row < end; row++) scoreAll(row, rowOf(item, row));
    memory.fill(pairs, 0, room * PAIR);
  } else {
    scoreEntries(tile, item);
  }
}

/** Gives how many steps it took. */
function addUp(tile: u32, first: u32): u64 {
  let steps: u64 = 0;
  const stop = load<u32>(starts + (tile << 2), 4) << 2;
  for (let at = load<u32>(starts + (tile << 2)) << 2; at < stop; at += 4) {
    const entry = load<u32>(entries + at);
    const end = load<u32>(ends + at);
    addUpPairs(entry, end, rowOf(first, load<u32>(columns + (entry << 2))));
    steps += end - entry;
  }
  return steps;
}

function scoreEntries(tile: u32, first: u32): void {
  const stop = load<u32>(starts + (tile << 2), 4) << 2;
  for (let at = load<u32>(starts + (tile << 2)) << 2; at < stop; at += 4) {
    const entry = load<u32>(entries + at);
    scoreUsers(entry, load<u32>(ends + at), rowOf(first, load<u32>(columns + (entry << 2))));
  }
}

/** Where an item's pair with the item 0 would be, in a tile that begins with `first`. */
function rowOf(first: u32, item: u32): usize {
  return pairs + (<u32>pairsBetween(first, item) - item - 1) * PAIR;
}
