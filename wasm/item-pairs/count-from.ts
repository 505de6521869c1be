/** How many of so many scores are no less than one above 0. */
export function countFrom(scores: usize, count: u32, score: f64): u32 {
  const splat = f64x2.splat(score);
  const end = scores + (count << 3);
  let found = i64x2.splat(0);
  for (; scores + 8 < end; scores += 16) found = i64x2.sub(found, f64x2.ge(v128.load(scores), splat));
  if (scores < end) found = i64x2.sub(found, f64x2.ge(v128.load64_zero(scores), splat));
  return <u32>(i64x2.extract_lane(found, 0) + i64x2.extract_lane(found, 1));
}
