/**
 * Dunning's G² of the two-by-two table in which `both` of `all` have two properties, `one` the first and
 * `other` the second:
 *
 *     G² = 2 Σ observed · ln(observed / expected)
 *
 * 0 where the properties are independent; distributed like chi-squared with one degree of freedom if they are so in truth.
 */
export function logLikelihoodRatio(both: number, one: number, other: number, all: number): number {
  const cell = (observed: number, row: number, column: number): number =>
    observed === 0 ? 0 : observed * Math.log((observed * all) / (row * column));
  return (
    2 *
    (cell(both, one, other) +
      (cell(one - both, one, all - other) + cell(other - both, all - one, other)) +
      cell(all - one - other + both, all - one, all - other))
  );
}
