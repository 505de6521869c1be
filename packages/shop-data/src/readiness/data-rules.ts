import { type Rule } from './rule';
import { learnsFrom, MIN_TRAINING_ROWS } from './floors';
import {
  pairsPerItem,
  timesAlong,
  type CategoricalColumn,
  type EventFacts,
  type ShopFacts,
} from './shop-facts';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';

/** Default number of results of GetRecommendations. */
const DEFAULT_RESULTS = 25;

/** Recommended by the service's guide. */
const ADVISED_ROWS = 50_000;
const ADVISED_USERS = 1000;
const ADVISED_FILLED = 0.7;
const ADVISED_VALUES = 1000;

/** Rank whose count shows whether the order is significant. */
const PLACE = 10;

/** A count of 30 has a standard error of 18 %, so smaller differences between ranks are noise. */
const CERTAIN_COUNT = 30;

/** Co-occurring items for each item. With 2 the real service returned nothing. */
const MIN_PAIRS = 5;

const NONE: EventFacts = { rows: 0, items: 0, usersWithTwoItems: 0, pairs: 0, rowsOfTenth: 0 };

const eventsOf = ({ events }: ShopFacts, useCase: UseCaseName): EventFacts =>
  events[learnsFrom(useCase) ?? ''] ?? NONE;

const OF_OURS = 'a rule of thumb of this project, the service publishes none';

/** Further rules for data that makes a deployment fail, or recommenders weak. */
export const DATA_RULES: readonly Rule<ShopFacts>[] = [
  {
    stage: 'preparation',
    measure: ({ refusals }) => -refusals.length,
    least: 0,
    found: ({ refusals }) =>
      refusals
        .map(
          ({ file, line, column, problem, rows }) =>
            `${file}, line ${line}: ${column} ${problem} (${countInWords(rows, 'row', 'rows')})`,
        )
        .join('; '),
    threshold: 'an import takes no such row, and ends at the first',
    remedy: 'Correct these rows or leave them out; a missing category needs a name, such as “other”.',
  },
  {
    stage: 'preparation',
    measure: ({ emptyTables }) => -emptyTables.length,
    least: 0,
    found: ({ emptyTables }) =>
      `${emptyTables.join(' and ')} ${emptyTables.length === 1 ? 'has' : 'have'} no rows below the header`,
    threshold: 'an import needs at least one',
    remedy: 'Export the items and users of the shop into these files.',
  },
  {
    stage: 'preparation',
    measure: ({ keptRows, refusals }) => keptRows + refusals.length,
    least: 1,
    found: ({ occurringTypes }) =>
      occurringTypes.length === 0
        ? 'interactions.csv has no rows'
        : `interactions.csv has only the event types ${occurringTypes.slice(0, 10).join(', ')}`,
    threshold: ({ mapping }) => `the setting eventTypes keeps ${Object.keys(mapping).join(', ')}`,
    remedy: 'Map event types of the archive to View and Purchase in the setting eventTypes.',
  },
  {
    stage: 'training',
    measure: ({ distinctRows }) => distinctRows,
    least: MIN_TRAINING_ROWS,
    found: ({ rows, distinctRows }) =>
      `Of ${rows.toLocaleString('en-US')} training rows ${distinctRows.toLocaleString('en-US')} differ`,
    threshold: 'training needs 1,000, and Amazon Personalize keeps one of identical rows',
    remedy: 'Deliver a longer period; TIMESTAMP must be the second of the event, not only its day.',
  },
  {
    stage: 'answers',
    useCases: ['most-viewed', 'best-sellers'],
    measure: (facts, useCase) => eventsOf(facts, useCase).items,
    least: DEFAULT_RESULTS,
    found: (facts, useCase) =>
      `${countInWords(eventsOf(facts, useCase).items, 'item has', 'items have')} a ${learnsFrom(useCase)} in training`,
    threshold: 'an answer has 25 items unless asked for fewer',
    willDo: 'The list is short: an item without such an event is not in it.',
    remedy: 'Ask for fewer items (numResults), or deliver a longer period.',
  },
  {
    stage: 'answers',
    useCases: ['most-viewed', 'best-sellers'],
    measure: certainty,
    least: CERTAIN_COUNT,
    isRuleOfThumb: true,
    found: (facts, useCase) =>
      `The item in tenth place has ${countInWords(eventsOf(facts, useCase).rowsOfTenth, learnsFrom(useCase)!, `${learnsFrom(useCase)}s`)}`,
    threshold: `a significant order takes 30 (${OF_OURS})`,
    willDo: 'It answers, but many items tie and the order of the list is mostly chance.',
    remedy: 'Deliver a longer period.',
  },
  {
    stage: 'answers',
    useCases: ['frequently-bought-together'],
    measure: (facts, useCase) => pairsPerItem(eventsOf(facts, useCase)),
    least: MIN_PAIRS,
    isRuleOfThumb: true,
    found: boughtTogether,
    threshold: `it takes 5 times (${OF_OURS}; with 2 it fell back)`,
    willDo:
      'It falls back to the best sellers: the same list for nearly every item, the item itself included.',
    remedy:
      'Deliver whole orders, a row for each item of an order with the order’s TIMESTAMP, or leave the use case out ' +
      '(setting useCases) and show the best sellers instead.',
  },
  {
    stage: 'answers',
    useCases: ['customers-who-viewed-x-also-viewed'],
    measure: (facts, useCase) => pairsPerItem(eventsOf(facts, useCase)),
    least: MIN_PAIRS,
    isRuleOfThumb: true,
    found: viewedTogether,
    threshold: `it takes 5 times (${OF_OURS})`,
    willDo: 'It falls back to popular items: nearly the same list for every item.',
    remedy:
      'Deliver a longer period. Give one user one id over all visits, if sessions are what is called a user.',
  },
  {
    stage: 'answers',
    useCases: ['customers-who-viewed-x-also-viewed', 'recommended-for-you'],
    measure: ({ distinctRows, usersWithTwo }) =>
      Math.min(distinctRows / ADVISED_ROWS, usersWithTwo / ADVISED_USERS),
    least: 1,
    isRuleOfThumb: true,
    found: ({ distinctRows, usersWithTwo }) =>
      `${countInWords(distinctRows, 'interaction', 'different interactions')} and ${countInWords(usersWithTwo, 'user', 'users')} with two or more`,
    threshold: 'the service’s guide advises 50,000 from 1,000 such users',
    willDo: 'It is trained on little data: expect answers close to the popular items.',
    remedy: 'Deliver a longer period.',
  },
  {
    stage: 'answers',
    useCases: ['recommended-for-you'],
    measure: ({ categoricalColumns }) => -categoricalColumns.filter(isPoor).length,
    least: 0,
    isRuleOfThumb: true,
    found: ({ categoricalColumns }) =>
      categoricalColumns
        .filter(isPoor)
        .map(
          (column) =>
            `${column.file}: ${column.name} is ${Math.floor(100 * filled(column))}% filled with ${countInWords(column.distinct, 'value', 'values')}`,
        )
        .join('; '),
    threshold: 'the service’s guide advises 70% and at most 1,000 values',
    willDo: 'It learns little or nothing from such a column.',
    remedy: 'Fill in the column, or group rare values.',
  },
  {
    stage: 'answers',
    measure: ({ futureRows }) => -futureRows,
    least: 0,
    found: ({ futureRows }) =>
      `${countInWords(futureRows, 'interaction lies', 'interactions lie')} in the future`,
    threshold: 'none can',
    willDo:
      'They count as the newest of their users: they are held out first, and mislead what depends on time.',
    remedy:
      'TIMESTAMP must be Unix seconds in UTC: check the clock and the time zone that the data comes from.',
  },
];

const filled = ({ rows, missing }: CategoricalColumn): number => (rows === 0 ? 0 : 1 - missing / rows);

const isPoor = (column: CategoricalColumn): boolean =>
  filled(column) < ADVISED_FILLED || column.distinct > ADVISED_VALUES;

/** Rows of the item at rank 10; a separate rule covers shorter lists. */
function certainty(facts: ShopFacts, useCase: UseCaseName): number {
  const { items, rowsOfTenth } = eventsOf(facts, useCase);
  return items < PLACE ? CERTAIN_COUNT : rowsOfTenth;
}

function boughtTogether(facts: ShopFacts, useCase: UseCaseName): string {
  const purchases = eventsOf(facts, useCase);
  return (
    `${facts.sharedBaskets.toLocaleString('en-US')} of ${countInWords(facts.baskets, 'basket holds', 'baskets hold')} two items or more, ` +
    `${countInWords(purchases.usersWithTwoItems, 'customer has', 'customers have')} bought two, ` +
    `an item along with another ${timesAlong(purchases)} on average`
  );
}

function viewedTogether(facts: ShopFacts, useCase: UseCaseName): string {
  const views = eventsOf(facts, useCase);
  return (
    `${countInWords(views.usersWithTwoItems, 'user has', 'users have')} viewed two items or more, ` +
    `an item along with another ${timesAlong(views)} on average`
  );
}
