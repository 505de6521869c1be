/** A number and how often it occurs. */
export type WeightedNumber = readonly [value: number, count: number];
