/** Counts scores of at least `score`, which is above 0. */
function countFrom(scores: usize, count: u32, score: f64): u32 {
  const splat = f64x2.splat(score);
  const end = scores + (count << 3);
  let found = i64x2.splat(0);
  for (; scores + 8 < end; scores += 16) found = i64x2.sub(found, f64x2.ge(v128.load(scores), splat));
  if (scores < end) found = i64x2.sub(found, f64x2.ge(v128.load64_zero(scores), splat));
  return <u32>(i64x2.extract_lane(found, 0) + i64x2.extract_lane(found, 1));
}

/**
 * Moves a row's best items to its front, and returns a lower bound of their scores. The bound is found by
 * bisection over the bits of the scores, which sort like the scores: counting has no mispredicted branches,
 * unlike swapping.
 *
 * @param count more than `most`
 * @param bound lower bound of all scores, at least 0
 */
export function keepBest(items: usize, scores: usize, count: u32, most: u32, bound: f64): f64 {
  let low = reinterpret<u64>(bound);
  let high = reinterpret<u64>(Infinity);
  let found = count;
  while (found !== most && high - low > 1) {
    const middle = low + ((high - low) >> 1);
    const above = countFrom(scores, count, reinterpret<f64>(middle));
    if (above < most) {
      high = middle;
    } else {
      low = middle;
      found = above;
    }
  }
  const score = reinterpret<f64>(low);
  const limit = found === most ? u32.MAX_VALUE : itemLimit(items, scores, count, score, found - most);
  let kept: u32 = 0;
  for (let at: u32 = 0; at < count; at++) {
    const item = load<u32>(items + (at << 2));
    const itsScore = load<f64>(scores + (at << 3));
    store<u32>(items + (kept << 2), item);
    store<f64>(scores + (kept << 3), itsScore);
    kept += u32(itsScore > score) | (u32(itsScore === score) & u32(item < limit));
  }
  return score;
}

/** The smallest item to drop among those with that score, so that `surplus` of them are dropped. */
function itemLimit(items: usize, scores: usize, count: u32, score: f64, surplus: u32): u32 {
  let low: u32 = 0;
  let high: u32 = u32.MAX_VALUE;
  while (high - low > 1) {
    const middle = low + ((high - low) >> 1);
    if (countEqualFrom(items, scores, count, score, middle) < surplus) high = middle;
    else low = middle;
  }
  return low;
}

function countEqualFrom(items: usize, scores: usize, count: u32, score: f64, item: u32): u32 {
  let found: u32 = 0;
  for (let at: u32 = 0; at < count; at++)
    found += u32(load<f64>(scores + (at << 3)) === score) & u32(load<u32>(items + (at << 2)) >= item);
  return found;
}
