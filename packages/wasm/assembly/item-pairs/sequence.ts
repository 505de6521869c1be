/** Number of moments that the closeness distinguishes. Greater distances count like the last. */
const MAX_MOMENTS: i32 = 1023;

/** Weight of items viewed before the requested item, relative to those viewed after it. */
const ALPHA: f64 = 0.4;

/** Shrinkage. A pair with this sum in both directions gets half of its score, because a few users may be chance. */
const LAMBDA: f64 = 1;

/** Addresses of the closeness by moments, and of the damping of each item. */
let closeness: usize = 0;
let norms: usize = 0;

/** Sets the addresses of c(0) to c(1023), and of the items' damping. */
export function setSequence(closenessAt: usize, normsAt: usize): void {
  closeness = closenessAt;
  norms = normsAt;
}

/** The closeness c(d), 0 for a negative d. */
export function closenessAfter(d: i32): f64 {
  return d < 0 ? 0 : load<f64>(closeness + (min(d, MAX_MOMENTS) << 3));
}

/**
 * The scores s_ij and s_ji from the sums f_ij and f_ji:
 *
 *     s_ij = (f_ij + α f_ji) / (|i| |j|) · (f_ij + f_ji) / (f_ij + f_ji + λ)
 */
export function sequence(i: u32, j: u32, sums: v128): v128 {
  const turned = v128.shuffle<f64>(sums, sums, 1, 0);
  const all = f64x2.add(sums, turned);
  const scores = f64x2.add(sums, f64x2.mul(turned, f64x2.splat(ALPHA)));
  const norm = f64x2.splat(load<f64>(norms + (i << 3)) * load<f64>(norms + (j << 3)));
  return f64x2.div(f64x2.mul(scores, all), f64x2.mul(norm, f64x2.add(all, f64x2.splat(LAMBDA))));
}
