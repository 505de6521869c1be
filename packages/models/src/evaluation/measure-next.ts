import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { USE_CASE_NAMES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { ALGORITHMS } from '../algorithms';
import { numbersOf, type Choice } from '../choice';
import { rowsWhere, type Interactions } from '../interactions';
import { answerOfThread, type Begun } from '../run-in-threads';
import type { TrainingOptions } from '../training-options';
import { nextQuestions, type NextQuestion } from './next-questions';
import { LIST_LENGTH, plainLists, type Comparator } from './plain-lists';
import { pairedDifference, proportion, type Interval } from './proportions';
import { sampled, seededRandom } from './seeded-random';
import { splitAtTime, type TimeSplit } from './time-split';

/** How often a use case's list of ten contained what the user did next. */
export interface MeasuredUseCase {
  /** Number of users whose list was checked. */
  readonly questions: number;
  /** Number of these users who have no training rows. */
  readonly newcomers: number;
  /** Share of the questions for which the list contained at least one wanted item. */
  readonly hitRate: Interval;
  /** The best of {@link plainLists}. Random items, if the use case's list neither beats these nor is beaten by a real list. */
  readonly comparator: Comparator;
  /** Days over which the comparator is counted, if not all. */
  readonly comparatorDays?: number;
  /** The hit rate of the comparator. */
  readonly comparatorHitRate: Interval;
  /** Hit rate of the list minus that of the comparator, paired by question. */
  readonly difference: Interval;
  /** The model that the training chose, for use cases that have several. */
  readonly choice?: Choice;
}

/** Measured use cases of a shop; use cases without questions are absent. */
export interface Measurement {
  /** Unix seconds until which the models were trained. */
  readonly until: number;
  /** Number of users whose rows were used, and of all users. */
  readonly sampledUsers: number;
  readonly users: number;
  readonly useCases: Partial<Record<UseCaseName, MeasuredUseCase>>;
}

/**
 * Limits the rows on which models are trained. Popular items are counted on all rows, because a sample of the users
 * has too few rows of the latest days.
 */
const MAX_ROWS = 1_000_000;

const MAX_QUESTIONS = 2000;
const SEED = 3;

/** Number of rows from which a second thread pays off. */
const ROWS_WORTH_A_THREAD = 100_000;

/** Training this use case takes about as long as all others together. It gets a thread of its own if that pays off. */
const LONGEST: UseCaseName = 'recommended-for-you';

const THREAD = join(__dirname, 'measuring-thread');

/** How a measurement is computed. The options do not affect the result. */
export interface MeasuringOptions extends Pick<TrainingOptions, 'signal'> {
  /** @default - whether there is enough work, and another processor */
  readonly usesThread?: boolean;
}

/** A thread's input. */
export interface MeasuringTask extends Begun {
  readonly useCase: UseCaseName;
  readonly interactions: Interactions;
}

/**
 * Trains each use case's model on the older rows, and checks whether its lists of ten contain what users did next.
 * The baseline is the best of {@link plainLists} for these questions. Deterministic. With large data, only every n-th
 * user is used for training and for questions.
 *
 * @throws the signal's reason if it aborts
 */
export async function measureNext(
  all: Interactions,
  {
    signal,
    usesThread = all.users.length >= ROWS_WORTH_A_THREAD && availableParallelism() > 1,
  }: MeasuringOptions = {},
): Promise<Measurement> {
  const longest = usesThread
    ? answerOfThread<readonly [MeasuredUseCase | undefined]>(
        THREAD,
        { useCase: LONGEST, interactions: all },
        signal,
      )
    : undefined;
  // The promise is awaited below. An error before that must not end the process.
  longest?.catch(() => {});
  const useCases: Partial<Record<UseCaseName, MeasuredUseCase>> = {};
  for (const useCase of USE_CASE_NAMES) {
    const answer = useCase === LONGEST ? await longest : undefined;
    const [found] = answer ?? [await measureUseCase(useCase, all, signal)];
    if (found) useCases[useCase] = found;
  }
  const users = all.userIds.length;
  return { until: splitAtTime(all).until, sampledUsers: Math.ceil(users / stepOf(all)), users, useCases };
}

/** Trains one use case and asks its questions; undefined if there are none. */
export async function measureUseCase(
  useCase: UseCaseName,
  interactions: Interactions,
  signal?: AbortSignal,
): Promise<MeasuredUseCase | undefined> {
  const whole = splitAtTime(interactions);
  const split = ofSampledUsers(whole, stepOf(interactions));
  const random = seededRandom(SEED);
  const questions = sampled(nextQuestions(useCase, interactions, split, random), MAX_QUESTIONS, random);
  if (questions.length === 0) return undefined;
  const recommender = await ALGORITHMS[useCase](split.training, { signal });
  const { choice } = recommender;
  const hits = questions.map((question) => isHit(recommender.rank(question.query).items, question));
  const plain = plainLists(useCase, whole.training, whole.until)
    .map((list) => ({ ...list, hits: questions.map((question) => isHit(list.listFor(question), question)) }))
    .sort((a, b) => countOf(b.hits) - countOf(a.hits));
  const real = plain.find(({ comparator }) => comparator !== 'random');
  const chance = plain.find(({ comparator }) => comparator === 'random');
  const isChance = chance !== undefined && differenceOf(hits, chance.hits).low <= 0;
  const best = real && (!isChance || differenceOf(hits, real.hits).high < 0) ? real : chance!;
  const asked = questions.length;
  return {
    questions: asked,
    newcomers: questions.filter(({ isNewcomer }) => isNewcomer).length,
    hitRate: proportion(countOf(hits), asked),
    comparator: best.comparator,
    ...(best.days !== undefined && { comparatorDays: best.days }),
    comparatorHitRate: proportion(countOf(best.hits), asked),
    difference: differenceOf(hits, best.hits),
    ...(choice && { choice: numbersOf(choice) }),
  };
}

const countOf = (hits: readonly boolean[]): number => hits.filter(Boolean).length;

/** Difference of two hit rates, paired by question. */
const differenceOf = (hits: readonly boolean[], others: readonly boolean[]): Interval =>
  pairedDifference(
    countOf(hits.map((hit, at) => hit && !others[at])),
    countOf(hits.map((hit, at) => !hit && others[at])),
    hits.length,
  );

/** Whether a list of ten has a wanted item. */
function isHit(items: Iterable<number>, { wanted, excluded }: NextQuestion): boolean {
  const list = new Set<number>();
  for (const item of items) {
    if (excluded.has(item)) continue;
    if (wanted.has(item)) return true;
    if (list.add(item).size === LIST_LENGTH) break;
  }
  return false;
}

/**
 * How often *Frequently bought together* contained what a user bought next, with and without orders that name no
 * customer. Each such order counts as a user of its own.
 */
export interface MeasuredOrders {
  /** Number of real users whose list was checked. */
  readonly questions: number;
  readonly with: Interval;
  readonly without: Interval;
  /** Hit rate with these orders minus that without them, paired by question. */
  readonly difference: Interval;
}

/**
 * Trains *Frequently bought together* on the older rows with and without orders that name no customer, and asks both
 * models the same questions about real users. `undefined` if there are no such orders or questions.
 *
 * @param isOrder - whether a user id is that of an order
 */
export async function measureOrders(
  all: Interactions,
  isOrder: (userId: string) => boolean,
): Promise<MeasuredOrders | undefined> {
  const step = stepOf(all);
  const interactions = step === 1 ? all : rowsWhere(all, (row) => all.users[row] % step === 0);
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
  return {
    questions: questions.length,
    with: proportion(countOf(hits), questions.length),
    without: proportion(countOf(hitsWithout), questions.length),
    difference: differenceOf(hits, hitsWithout),
  };
}

/** The smallest n for which every n-th user has at most {@link MAX_ROWS} rows together. */
const stepOf = ({ users }: Interactions): number => Math.max(1, Math.ceil(users.length / MAX_ROWS));

/** Cached, because several use cases use the same rows. */
const samples = new WeakMap<TimeSplit, TimeSplit>();

function ofSampledUsers(split: TimeSplit, step: number): TimeSplit {
  if (step === 1) return split;
  const known = samples.get(split);
  if (known) return known;
  const { training, later, until } = split;
  const sample = {
    training: rowsWhere(training, (row) => training.users[row] % step === 0),
    later: new Map([...later].filter(([user]) => user % step === 0)),
    until,
  };
  samples.set(split, sample);
  return sample;
}
