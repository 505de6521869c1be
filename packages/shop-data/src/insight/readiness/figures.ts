import { USE_CASES, type UseCase, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { useCasesOf } from '../../contracts/use-cases-of';
import type { CategoricalColumn, EventFacts, ShopFacts, TrainingCounts } from './shop-facts';

// Figures computed from the facts. Rules compare them, and texts show them.

/** Minimum number of training rows of a recommender. */
export const MIN_TRAINING_ROWS = 1000;

/** The event type from which a use case learns, if it learns from a single one. */
export const learnsFrom = (useCase: UseCaseName): UseCase['learnsFrom'] =>
  (USE_CASES[useCase] as UseCase).learnsFrom;

/** Number of training rows from which a use case learns. */
export const rowsFor = ({ events }: TrainingCounts, useCase: UseCaseName): number =>
  events[learnsFrom(useCase) ?? '']?.rows ?? 0;

/** The names, as in a setting, of the use cases that learn from an event type with enough rows, or from any type. */
export const trainableUseCases = ({ events }: TrainingCounts): string =>
  useCasesOf(Object.keys(events).filter((type) => events[type].rows >= MIN_TRAINING_ROWS)).join(',');

const NONE: EventFacts = { rows: 0, items: 0, usersWithTwoItems: 0, pairs: 0, rowsOfTenth: 0 };

/** The facts about the events from which a use case learns. */
export const eventsOf = ({ events }: ShopFacts, useCase: UseCaseName): EventFacts =>
  events[learnsFrom(useCase) ?? ''] ?? NONE;

/** Mean number of an item's co-occurring items. A pair counts once for each user who has both. */
export function pairsPerItem({ pairs, items }: Pick<EventFacts, 'pairs' | 'items'>): number {
  return items === 0 ? 0 : (2 * pairs) / items;
}

/** {@link pairsPerItem} formatted for texts: `2.0`, without decimals if it is large. */
export function averagePairs(events: Pick<EventFacts, 'pairs' | 'items'>): string {
  const times = pairsPerItem(events);
  const digits = times < 100 ? 1 : 0;
  return times.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** Share of filled rows that AWS's guide recommends. */
const ADVISED_FILLED = 0.7;
const ADVISED_VALUES = 1000;

const filled = ({ rows, missing }: CategoricalColumn): number => (rows === 0 ? 0 : 1 - missing / rows);

/** Percentage of rows with a value in a column, as a whole number. */
export const filledPercent = (column: CategoricalColumn): number => Math.floor(100 * filled(column));

/** Columns that are emptier, or have more distinct values, than AWS's guide recommends. */
export const poorColumns = ({ categoricalColumns }: ShopFacts): readonly CategoricalColumn[] =>
  categoricalColumns.filter((column) => filled(column) < ADVISED_FILLED || column.distinct > ADVISED_VALUES);
