import type { Ranking } from '@ecommerce-recommenders/models/recommender';

/** Tests an item by its index in a list of ids. */
export interface ItemTest {
  (item: number): boolean;
  /** Cache of passed places by ranking, for tests that are reused. */
  readonly passed?: WeakMap<Ranking, PassedPlaces>;
}

/** The first places of a ranking that pass a test. */
export interface PassedPlaces {
  readonly places: number[];
  /** Position in the ranking to continue from. */
  next: number;
  /** The last list built, and its requested length. */
  latest?: { readonly count: number; readonly best: BestItems };
}

/** A recommended item as in the answer; only personal use cases give scores. */
export interface RankedItem {
  readonly itemId: string;
  readonly score?: number;
}

/** The top of a ranking. */
export interface BestItems<Item extends RankedItem = RankedItem> {
  readonly items: readonly Item[];
  /** How many items answer the use case's own question; the rest are fallbacks. */
  readonly answered: number;
  /** The items as JSON; cached on first use. */
  json?: string;
}

/** The first `count` items of a ranking that pass a test. */
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
    // Fast path: most requests want as many as the previous one.
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

/** The first `count` places that pass; continues from earlier results. */
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
