import { USE_CASES, type UseCase, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { userRows, type Interactions } from '../interactions';
import type { Query } from '../recommender';
import type { seededRandom } from './seeded-random';
import type { TimeSplit } from './time-split';

/** A question to a model, with what the user actually did next. */
export interface NextQuestion {
  readonly query: Query;
  /** Items of the user's later rows, at least one. */
  readonly wanted: ReadonlySet<number>;
  /** Items that must not be in the list: the requested one, and purchased ones if the use case removes them. */
  readonly excluded: ReadonlySet<number>;
  /** Whether training has no row of the user. */
  readonly isNewcomer: boolean;
}

const SECONDS_PER_DAY = 86_400;

/**
 * Questions whose answers are in the later rows, at most one per user, sorted by user:
 *
 * - Most viewed, best sellers: which items will the user view, or purchase?
 * - Recommended for you: which items will the user interact with? For a user without training rows, the first half of the
 *   moments is part of the question, as with an event tracker, and the rest is wanted.
 * - Customers who viewed X also viewed: after the first later view, which items are viewed within a day?
 * - Frequently bought together: with one item of the first later order of several, which other items? Without orders,
 *   purchases within a day count as one order.
 */
export function nextQuestions(
  useCase: UseCaseName,
  interactions: Interactions,
  { training, later }: TimeSplit,
  random: ReturnType<typeof seededRandom>,
): NextQuestion[] {
  const { removesPurchased, learnsFrom }: UseCase = USE_CASES[useCase];
  const { items, events } = interactions;
  const isOf = (type: string): ((event: number) => boolean) => {
    const wanted = interactions.eventTypes.map((name) => name.toLowerCase() === type.toLowerCase());
    return (event) => wanted[event];
  };
  const isPurchase = isOf('Purchase');
  const counts = learnsFrom === undefined ? () => true : isOf(learnsFrom);
  const starts = userRows(training);
  return [...later].flatMap(([user, rows]) => {
    const asked = ASKED[useCase]({
      interactions,
      rows: rows.filter((row) => counts(events[row])),
      isNewcomer: starts[user] === starts[user + 1],
      random,
    });
    if (!asked) return [];
    const excluded = new Set(asked.item === undefined ? [] : [asked.item]);
    const { recent = [] } = asked;
    if (removesPurchased) {
      for (let row = starts[user]; row < starts[user + 1]; row++)
        if (isPurchase(training.events[row])) excluded.add(training.items[row]);
      for (const row of recent) if (isPurchase(events[row])) excluded.add(items[row]);
    }
    const wanted = new Set(asked.next.map((row) => items[row]).filter((item) => !excluded.has(item)));
    const query: Query = {
      user,
      item: asked.item,
      recent: recent.map((row) => ({
        item: items[row],
        event: events[row],
        timestamp: interactions.timestamps[row],
      })),
    };
    return wanted.size > 0
      ? [{ query, wanted, excluded, isNewcomer: starts[user] === starts[user + 1] }]
      : [];
  });
}

/** A user's later rows of the use case's event type. */
interface Later {
  readonly interactions: Interactions;
  readonly rows: readonly number[];
  readonly isNewcomer: boolean;
  readonly random: ReturnType<typeof seededRandom>;
}

/** A question: an item, and later rows of the user that are known at that time. The rows in `next` hold the answers. */
interface Asked {
  readonly item?: number;
  readonly recent?: readonly number[];
  readonly next: readonly number[];
}

const byUser = ({ rows }: Later): Asked => ({ next: rows });

/** Builds the question of each use case; `undefined` if the rows have no answer. */
const ASKED: Record<UseCaseName, (later: Later) => Asked | undefined> = {
  'most-viewed': byUser,
  'best-sellers': byUser,
  'recommended-for-you': (later) => {
    if (!later.isNewcomer) return byUser(later);
    const { rows, interactions } = later;
    const moments = [...new Set(rows.map((row) => interactions.timestamps[row]))];
    const end = moments[Math.floor(moments.length / 2)];
    const isBefore = (row: number): boolean => interactions.timestamps[row] < end;
    // With a single moment, no earlier one can be part of the question.
    return {
      recent: rows.filter(isBefore),
      next: moments.length < 2 ? [] : rows.filter((row) => !isBefore(row)),
    };
  },
  'customers-who-viewed-x-also-viewed': ({ rows, interactions }) => {
    const [first, ...rest] = rows;
    if (first === undefined) return undefined;
    return {
      item: interactions.items[first],
      next: rest.filter((row) => isWithinADay(interactions, first, row)),
    };
  },
  'frequently-bought-together': ({ rows, interactions, random }) => {
    const { items, orders } = interactions;
    for (const first of rows) {
      const basket = rows.filter((row) =>
        orders?.[first] ? orders[row] === orders[first] : isWithinADay(interactions, first, row),
      );
      if (new Set(basket.map((row) => items[row])).size < 2) continue;
      return { item: items[basket[random(basket.length)]], next: basket };
    }
    return undefined;
  },
};

const isWithinADay = ({ timestamps }: Interactions, first: number, row: number): boolean =>
  timestamps[row] >= timestamps[first] && timestamps[row] - timestamps[first] <= SECONDS_PER_DAY;
