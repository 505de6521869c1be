import type { Interactions } from '@ecommerce-recommenders/models/interactions';
import { InteractionsBuilder } from '@ecommerce-recommenders/models/interactions-builder';
import type { Query, Ranking, Recommender } from '@ecommerce-recommenders/models/recommender';

/** User id, item id, event type, Unix seconds. */
export type Row = readonly [userId: string, itemId: string, eventType: string, timestamp: number];

export const DAY = 86_400;

/** Rows of text, such as `ann cup View 1, bob cup View 2`. */
export const rowsOf = (text: string): Row[] =>
  text.split(', ').map((row) => {
    const [userId, itemId, eventType, time] = row.split(' ');
    return [userId, itemId, eventType, Number(time)];
  });

/** Interactions of rows, as callers pass them. */
export function interactionsOf(rows: readonly Row[]): Interactions {
  const builder = new InteractionsBuilder();
  for (const row of rows) builder.add(...row);
  return builder.build();
}

/** Pseudo-random integers from 0 to below `limit`, deterministic by seed. */
export function randomNumbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** Rows of a small shop: later items in the catalogue are rarer; every sixth row is a purchase. */
export function randomRows(seed: number, size = { rows: 1500, users: 60, items: 40 }): Row[] {
  const random = randomNumbers(seed);
  return Array.from({ length: size.rows }, () => {
    const item = Math.min(random(size.items), random(size.items));
    const eventType = random(6) === 0 ? 'Purchase' : 'View';
    return [`user-${random(size.users)}`, `item-${item}`, eventType, 1_600_000_000 + random(40 * DAY)];
  });
}

export function shuffled<T>(values: readonly T[], seed: number): T[] {
  const random = randomNumbers(seed);
  const result = [...values];
  for (let last = result.length - 1; last > 0; last--) {
    const other = random(last + 1);
    [result[last], result[other]] = [result[other], result[last]];
  }
  return result;
}

/** An answer with ids in place of integers. */
export interface Answer {
  readonly items: readonly string[];
  readonly answered: readonly string[];
  readonly scores: readonly number[] | undefined;
}

/** Queries by ids, as the services do. */
export function ask(
  recommender: Recommender,
  interactions: Interactions,
  { userId, itemId, recent }: { userId?: string; itemId?: string; recent?: Query['recent'] } = {},
): Answer {
  const numberOf = (ids: readonly string[], id: string | undefined): number | undefined =>
    id !== undefined && ids.includes(id) ? ids.indexOf(id) : undefined;
  const ranking: Ranking = recommender.rank({
    user: numberOf(interactions.userIds, userId),
    item: numberOf(interactions.itemIds, itemId),
    recent,
  });
  const items = Array.from(ranking.items, (item) => interactions.itemIds[item]);
  return {
    items,
    answered: items.slice(0, ranking.answered),
    scores: ranking.scores && [...ranking.scores],
  };
}
