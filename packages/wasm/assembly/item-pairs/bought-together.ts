/**
 * Dunning's G² of the two-by-two table in which `both` of `all` have two properties, `one` the first and
 * `other` the second:
 *
 *     G² = 2 Σ observed · ln(observed / expected)
 *
 * 0 for independent counts; under true independence, chi-squared with one degree of freedom.
 */
function logLikelihoodRatio(both: f64, one: f64, other: f64, all: f64): f64 {
  return (
    2 *
    (cell(both, one, other, all) +
      (cell(one - both, one, all - other, all) + cell(other - both, all - one, other, all)) +
      cell(all - one - other + both, all - one, all - other, all))
  );
}

function cell(observed: f64, row: f64, column: f64, all: f64): f64 {
  return observed === 0 ? 0 : observed * JSMath.log((observed * all) / (row * column));
}

/**
 * Minimum total closeness of a pair: one order (within some two hours), or three customers at any distance.
 */
const MIN_CLOSENESS: f64 = 0.9;

/** Critical value of G² at a significance of 5 %, one-sided: 1.645². */
const SIGNIFICANT: f64 = 2.71;

/** Address of the number of customers n_i of each item, the number N of all, and how many a pair needs. */
let n: usize = 0;
let N: f64 = 0;
let least: f64 = 0;

/** Sets the address of n_i, N, and the common customers below which a pair has no score. */
export function setCustomers(at: usize, all: f64, leastCustomers: f64): void {
  n = at;
  N = all;
  least = leastCustomers;
}

/** The score s_ij from the sum over the n_ij customers who bought both items. */
export function boughtTogether(i: u32, j: u32, c_ij: f64, n_ij: f64): f64 {
  const n_i: f64 = load<u32>(n + (i << 2));
  const n_j: f64 = load<u32>(n + (j << 2));
  if (n_ij < least || c_ij < MIN_CLOSENESS || n_ij * N <= n_i * n_j) return 0;
  const G2 = logLikelihoodRatio(n_ij, n_i, n_j, N);
  return G2 < SIGNIFICANT ? 0 : (G2 * c_ij) / n_ij;
}
