/** Weeks that the sample's interactions span. */
export const WEEKS = 11;

/** How much a style is asked for in each week from early June to mid-August; 10 is an ordinary week. */
export const SEASONS = {
  steady: [10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10],
  summer: [14, 16, 18, 20, 20, 18, 15, 12, 8, 5, 3],
  planting: [22, 20, 17, 14, 11, 9, 7, 6, 5, 5, 6],
  school: [3, 3, 4, 4, 5, 7, 10, 14, 19, 24, 26],
  autumn: [2, 2, 2, 3, 4, 6, 9, 13, 18, 24, 30],
  winter: [2, 2, 2, 2, 3, 3, 4, 5, 6, 8, 10],
} as const satisfies Record<string, readonly number[]>;

/** `steady`, `summer`, … */
export type Season = keyof typeof SEASONS;
