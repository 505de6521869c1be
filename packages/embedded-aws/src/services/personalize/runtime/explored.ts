import type { Ranking, Scores } from '@ecommerce-recommenders/models/recommender';

/** Parameters of exploration. */
export interface Exploration {
  /** Integer ids of new items, not in the ranking, in id order. */
  readonly newItems: readonly number[];
  /** From 0 (no new items) to 1. */
  readonly weight: number;
  /** Requested list length. */
  readonly count: number;
  /** The same seed gives the same list. */
  readonly seed: string;
}

/**
 * Mixes new items into a ranking, each at most once and evenly spaced: they take a share of `weight · min(1,
 * new items / count)` of its first `count` places. The seed decides the offset and the first item. A new item
 * gets the score of the item before it.
 */
export function explored(ranking: Ranking, { newItems, weight, count, seed }: Exploration): Ranking {
  const share = weight * Math.min(1, newItems.length / count);
  const start = hash(seed);
  const newUntil = (place: number): number => Math.floor(place * share + start / 2 ** 32);
  const mixed = new Map<number, number>();
  for (let place = 0; place < count && mixed.size < newItems.length; place++)
    if (newUntil(place + 1) > newUntil(place))
      mixed.set(place, newItems[(start + mixed.size) % newItems.length]);
  if (mixed.size === 0) return ranking;
  const { items, answered, scores } = ranking;
  return {
    answered: answered && answered + mixed.size,
    items: { [Symbol.iterator]: () => mix(items, mixed) },
    ...(scores && { scores: mixedScores(scores, [...mixed.keys()]) }),
  };
}

function* mix(items: Iterable<number>, mixed: ReadonlyMap<number, number>): Iterator<number> {
  let place = 0;
  for (const item of items) {
    for (let other; (other = mixed.get(place)) !== undefined; place++) yield other;
    yield item;
    place++;
  }
}

function mixedScores(scores: Scores, places: readonly number[]): Scores {
  const length = scores.length && scores.length + places.length;
  const at = (place: number): number | undefined =>
    place < length ? scores.at(Math.max(0, place - places.filter((one) => one <= place).length)) : undefined;
  return {
    length,
    at,
    *[Symbol.iterator]() {
      for (let place = 0; place < length; place++) yield at(place)!;
    },
  };
}

/** FNV-1a with final avalanche mixing, so that similar texts hash far apart; below 2³². */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
