import type { Ranking } from '@ecommerce-recommenders/models/recommender';

/** Says of an item, by its place in a list of ids, whether it passes. */
export interface ItemTest {
  (item: number): boolean;
  /** What of which rankings has passed, where the same test is asked again and again. */
  readonly passed?: WeakMap<Ranking, PassedPlaces>;
}

/** The first places of a ranking whose items pass a test. */
export interface PassedPlaces {
  readonly places: number[];
  /** Where in the ranking the others begin to be looked at. */
  next: number;
  /** The list that was taken of them last, and how many items it was to have. */
  latest?: { readonly count: number; readonly best: BestItems };
}

/** One recommended item as the service answers it; only a personal use case gives scores. */
export interface RankedItem {
  readonly itemId: string;
  readonly score?: number;
}

/** The start of a ranking. */
export interface BestItems<Item extends RankedItem = RankedItem> {
  readonly items: readonly Item[];
  /** How many of them answer the use case's own question; the rest fills up. */
  readonly answered: number;
  /** The items as JSON, once somebody has asked for it. */
  json?: string;
}

/** Takes the first `count` items of a ranking that pass a test. */
export function bestItems(
  ranking: Ranking,
  itemIds: readonly string[],
  count: number,
  passes: ItemTest,
): BestItems {
  const { items: ranked, answered: answeredInAll, scores } = ranking;
  const items: RankedItem[] = [];
  let answered = 0;
  const take = (item: number, place: number): void => {
    const itemId = itemIds[item];
    const score = scores?.at(place);
    items.push(score === undefined ? { itemId } : { itemId, score });
    if (place < answeredInAll) answered++;
  };
  if (count === 0) return { items, answered };
  if (passes.passed && ranked instanceof Uint32Array) {
    const passed = passedOf(ranking, passes.passed);
    // Most requests want as many as the one before.
    if (passed.latest?.count === count) return passed.latest.best;
    for (const place of passedPlaces(ranked, passes, passed, count)) take(ranked[place], place);
    const best = { items, answered };
    passed.latest = { count, best };
    return best;
  }
  let place = 0;
  for (const item of ranked) {
    if (passes(item)) take(item, place);
    if (items.length === count) break;
    place++;
  }
  return { items, answered };
}

function passedOf(ranking: Ranking, all: WeakMap<Ranking, PassedPlaces>): PassedPlaces {
  let passed = all.get(ranking);
  if (!passed) all.set(ranking, (passed = { places: [], next: 0 }));
  return passed;
}

/** The first `count` places that pass; what was found before is not looked for again. */
function passedPlaces(
  ranked: Uint32Array,
  passes: ItemTest,
  found: PassedPlaces,
  count: number,
): readonly number[] {
  const { places } = found;
  for (; places.length < count && found.next < ranked.length; found.next++)
    if (passes(ranked[found.next])) places.push(found.next);
  return places.length > count ? places.slice(0, count) : places;
}
