/** Something that the data lacks, and what it leads to. */
export interface Shortfall {
  /** `will fail`: no recommender comes of it. `weak`: one that answers little of use. */
  readonly verdict: 'will fail' | 'weak';
  /** The number, in words. */
  readonly found: string;
  /** What it is held against, and whose threshold that is. */
  readonly threshold: string;
  /** What the recommender will do. */
  readonly willDo: string;
  readonly remedy: string;
}
