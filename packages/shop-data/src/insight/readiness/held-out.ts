import { grouped } from '@ecommerce-recommenders/csv/count-in-words';

/** Number of all interactions, and of those for training. */
export interface HeldOutCounts {
  /** Number of training and validation rows together. */
  readonly keptRows: number;
  /** Number of training rows. */
  readonly rows: number;
}

/** Above this share, the recommenders learn from considerably less data than the shop has. */
const HIGH_SHARE = 0.15;

/** Share of the interactions from which no recommender learns, from 0 to 1. */
export const heldOutShare = ({ keptRows, rows }: HeldOutCounts): number =>
  keptRows === 0 ? 0 : (keptRows - rows) / keptRows;

const inPercent = (share: number): string => `${(100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0)}%`;

/** `172,992 for training, 20,004 (10%) held out` */
export function heldOutInWords(counts: HeldOutCounts): string {
  const heldOut = counts.keptRows - counts.rows;
  return (
    `${grouped(counts.rows)} for training, ` +
    `${grouped(heldOut)} (${inPercent(heldOutShare(counts))}) held out`
  );
}

/**
 * A sentence with the remedy if more is held out than the setting says. Each user's share is rounded up to whole
 * rows, so a user with a single row loses it.
 */
export function heldOutWarning(counts: HeldOutCounts): string | undefined {
  const share = heldOutShare(counts);
  if (share <= HIGH_SHARE) return undefined;
  return (
    `${inPercent(share)} of the interactions are held out, and no recommender learns from them. Lower the setting holdout, ` +
    'to 0 for what shoppers will see, or set holdoutBy to time: by user each share is rounded up to a whole row.'
  );
}
