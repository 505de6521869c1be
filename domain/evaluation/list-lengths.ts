/** Lengths of list that are measured, as in Personalize's own metrics. */
export const LIST_LENGTHS = [5, 10, 25] as const;

/** 5, 10 or 25. */
export type ListLength = (typeof LIST_LENGTHS)[number];

/** What has to be asked for to measure them all. */
export const LONGEST_LIST = Math.max(...LIST_LENGTHS);
