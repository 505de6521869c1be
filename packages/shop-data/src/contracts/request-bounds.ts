/** Bounds of a recommender's provisioned requests per second, if its rate is adjusted to its use. */
export interface RequestBounds {
  readonly min: number;
  readonly max: number;
}

/** Clamps a rate to bounds. */
export const withinBounds = (rate: number, { min, max }: RequestBounds): number =>
  Math.min(max, Math.max(min, rate));
