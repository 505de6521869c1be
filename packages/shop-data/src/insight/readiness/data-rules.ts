import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { eventsOf, MIN_TRAINING_ROWS, pairsPerItem, poorColumns } from './figures';
import { heldOutShare } from './held-out';
import type { Rule } from './rule';
import type { ShopFacts } from './shop-facts';
import type { DataRuleName } from './texts/readiness-texts';

/** Default number of results of GetRecommendations. */
const DEFAULT_RESULTS = 25;

/** Number of rows that AWS's guide recommends. */
const ADVISED_ROWS = 50_000;
const ADVISED_USERS = 1000;

/**
 * Minimum share of the interactions from which recommenders learn. With less, the verdict is about another shop than
 * the deployed one.
 */
const LEAST_LEARNT = 0.5;

/** The count at this rank shows whether the order is significant. */
const PLACE = 10;

/** A count of 30 has a standard error of 18 %. Smaller differences between ranks are noise. */
const CERTAIN_COUNT = 30;

/** Minimum number of co-occurring items per item. With 2, Personalize returned nothing. */
const MIN_PAIRS = 5;

const pairsFor = (facts: ShopFacts, useCase: UseCaseName): number => pairsPerItem(eventsOf(facts, useCase));

/** Further rules for data that makes a deployment fail, or recommenders weak. */
export const DATA_RULES: readonly Rule<ShopFacts, DataRuleName>[] = [
  { name: 'refusals', stage: 'preparation', measure: ({ refusals }) => -refusals.length, least: 0 },
  { name: 'emptyTables', stage: 'preparation', measure: ({ emptyTables }) => -emptyTables.length, least: 0 },
  {
    name: 'mappedTypes',
    stage: 'preparation',
    measure: ({ keptRows, refusals }) => keptRows + refusals.length,
    least: 1,
  },
  {
    name: 'distinctRows',
    stage: 'training',
    measure: ({ distinctRows }) => distinctRows,
    least: MIN_TRAINING_ROWS,
  },
  {
    // In a shop whose users ordered once, each user's share is rounded up to a whole row.
    name: 'heldOut',
    stage: 'training',
    measure: (facts) => 1 - heldOutShare(facts),
    least: LEAST_LEARNT,
  },
  {
    name: 'listLength',
    stage: 'answers',
    useCases: ['most-viewed', 'best-sellers'],
    measure: (facts, useCase) => eventsOf(facts, useCase).items,
    least: DEFAULT_RESULTS,
  },
  {
    name: 'tenthPlace',
    stage: 'answers',
    useCases: ['most-viewed', 'best-sellers'],
    measure: certainty,
    least: CERTAIN_COUNT,
    isRuleOfThumb: true,
  },
  {
    name: 'boughtTogether',
    stage: 'answers',
    useCases: ['frequently-bought-together'],
    measure: pairsFor,
    least: MIN_PAIRS,
    isRuleOfThumb: true,
  },
  {
    name: 'viewedTogether',
    stage: 'answers',
    useCases: ['customers-who-viewed-x-also-viewed'],
    measure: pairsFor,
    least: MIN_PAIRS,
    isRuleOfThumb: true,
  },
  {
    name: 'advisedData',
    stage: 'answers',
    useCases: ['customers-who-viewed-x-also-viewed', 'recommended-for-you'],
    measure: ({ distinctRows, usersWithTwo }) =>
      Math.min(distinctRows / ADVISED_ROWS, usersWithTwo / ADVISED_USERS),
    least: 1,
    isRuleOfThumb: true,
  },
  {
    name: 'poorColumns',
    stage: 'answers',
    useCases: ['recommended-for-you'],
    measure: (facts) => -poorColumns(facts).length,
    least: 0,
    isRuleOfThumb: true,
  },
  { name: 'futureRows', stage: 'answers', measure: ({ futureRows }) => -futureRows, least: 0 },
];

/** Number of rows of the item at rank 10. A separate rule covers shorter lists. */
function certainty(facts: ShopFacts, useCase: UseCaseName): number {
  const { items, rowsOfTenth } = eventsOf(facts, useCase);
  return items < PLACE ? CERTAIN_COUNT : rowsOfTenth;
}
