import {
  USE_CASE_NAMES,
  USE_CASES,
  type EventType,
  type UseCase,
  type UseCaseName,
} from '@ecommerce-recommenders/personalize/use-cases';
import { ALGORITHMS } from '../algorithms';
import type { Choice } from '../choice';
import { eventWeights } from '../event-weights';
import type { Interactions } from '../interactions';
import { nextQuestions, type NextQuestion } from './next-questions';
import { pairedDifference, proportion, type Interval } from './proportions';
import { sampled, seededRandom } from './seeded-random';
import { splitAtTime } from './time-split';

/** Baseline of a use case's lists: random items, or those with the most events of a type, or of any. */
export type Comparator = 'random' | EventType | 'any';

/** How often a use case's list of ten contained what the user did next. */
export interface MeasuredUseCase {
  /** Users asked for. */
  readonly questions: number;
  /** Of these, users whom training does not know. */
  readonly newcomers: number;
  /** Share of the questions for which the list contained at least one wanted item. */
  readonly hitRate: Interval;
  readonly comparator: Comparator;
  /** The same for the list that it is compared with. */
  readonly comparatorHitRate: Interval;
  /** How much larger the list's share is; paired by question. */
  readonly difference: Interval;
  /** Which model the training chose, for use cases that have several. */
  readonly choice?: Choice;
}

/** Measured use cases of a shop; use cases without questions are absent. */
export interface Measurement {
  /** Unix seconds until which the models were trained. */
  readonly until: number;
  /** Users whose rows were used, and all users. */
  readonly sampledUsers: number;
  readonly users: number;
  readonly useCases: Partial<Record<UseCaseName, MeasuredUseCase>>;
}

/** Caps the rows that models are trained on: some seconds for all use cases. */
const MAX_ROWS = 400_000;

const MAX_QUESTIONS = 2000;
const LIST_LENGTH = 10;
const SEED = 3;

/**
 * Trains each use case's model on the older rows, and looks up what users did next in its lists of ten. The baseline is a list
 * without a model: the items with the most events of the type that the use case learns from, or random items for the use cases
 * that are such a list themselves. Deterministic. Large data is sampled: every n-th user.
 */
export async function measureNext(all: Interactions): Promise<Measurement> {
  const { interactions, users } = sampledUsers(all);
  const split = splitAtTime(interactions);
  const useCases: Partial<Record<UseCaseName, MeasuredUseCase>> = {};
  for (const useCase of USE_CASE_NAMES) {
    const random = seededRandom(SEED);
    const questions = sampled(nextQuestions(useCase, interactions, split, random), MAX_QUESTIONS, random);
    if (questions.length > 0) useCases[useCase] = await measured(useCase, split.training, questions);
  }
  return { until: split.until, sampledUsers: users, users: all.userIds.length, useCases };
}

async function measured(
  useCase: UseCaseName,
  training: Interactions,
  questions: readonly NextQuestion[],
): Promise<MeasuredUseCase> {
  const recommender = await ALGORITHMS[useCase](training);
  // A personal use case's has more, for its own answers.
  const choice = recommender.choice && numbersOf(recommender.choice);
  const comparator = comparatorOf(useCase, training);
  const other = otherLists(comparator, training);
  const results = questions.map((question) => ({
    list: isHit(recommender.rank(question.query).items, question),
    other: isHit(other(question), question),
  }));
  const count = (matches: (result: (typeof results)[number]) => boolean): number =>
    results.filter(matches).length;
  const asked = questions.length;
  return {
    questions: asked,
    newcomers: questions.filter(({ isNewcomer }) => isNewcomer).length,
    hitRate: proportion(
      count(({ list }) => list),
      asked,
    ),
    comparator,
    comparatorHitRate: proportion(
      count(({ other }) => other),
      asked,
    ),
    difference: pairedDifference(
      count(({ list, other }) => list && !other),
      count(({ list, other }) => other && !list),
      asked,
    ),
    ...(choice && { choice }),
  };
}

/** Whether a list of ten has a wanted item. */
function isHit(items: Iterable<number>, { wanted, excluded }: NextQuestion): boolean {
  let place = 0;
  for (const item of items) {
    if (excluded.has(item)) continue;
    if (wanted.has(item)) return true;
    if (++place === LIST_LENGTH) break;
  }
  return false;
}

/** How often *Frequently bought together* contained what a user bought next, with orders that stand as users and without. */
export interface MeasuredOrders {
  /** Users asked for, none of them an order. */
  readonly questions: number;
  readonly with: Interval;
  readonly without: Interval;
  /** How much larger the share is with the orders; paired by question. */
  readonly difference: Interval;
}

/**
 * Trains *Frequently bought together* on the older rows twice, and asks both models the same questions of users who are no order.
 * `undefined` without such orders or questions.
 *
 * @param isOrder whether a user is an order
 */
export async function measureOrders(
  all: Interactions,
  isOrder: (userId: string) => boolean,
): Promise<MeasuredOrders | undefined> {
  const { interactions } = sampledUsers(all);
  const orders = Uint8Array.from(all.userIds, (id) => (isOrder(id) ? 1 : 0));
  if (!orders.includes(1)) return undefined;
  const split = splitAtTime(interactions);
  const random = seededRandom(SEED);
  const useCase = 'frequently-bought-together';
  const asked = nextQuestions(useCase, interactions, split, random).filter(
    ({ query }) => orders[query.user!] === 0,
  );
  const questions = sampled(asked, MAX_QUESTIONS, random);
  if (questions.length === 0) return undefined;
  const hitsOf = async (training: Interactions): Promise<boolean[]> => {
    const recommender = await ALGORITHMS[useCase](training);
    return questions.map((question) => isHit(recommender.rank(question.query).items, question));
  };
  const hits = await hitsOf(split.training);
  const hitsWithout = await hitsOf(
    rowsWhere(split.training, (row) => orders[split.training.users[row]] === 0),
  );
  const count = (matches: (at: number) => boolean): number => questions.filter((_, at) => matches(at)).length;
  return {
    questions: questions.length,
    with: proportion(
      count((at) => hits[at]),
      questions.length,
    ),
    without: proportion(
      count((at) => hitsWithout[at]),
      questions.length,
    ),
    difference: pairedDifference(
      count((at) => hits[at] && !hitsWithout[at]),
      count((at) => hitsWithout[at] && !hits[at]),
      questions.length,
    ),
  };
}

const numbersOf = ({ model, runnerUp, margin, questions }: Choice): Choice => ({
  model,
  runnerUp,
  margin,
  questions,
});

/** The use cases that are lists of the most frequent items themselves. */
const IS_POPULARITY: Record<UseCaseName, boolean> = {
  'most-viewed': true,
  'best-sellers': true,
  'frequently-bought-together': false,
  'customers-who-viewed-x-also-viewed': false,
  'recommended-for-you': false,
};

/** In a shop with one event type, all events are of that type. */
function comparatorOf(useCase: UseCaseName, { eventTypes }: Interactions): Comparator {
  if (IS_POPULARITY[useCase]) return 'random';
  const { learnsFrom }: UseCase = USE_CASES[useCase];
  if (learnsFrom !== undefined) return learnsFrom;
  const [only, ...others] = eventTypes;
  return others.length === 0 && (only === 'View' || only === 'Purchase') ? only : 'any';
}

function otherLists(
  comparator: Comparator,
  training: Interactions,
): (question: NextQuestion) => Iterable<number> {
  const { eventTypes, items, events, itemIds } = training;
  const weights =
    comparator === 'View' || comparator === 'Purchase'
      ? eventWeights(eventTypes, { [comparator]: 1 })
      : eventWeights(eventTypes, {}, 1);
  const counts = new Float64Array(itemIds.length);
  for (let row = 0; row < items.length; row++) counts[items[row]] += weights[events[row]];
  const known = [...counts.keys()].filter((item) => counts[item] > 0);
  if (comparator === 'random') {
    const random = seededRandom(SEED);
    return ({ excluded }) => sampled(known, LIST_LENGTH + excluded.size, random);
  }
  const popular = known.sort((i, j) => counts[j] - counts[i] || i - j);
  return () => popular;
}

function sampledUsers(all: Interactions): { interactions: Interactions; users: number } {
  const { users, userIds } = all;
  const step = Math.ceil(users.length / MAX_ROWS);
  if (step <= 1) return { interactions: all, users: userIds.length };
  return {
    interactions: rowsWhere(all, (row) => users[row] % step === 0),
    users: Math.ceil(userIds.length / step),
  };
}

/** Some of the rows, with the ids of all. */
function rowsWhere(all: Interactions, isKept: (row: number) => boolean): Interactions {
  const { users, items, events, timestamps, orders } = all;
  const kept = Uint32Array.from(users.keys()).filter(isKept);
  return {
    ...all,
    users: kept.map((row) => users[row]),
    items: kept.map((row) => items[row]),
    events: Uint8Array.from(kept, (row) => events[row]),
    timestamps: Float64Array.from(kept, (row) => timestamps[row]),
    ...(orders && { orders: kept.map((row) => orders[row]) }),
  };
}
