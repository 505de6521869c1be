import {
  USE_CASES,
  type EventType,
  type UseCase,
  type UseCaseName,
} from '@ecommerce-recommenders/personalize/use-cases';
import { eventWeights } from '../event-weights';
import { userRows, type Interactions } from '../interactions';
import type { NextQuestion } from './next-questions';
import { mostFrequent, WINDOWS } from './popular-window';
import { sampled, seededRandom } from './seeded-random';

/** Length of the lists that are compared. */
export const LIST_LENGTH = 10;

const SEED = 3;

/**
 * A list without a model: the items with the most events of a type or of all types, the user's own latest items, or random ones.
 */
export type Comparator = EventType | 'any' | 'recentlyViewed' | 'buyAgain' | 'random';

/** A list without a model that the shop could show. */
export interface PlainList {
  readonly comparator: Comparator;
  /** Days over which popular items are counted, if not all. */
  readonly days?: number;
  /** Items for a question. They may include excluded items and duplicates. */
  readonly listFor: (question: NextQuestion) => Iterable<number>;
}

/** Whether a use case is itself a list of the most frequent items. */
const IS_POPULARITY: Record<UseCaseName, boolean> = {
  'most-viewed': true,
  'best-sellers': true,
  'frequently-bought-together': false,
  'customers-who-viewed-x-also-viewed': false,
  'recommended-for-you': false,
};

/**
 * The lists that a use case's list must beat:
 *
 * - the items with the most events of the type from which the use case learns, unless the use case is that list
 * - the same, counted over the latest days
 * - random items, if the use case is a list of the most frequent items
 * - what the user viewed last, and what the user bought last, each padded with the most frequent items; only if
 *   training has such events, and purchases only if the use case does not leave them out
 *
 * @param until - Unix seconds of the newest training row
 */
export function plainLists(useCase: UseCaseName, training: Interactions, until: number): PlainList[] {
  const { learnsFrom, removesPurchased }: UseCase = USE_CASES[useCase];
  const popular = popularOf(learnsFrom, training);
  const weights =
    popular === 'any'
      ? eventWeights(training.eventTypes, {}, 1)
      : eventWeights(training.eventTypes, { [popular]: 1 });
  const isCounted = (event: number): boolean => weights[event] > 0;
  const all = mostFrequent(training, isCounted);
  const lists: PlainList[] = IS_POPULARITY[useCase] ? [] : [{ comparator: popular, listFor: () => all }];
  for (const days of WINDOWS) {
    const latest = [...mostFrequent(training, isCounted, days, until), ...all];
    lists.push({ comparator: popular, days, listFor: () => latest });
  }
  const own = (comparator: Comparator, eventType: EventType): void => {
    // A mapping may name event types of which the shop has no event.
    const isOwn = eventWeights(training.eventTypes, { [eventType]: 1 });
    if (!training.events.some((event) => isOwn[event] > 0)) return;
    const latestOf = latestItems(training, eventType);
    lists.push({ comparator, listFor: (question) => chained(latestOf(question), all) });
  };
  if (IS_POPULARITY[useCase]) lists.push({ comparator: 'random', listFor: randomLists(all) });
  own('recentlyViewed', 'View');
  if (!removesPurchased) own('buyAgain', 'Purchase');
  return lists;
}

/** In a shop with one event type, all events are of that type. */
function popularOf(learnsFrom: EventType | undefined, { eventTypes }: Interactions): EventType | 'any' {
  if (learnsFrom !== undefined) return learnsFrom;
  const [only, ...others] = eventTypes;
  return others.length === 0 && (only === 'View' || only === 'Purchase') ? only : 'any';
}

/** Items of the user's events of a type, latest first: those of the question, then those of training. */
function latestItems(training: Interactions, eventType: EventType): (question: NextQuestion) => number[] {
  const { items, events, eventTypes } = training;
  const weights = eventWeights(eventTypes, { [eventType]: 1 });
  const starts = userRows(training);
  return ({ query: { user, recent = [] } }) => {
    const list = recent
      .filter(({ event }) => event !== undefined && weights[event] > 0)
      .map(({ item }) => item)
      .reverse();
    if (user === undefined) return list;
    for (let row = starts[user + 1] - 1; row >= starts[user]; row--)
      if (weights[events[row]] > 0) list.push(items[row]);
    return list;
  };
}

function randomLists(items: readonly number[]): PlainList['listFor'] {
  const random = seededRandom(SEED);
  return ({ excluded }) => sampled(items, LIST_LENGTH + excluded.size, random);
}

function* chained(first: Iterable<number>, then: Iterable<number>): Generator<number> {
  yield* first;
  yield* then;
}
