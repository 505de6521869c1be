import { least, offer } from './best-of-rows';
import { boughtTogether, setCustomers } from './bought-together';
import { columns } from './entries';
import { PAIR } from './pairs';
import { sequence, setSequence } from './sequence';
import { setNorms, shrunkCosine, shrunkCosines } from './shrunk-cosine';
import { itemCount } from './tiles';

let isBoughtTogether: bool = false;

/** Whether a pair's sums are those of both directions, each with its own score. */
export let isSequence: bool = false;

/** Selects the shrunk cosine. Sets the address of the item norms, the shrinkage and the minimum number of users. */
export function scoreShrunkCosine(norms: usize, lambda: f64, leastUsers: f64): void {
  setNorms(norms, lambda, leastUsers);
  isBoughtTogether = false;
  isSequence = false;
}

/** Selects the log-likelihood ratio. Sets its inputs, as in `setCustomers`. */
export function scoreBoughtTogether(n: usize, N: f64, leastCustomers: f64): void {
  setCustomers(n, N, leastCustomers);
  isBoughtTogether = true;
  isSequence = false;
}

/** Selects the sequence, and sets the addresses of the closeness by moments and of the items' damping. */
export function scoreSequence(closeness: usize, norms: usize): void {
  setSequence(closeness, norms);
  isSequence = true;
}

/**
 * Offers all pairs of an item with later items, most of which have users, and zeroes them.
 *
 * @param row address that the item's pair with item 0 would have
 */
export function scoreAll(item: u32, row: usize): void {
  if (isSequence) {
    for (let other = item + 1; other < itemCount; other++) scoreOne(item, other, row);
    return;
  }
  const leastOf = least;
  const count = itemCount;
  let other = item + 1;
  for (; other + 1 < count; other += 2) {
    const pair = row + other * PAIR;
    const scores = scoresOf(item, other, v128.load(pair), v128.load(pair, PAIR));
    v128.store(pair, i64x2.splat(0));
    v128.store(pair, i64x2.splat(0), PAIR);
    const isWanted = v128.or(
      f64x2.ge(scores, v128.load64_splat(leastOf + (item << 3))),
      f64x2.ge(scores, v128.load(leastOf + (other << 3))),
    );
    if (!v128.any_true(v128.and(isWanted, f64x2.gt(scores, f64x2.splat(0))))) continue;
    offerBoth(item, other, f64x2.splat(f64x2.extract_lane(scores, 0)));
    offerBoth(item, other + 1, f64x2.splat(f64x2.extract_lane(scores, 1)));
  }
  if (other < count) scoreOne(item, other, row);
}

/** Offers the pairs of an entry's item with the items of later entries, up to `end`, and zeroes them, because items repeat. */
export function scoreUsers(entry: u32, end: u32, row: usize): void {
  const item = load<u32>(columns + (entry << 2));
  const stop = columns + (end << 2);
  for (let column = columns + (entry << 2) + 4; column < stop; column += 4)
    scoreOne(item, load<u32>(column), row);
}

function scoreOne(item: u32, other: u32, row: usize): void {
  const pair = row + other * PAIR;
  const said = v128.load(pair);
  v128.store(pair, i64x2.splat(0));
  if (!v128.any_true(said)) return;
  offerBoth(item, other, isSequence ? sequence(item, other, said) : f64x2.splat(scoreOf(item, other, said)));
}

/** Scores an item with two consecutive other items, from both pairs' sums. */
function scoresOf(item: u32, other: u32, first: v128, second: v128): v128 {
  if (isBoughtTogether)
    return f64x2.replace_lane(f64x2.splat(scoreOf(item, other, first)), 1, scoreOf(item, other + 1, second));
  return shrunkCosines(
    item,
    other,
    v128.shuffle<f64>(first, second, 0, 2),
    v128.shuffle<f64>(first, second, 1, 3),
  );
}

function scoreOf(item: u32, other: u32, said: v128): f64 {
  if (isBoughtTogether)
    return boughtTogether(item, other, f64x2.extract_lane(said, 0), f64x2.extract_lane(said, 1));
  return f64x2.extract_lane(shrunkCosine(item, other, said, v128.shuffle<f64>(said, said, 1, 1)), 0);
}

/** Offers each of two items to the other's row. @param scores of the other for the item, and of the item for the other */
function offerBoth(item: u32, other: u32, scores: v128): void {
  if (!v128.any_true(f64x2.gt(scores, f64x2.splat(0)))) return;
  offer(item, other, f64x2.extract_lane(scores, 0));
  offer(other, item, f64x2.extract_lane(scores, 1));
}
