import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { historiesOf } from '@ecommerce-recommenders/models/evaluation/histories';
import { questionsOf, type Question } from '@ecommerce-recommenders/models/evaluation/questions';
import type { QualityRow } from './quality-data';
import { splitByNewestTenth, splitByLastOrder, type Split } from './splits';

/** What a model is asked, and how the data is split for it. */
export interface Task {
  readonly title: string;
  readonly useCase: UseCaseName;
  readonly split: (rows: readonly QualityRow[]) => Split;
  readonly questions: (split: Split) => Question[];
}

const newestTenth = (useCase: UseCaseName) => ({
  useCase,
  split: splitByNewestTenth,
  questions: ({ training, heldOut }: Split) =>
    questionsOf(useCase, historiesOf(training), historiesOf(heldOut)),
});

/** The tasks, each skipped where the data has no questions for it. */
export const TASKS: readonly Task[] = [
  { title: 'Customers who viewed X also viewed', ...newestTenth('customers-who-viewed-x-also-viewed') },
  { title: 'Frequently bought together', ...newestTenth('frequently-bought-together') },
  {
    title: 'Frequently bought together, whole orders',
    useCase: 'frequently-bought-together',
    split: splitByLastOrder,
    questions: ({ heldOut }) => restOfTheOrder(heldOut),
  },
  { title: 'Recommended for you', ...newestTenth('recommended-for-you') },
  {
    title: 'Recommended for you, next order',
    useCase: 'recommended-for-you',
    split: splitByLastOrder,
    questions: ({ training, heldOut }) =>
      questionsOf('recommended-for-you', historiesOf(training), historiesOf(heldOut)),
  },
];

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
