import { bestOf, ndcg, type Candidate } from '../choice';
import type { Interactions } from '../interactions';
import { splitAtTime } from './time-split';

const SECONDS_PER_DAY = 86_400;

/** Days that popular items may be counted over; all rows are the default. */
export const WINDOWS = [7, 30, 90];

const LENGTH = 10;

/**
 * Over how many days to count popular items: the newest tenth of the rows, by {@link splitAtTime}, is predicted from the older ones,
 * and all of these count unless those of the latest days predict significantly better, by {@link bestOf}.
 *
 * @param listOf - the most popular of the older items, which the rows may be a sample of
 * @returns `undefined` for all of the time
 */
export function popularWindow(
  interactions: Interactions,
  listOf: (days?: number) => readonly number[],
): number | undefined {
  const { later } = splitAtTime(interactions);
  const wanted = Array.from(later.values(), (rows) => new Set(rows.map((row) => interactions.items[row])));
  const candidateOf = (days?: number): Candidate & { readonly days?: number } => {
    const list = listOf(days).slice(0, LENGTH);
    return { model: String(days ?? 'all'), days, gains: wanted.map((items) => ndcg(list, items)) };
  };
  return bestOf([candidateOf(), ...WINDOWS.map(candidateOf)]).days;
}

/**
 * The items with events of some types, the most frequent first, ties by item.
 *
 * @param days - counted before `until`. @default - all
 * @param until - Unix seconds
 */
export function mostFrequent(
  { items, events, timestamps, itemIds }: Interactions,
  isCounted: (event: number) => boolean,
  days = Infinity,
  until = 0,
): number[] {
  const counts = new Uint32Array(itemIds.length);
  const since = until - days * SECONDS_PER_DAY;
  for (let row = 0; row < items.length; row++)
    if (isCounted(events[row]) && timestamps[row] > since) counts[items[row]]++;
  return [...counts.keys()].filter((item) => counts[item] > 0).sort((i, j) => counts[j] - counts[i] || i - j);
}
