/** Bounds of the requests a second that a recommender is provisioned for, if its rate follows use. */
export interface RequestBounds {
  readonly min: number;
  readonly max: number;
}

/** Clamps a rate to bounds. */
export const withinBounds = (rate: number, { min, max }: RequestBounds): number =>
  Math.min(max, Math.max(min, rate));
