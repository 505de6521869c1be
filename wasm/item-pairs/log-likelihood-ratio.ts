/**
 * Dunning's G² of the two-by-two table in which `both` of `all` have two properties, `one` the first and
 * `other` the second:
 *
 *     G² = 2 Σ observed · ln(observed / expected)
 *
 * 0 where the properties are independent; distributed like chi-squared with one degree of freedom if they are so in
 * truth.
 */
export function logLikelihoodRatio(both: f64, one: f64, other: f64, all: f64): f64 {
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
