/**
 * Copies a row, best first, ties by smaller item. Sorts by rank: each item's index is the number of better
 * ones. For few items that is cheaper than swaps with mispredicted branches.
 */
export function sortInto(items: usize, scores: usize, count: u32, toItems: usize, toScores: usize): void {
  for (let at: u32 = 0; at < count; at++) {
    const item = load<u32>(items + (at << 2));
    const score = load<f64>(scores + (at << 3));
    const place = placeOf(item, score, items, scores, count);
    store<u32>(toItems + (place << 2), item);
    store<f64>(toScores + (place << 3), score);
  }
}

function placeOf(item: u32, score: f64, items: usize, scores: usize, count: u32): u32 {
  const its = f64x2.splat(score);
  const end = scores + (count << 3);
  let better = i64x2.splat(0);
  let equal = i64x2.splat(0);
  let at = scores;
  for (; at + 8 < end; at += 16) {
    better = i64x2.sub(better, f64x2.gt(v128.load(at), its));
    equal = i64x2.sub(equal, f64x2.eq(v128.load(at), its));
  }
  if (at < end) {
    better = i64x2.sub(better, f64x2.gt(v128.load64_zero(at), its));
    equal = i64x2.sub(equal, f64x2.eq(v128.load64_zero(at), its));
  }
  const place = sumOf(better);
  return sumOf(equal) === 1 ? place : place + smallerEquals(item, score, items, scores, count);
}

function smallerEquals(item: u32, score: f64, items: usize, scores: usize, count: u32): u32 {
  let smaller: u32 = 0;
  for (let at: u32 = 0; at < count; at++)
    smaller += u32(load<f64>(scores + (at << 3)) === score) & u32(load<u32>(items + (at << 2)) < item);
  return smaller;
}

function sumOf(counts: v128): u32 {
  return <u32>(i64x2.extract_lane(counts, 0) + i64x2.extract_lane(counts, 1));
}
