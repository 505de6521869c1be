/** Arms of an experiment: control, or recommendations. */
export const ARMS = ['control', 'recommendations'] as const;

/** One of {@link ARMS}. */
export type Arm = (typeof ARMS)[number];

/**
 * Number of groups within each arm. A visitor always belongs to the same group, so the variation between groups shows
 * that between visitors.
 */
export const BUCKETS = 200;

/** Names of an arm's counts. `revenue` is an amount of money; all others are numbers. */
export const COUNTS = ['visitors', 'impressions', 'clicks', 'orders', 'revenue'] as const;

/** One of {@link COUNTS}. */
export type Count = (typeof COUNTS)[number];

/** Sums of one arm. Each is a list by bucket. */
export type ArmTotals = Readonly<Record<Count, readonly number[]>>;

/** Sums by arm and bucket. */
export type Totals = Readonly<Record<Arm, ArmTotals>>;

/** A day, `YYYY-MM-DD` in UTC, and its totals. */
export interface DayTotals {
  readonly day: string;
  readonly totals: Totals;
}

/** Mutable totals. */
export type OpenTotals = Record<Arm, Record<Count, number[]>>;

/** Totals of zero. */
export const emptyTotals = (): OpenTotals => forEach(ARMS, () => forEach(COUNTS, () => zeros()));

/** The sum of two totals. */
export const addTotals = (one: Totals, other: Totals): OpenTotals => ({
  control: addArms(one.control, other.control),
  recommendations: addArms(one.recommendations, other.recommendations),
});

const addArms = (one: ArmTotals, other: ArmTotals): OpenTotals[Arm] => ({
  visitors: addBuckets(one.visitors, other.visitors),
  impressions: addBuckets(one.impressions, other.impressions),
  clicks: addBuckets(one.clicks, other.clicks),
  orders: addBuckets(one.orders, other.orders),
  revenue: addBuckets(one.revenue, other.revenue),
});

function addBuckets(one: readonly number[], other: readonly number[]): number[] {
  const sums = zeros();
  for (let bucket = 0; bucket < sums.length; bucket++) sums[bucket] = one[bucket] + other[bucket];
  return sums;
}

/** A sum over all buckets. */
export function sumOf(values: readonly number[]): number {
  let sum = 0;
  for (let bucket = 0; bucket < values.length; bucket++) sum += values[bucket];
  return sum;
}

const zeros = (): number[] => new Array<number>(BUCKETS).fill(0);

const forEach = <Name extends string, Value>(
  names: readonly Name[],
  make: (name: Name) => Value,
): Record<Name, Value> => Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Name, Value>;
