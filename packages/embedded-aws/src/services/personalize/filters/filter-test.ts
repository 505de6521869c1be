import {
  isField,
  type FilterExpression,
  type Condition,
} from '@ecommerce-recommenders/personalize/filters/filter-expression';
import type { Ranking } from '@ecommerce-recommenders/models/recommender';
import { latestItems } from '../data/latest-items';
import { RecordTable } from '../data/record-table';
import type { Dataset } from '../dataset';
import type { PersonalizeStore } from '../personalize-store';
import type { ItemTest, PassedPlaces } from '../runtime/best-items';
import type { Bitmap } from './bitmap';
import { itemIndexOf } from './item-index';
import { itemsWhere } from './items-where';
import { userConditionHolds } from './user-condition-holds';

/** Passes every item. */
export const EVERYTHING: ItemTest = Object.assign(() => true, {
  passed: new WeakMap<Ranking, PassedPlaces>(),
});

/** Context of a filter's application. */
export interface FilterRequest {
  readonly datasetGroupArn: string;
  /** The item ids. Places are cached per list, which may only grow. */
  readonly itemIds: readonly string[];
  readonly userId?: string;
  readonly itemId?: string;
}

/**
 * Compiles a bound filter to a test of items: the union of the INCLUDE expressions, or everything if there
 * are none, minus the EXCLUDE expressions. An expression whose IF fails is ignored.
 *
 * The work is done up front, on sets of items; a test is a set look-up.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/multiple-expression-example.html
 */
export function filterTest(
  expressions: readonly FilterExpression[],
  request: FilterRequest,
  store: PersonalizeStore,
): ItemTest {
  if (expressions.length === 0) return EVERYTHING;
  const users = store.datasetOf(request.datasetGroupArn, 'USERS')?.records;
  const applied = expressions.filter(({ when }) =>
    when.every((condition) => userConditionHolds(condition, users, request.userId ?? '')),
  );
  const testsOf = (action: FilterExpression['action']): ItemTest[] =>
    applied
      .filter((expression) => expression.action === action)
      .map((expression) =>
        expression.where[0][0].field.dataset === 'ITEMS'
          ? itemsTest(expression, request, store)
          : interactionsTest(expression, request, store),
      );
  const included = anyOf(testsOf('INCLUDE'));
  const excluded = anyOf(testsOf('EXCLUDE'));
  if (!excluded) return included ?? EVERYTHING;
  return included ? (item) => included(item) && !excluded(item) : (item) => !excluded(item);
}

/** Disjunction of tests; undefined without any. A selective filter tests many items. */
function anyOf(tests: readonly ItemTest[]): ItemTest | undefined {
  return tests.length < 2 ? tests[0] : (item) => tests.some((has) => has(item));
}

function itemsTest(
  { where }: FilterExpression,
  { datasetGroupArn, itemIds, itemId }: FilterRequest,
  store: PersonalizeStore,
): ItemTest {
  const dataset = store.datasetOf(datasetGroupArn, 'ITEMS');
  if (!dataset) return () => false;
  const table = dataset.records ?? new RecordTable(store.schemas.mustGet(dataset.schemaArn).parsed);
  const index = itemIndexOf(table);
  const kept = index.remembered(questionOf(where, itemId), () => itemsWhere(where, index, itemId));
  return keptTest(kept, index.placesOf(itemIds));
}

/** Cache keys of conditions that do not depend on the current item. */
const questions = new WeakMap<FilterExpression['where'], string>();

function questionOf(where: FilterExpression['where'], itemId?: string): string {
  let question = questions.get(where);
  if (question === undefined) {
    const readsItem = where.flat().some(({ against }) => isField(against));
    question = JSON.stringify([where, readsItem && itemId]);
    if (!readsItem) questions.set(where, question);
  }
  return question;
}

const tests = new WeakMap<Bitmap, { readonly places: Uint32Array; readonly test: ItemTest }>();

/** Memoizes the test, by sets. */
function keptTest(kept: Bitmap, places: Uint32Array): ItemTest {
  const known = tests.get(kept);
  if (known?.places === places) return known.test;
  const test = Object.assign((item: number) => kept.has(places[item]), {
    passed: new WeakMap<Ranking, PassedPlaces>(),
  });
  tests.set(kept, { places, test });
  return test;
}

function interactionsTest(
  { where }: FilterExpression,
  { datasetGroupArn, itemIds, userId = '' }: FilterRequest,
  store: PersonalizeStore,
): ItemTest {
  const dataset = store.datasetOf(datasetGroupArn, 'INTERACTIONS');
  const alternatives = where.map((conditions) =>
    conditions.map((condition) => ({
      items: dataset ? interactedItems(condition, dataset, userId) : new Set<string>(),
      wanted: condition.operator === 'IN',
    })),
  );
  return (item) =>
    alternatives.some((conditions) =>
      conditions.every(({ items, wanted }) => items.has(itemIds[item]) === wanted),
    );
}

/** Latest interactions per event type that a filter considers. */
export const MAX_INTERACTIONS = 100;

/** Items that the user interacted with by any of a condition's event types. */
function interactedItems({ against }: Condition, dataset: Dataset, userId: string): Set<string> {
  const values = isField(against) ? [] : against;
  // The guide also shows the asterisk in quotes.
  const isAny = values.some((value) => value.kind === 'any' || (value.kind === 'text' && value.text === '*'));
  const types = isAny
    ? [...(dataset.interactions?.interactions.eventTypes ?? []), ...(dataset.events?.eventTypes ?? [])]
    : values.flatMap((value) => (value.kind === 'text' ? [value.text] : []));
  const items = new Set<string>();
  for (const type of new Set(types.map((one) => one.toLowerCase())))
    for (const item of latestItems(dataset, userId, type, MAX_INTERACTIONS)) items.add(item);
  return items;
}
