import { bestOf, ndcg, type Candidate } from '../choice';
import type { Interactions } from '../interactions';
import { splitAtTime } from './time-split';

const SECONDS_PER_DAY = 86_400;

/** Numbers of days over which popular items may be counted. The default is all rows. */
export const WINDOWS = [7, 30, 90];

const LENGTH = 10;

/**
 * Chooses over how many days to count popular items. The newest tenth of the rows is predicted from the older ones.
 * All rows count, unless those of the latest days predict significantly better by {@link bestOf}.
 *
 * @param isCounted - by event type
 * @returns `undefined` for all rows
 */
export function popularWindow(
  interactions: Interactions,
  isCounted: (event: number) => boolean,
): number | undefined {
  const { training, later, until } = splitAtTime(interactions);
  const wanted = [...later.values()]
    .map((rows) => rows.filter((row) => isCounted(interactions.events[row])))
    .filter((rows) => rows.length > 0)
    .map((rows) => new Set(rows.map((row) => interactions.items[row])));
  const candidateOf = (days?: number): Candidate & { readonly days?: number } => {
    const list = mostFrequent(training, isCounted, days, until).slice(0, LENGTH);
    return { model: String(days ?? 'all'), days, gains: wanted.map((items) => ndcg(list, items)) };
  };
  return bestOf([candidateOf(), ...WINDOWS.map(candidateOf)]).days;
}

/**
 * The items with the most events of some types, ties by item.
 *
 * @param days - number of days before `until` to count. @default - all
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
