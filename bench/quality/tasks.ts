import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { historiesOf } from '@ecommerce-recommenders/models/evaluation/histories';
import { questionsOf, type Question } from '@ecommerce-recommenders/models/evaluation/questions';
import type { QualityQuestion, QualityRow } from './quality-data';
import { byUser, splitByLastOrder, splitByNewestTenth, splitForward, type Split } from './splits';

/** What a model is asked, and how the data is split for it. */
export interface Task {
  readonly title: string;
  readonly useCase: UseCaseName;
  readonly split: (rows: readonly QualityRow[]) => Split;
  readonly questions: (split: Split) => QualityQuestion[];
  /** Whether other values of the project's constants are tried, too. */
  readonly triesConstants?: true;
  /** Whether only lists without a model can answer. */
  readonly isOfStrangers?: true;
}

const DAY = 86_400;

const asked = (useCase: UseCaseName, training: readonly QualityRow[], heldOut: readonly QualityRow[]) =>
  questionsOf(useCase, historiesOf(training), historiesOf(heldOut));

/** One moment for all users, then each user's newest tenth. */
const bothWays = (title: string, useCase: UseCaseName): Task[] => [
  {
    title: `${title}, forward in time`,
    useCase,
    split: splitForward,
    triesConstants: true,
    questions: ({ training, heldOut }) => {
      if (useCase === 'customers-who-viewed-x-also-viewed') return viewedAfterTheFirst(heldOut);
      if (useCase === 'recommended-for-you') return afterTheFirstHalf(training, heldOut);
      return asked(useCase, training, heldOut);
    },
  },
  {
    title: `${title}, by user`,
    useCase,
    split: splitByNewestTenth,
    questions: ({ training, heldOut }) => asked(useCase, training, heldOut),
  },
];

/** What users do first of whom nothing is known, not even a first event. */
const ofStrangers = (way: string, split: Task['split']): Task => ({
  title: `Recommended for you, strangers, ${way}`,
  useCase: 'recommended-for-you',
  split,
  isOfStrangers: true,
  questions: ({ training, heldOut }) => {
    const known = new Set(training.map(({ userId }) => userId));
    return asked(
      'recommended-for-you',
      training,
      heldOut.filter(({ userId }) => !known.has(userId)),
    );
  },
});

/** The tasks, each skipped where the data has no questions for it. */
export const TASKS: readonly Task[] = [
  ...bothWays('Customers who viewed X also viewed', 'customers-who-viewed-x-also-viewed'),
  ...bothWays('Frequently bought together', 'frequently-bought-together'),
  {
    title: 'Frequently bought together, whole orders',
    useCase: 'frequently-bought-together',
    split: splitByLastOrder,
    triesConstants: true,
    questions: ({ heldOut }) => restOfTheOrder(heldOut),
  },
  ...bothWays('Recommended for you', 'recommended-for-you'),
  ofStrangers('forward in time', splitForward),
  ofStrangers('by user', splitByNewestTenth),
  {
    title: 'Recommended for you, next order',
    useCase: 'recommended-for-you',
    split: splitByLastOrder,
    questions: ({ training, heldOut }) => asked('recommended-for-you', training, heldOut),
  },
];

/** The first held-out view of each user is asked, since a session that begins after the moment has no other, and those of the day after are wanted. */
function viewedAfterTheFirst(heldOut: readonly QualityRow[]): Question[] {
  const views = heldOut.filter(({ eventType }) => eventType === 'View');
  const first: QualityRow[] = [];
  const next: QualityRow[] = [];
  for (const [view, ...later] of byUser(views).values()) {
    first.push(view);
    next.push(...later.filter(({ timestamp }) => timestamp - view.timestamp <= DAY));
  }
  return asked('customers-who-viewed-x-also-viewed', first, next);
}

/**
 * Users whom training does not know are asked for with the first half of their moments, since a session begins and ends after the
 * moment; those of a single moment are not.
 */
function afterTheFirstHalf(
  training: readonly QualityRow[],
  heldOut: readonly QualityRow[],
): QualityQuestion[] {
  const known = new Set(training.map(({ userId }) => userId));
  const recent = new Map<string, QualityRow[]>();
  const later: QualityRow[] = [];
  for (const [userId, own] of byUser(heldOut)) {
    const moments = [...new Set(own.map(({ timestamp }) => timestamp))];
    const end = known.has(userId) ? -Infinity : moments[Math.floor(moments.length / 2)];
    const isRecent = ({ timestamp }: QualityRow): boolean => timestamp < end;
    recent.set(userId, own.filter(isRecent));
    if (known.has(userId) || moments.length > 1) later.push(...own.filter((row) => !isRecent(row)));
  }
  const before = [...training, ...[...recent.values()].flat()];
  return asked('recommended-for-you', before, later).map((question) => ({
    ...question,
    recent: recent.get(question.userId),
  }));
}

/** The first item of each order by id is asked, and the rest of the order is wanted. */
function restOfTheOrder(orders: readonly QualityRow[]): Question[] {
  const byUser = new Map<string, Set<string>>();
  for (const { userId, itemId } of orders)
    byUser.set(userId, (byUser.get(userId) ?? new Set<string>()).add(itemId));
  return [...byUser.keys()].sort().flatMap((userId) => {
    const [itemId, ...others] = [...byUser.get(userId)!].sort();
    if (others.length === 0) return [];
    const wanted = new Set(others);
    return [{ userId, itemId, wanted, excluded: new Set([itemId]) }];
  });
}
