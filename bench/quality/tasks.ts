import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { historiesOf } from '@ecommerce-recommenders/models/evaluation/histories';
import { questionsOf, type Question } from '@ecommerce-recommenders/models/evaluation/questions';
import type { QualityRow } from './quality-data';
import { byUser, splitByLastOrder, splitByNewestTenth, splitForward, type Split } from './splits';

/** The questions for a model, and the split of the data for them. */
export interface Task {
  readonly title: string;
  readonly useCase: UseCaseName;
  readonly split: (rows: readonly QualityRow[]) => Split;
  readonly questions: (split: Split) => Question[];
}

const DAY = 86_400;

const asked = (useCase: UseCaseName, training: readonly QualityRow[], heldOut: readonly QualityRow[]) =>
  questionsOf(useCase, historiesOf(training), historiesOf(heldOut));

/** Two tasks: a split at one moment for all users, and a split by each user's newest tenth. */
const bothWays = (title: string, useCase: UseCaseName): Task[] => [
  {
    title: `${title}, forward in time`,
    useCase,
    split: splitForward,
    questions: ({ training, heldOut }) =>
      useCase === 'customers-who-viewed-x-also-viewed'
        ? viewedAfterTheFirst(heldOut)
        : asked(useCase, training, heldOut),
  },
  {
    title: `${title}, by user`,
    useCase,
    split: splitByNewestTenth,
    questions: ({ training, heldOut }) => asked(useCase, training, heldOut),
  },
];

/** The tasks. A task is skipped if the data has no questions for it. */
export const TASKS: readonly Task[] = [
  ...bothWays('Customers who viewed X also viewed', 'customers-who-viewed-x-also-viewed'),
  ...bothWays('Frequently bought together', 'frequently-bought-together'),
  {
    title: 'Frequently bought together, whole orders',
    useCase: 'frequently-bought-together',
    split: splitByLastOrder,
    questions: ({ heldOut }) => restOfTheOrder(heldOut),
  },
  ...bothWays('Recommended for you', 'recommended-for-you'),
  {
    title: 'Recommended for you, next order',
    useCase: 'recommended-for-you',
    split: splitByLastOrder,
    questions: ({ training, heldOut }) => asked('recommended-for-you', training, heldOut),
  },
];

/**
 * The question is each user's first held-out view, because a session that begins after the split has no earlier one.
 * The views of the following day are wanted.
 */
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

/** The question is the first item of each order by id, and the rest of the order is wanted. */
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
