/** Address of the norm of each item, the shrinkage, and the minimum number of common users of a pair. */
let norms: usize = 0;
let lambda: f64 = 0;
let least: f64 = 0;

/** Sets the address of the norms |x_i|, λ, and the number of common users below which a pair has no score. */
export function setNorms(at: usize, shrinkage: f64, leastUsers: f64): void {
  norms = at;
  lambda = shrinkage;
  least = leastUsers;
}

/**
 * Scores s_ij, s_ik of an item i with two consecutive items:
 *
 *     s_ij = dot_ij / (|x_i| |x_j|) · n_ij / (n_ij + λ)
 */
export function shrunkCosines(i: u32, j: u32, dots: v128, users: v128): v128 {
  return shrunk(i, v128.load(norms + (j << 3)), dots, users);
}

/** The score s_ij in the first lane. */
export function shrunkCosine(i: u32, j: u32, dot: v128, users: v128): v128 {
  return shrunk(i, v128.load64_zero(norms + (j << 3)), dot, users);
}

function shrunk(i: u32, others: v128, dots: v128, users: v128): v128 {
  const cosines = f64x2.div(dots, f64x2.mul(v128.load64_splat(norms + (i << 3)), others));
  const shrunk = f64x2.div(f64x2.mul(cosines, users), f64x2.add(users, f64x2.splat(lambda)));
  return v128.and(shrunk, f64x2.ge(users, f64x2.splat(least)));
}
