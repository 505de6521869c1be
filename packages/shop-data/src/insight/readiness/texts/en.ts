import { countInWords, grouped } from '@ecommerce-recommenders/csv/count-in-words';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { averagePairs, eventsOf, filledPercent, learnsFrom, poorColumns } from '../figures';
import { dateOf, ofHundred, points, signed } from '../measured-numbers';
import type { MeasuredUseCase } from '../measurement';
import { EN_FLOORS, ONE_ID, TRAINING_FAILS } from './en-floors';
import type { ComparedWith, ReadinessTexts } from './readiness-texts';

const PREPARATION_FAILS = 'The deployment fails when it prepares the data, before anything is imported.';
const LONGER = 'Deliver a longer period.';

const OF_OURS = 'a rule of thumb of this project, the service publishes none';

const DATA_RULES: ReadinessTexts['dataRules'] = {
  refusals: {
    found: ({ refusals }) =>
      refusals
        .map(
          ({ file, line, column, problem, rows }) =>
            `${file}, line ${line}: ${column} ${problem} (${countInWords(rows, 'row', 'rows')})`,
        )
        .join('; '),
    threshold: 'an import rejects such rows, and fails at the first one',
    willDo: PREPARATION_FAILS,
    remedy: 'Correct these rows or leave them out; a missing category needs a name, such as “other”.',
  },
  emptyTables: {
    found: ({ emptyTables }) =>
      `${emptyTables.join(' and ')} ${emptyTables.length === 1 ? 'has' : 'have'} no rows below the header`,
    threshold: 'an import needs at least one',
    willDo: PREPARATION_FAILS,
    remedy: 'Export the items and users of the shop into these files.',
  },
  mappedTypes: {
    found: ({ occurringTypes }) =>
      occurringTypes.length === 0
        ? 'interactions.csv has no rows'
        : `interactions.csv has only the event types ${occurringTypes.slice(0, 10).join(', ')}`,
    threshold: ({ mapping }) => `the setting eventTypes keeps ${Object.keys(mapping).join(', ')}`,
    willDo: PREPARATION_FAILS,
    remedy: 'Map event types of the archive to View and Purchase in the setting eventTypes.',
  },
  distinctRows: {
    found: ({ rows, distinctRows }) =>
      `Of ${countInWords(rows, 'training row')} ${countInWords(distinctRows, 'differs', 'differ')}`,
    threshold: 'training needs 1,000, and Amazon Personalize keeps one of identical rows',
    willDo: TRAINING_FAILS,
    remedy: 'Deliver a longer period; TIMESTAMP must be the second of the event, not only its day.',
  },
  heldOut: {
    found: ({ keptRows, rows }) =>
      `${grouped(keptRows - rows)} of ${countInWords(keptRows, 'interaction is', 'interactions are')} held out`,
    threshold: 'a recommender needs half of what it is to be judged by',
    willDo: 'It would learn from a small part of the shop, and not from users with a single interaction.',
    remedy:
      'Set holdoutBy to time: by user each share is rounded up to a whole row, so a user with a single row loses it. Or lower holdout, to 0 for what shoppers will see.',
  },
  listLength: {
    found: (facts, useCase) =>
      `${countInWords(eventsOf(facts, useCase).items, 'item has', 'items have')} a ${learnsFrom(useCase)} in training`,
    threshold: 'an answer has 25 items unless asked for fewer',
    willDo: 'The list is short: an item without such an event is not in it.',
    remedy: 'Ask for fewer items (numResults), or deliver a longer period.',
  },
  tenthPlace: {
    found: (facts, useCase) =>
      `The item in tenth place has ${countInWords(eventsOf(facts, useCase).rowsOfTenth, learnsFrom(useCase)!)}`,
    threshold: `a significant order needs 30 (${OF_OURS})`,
    willDo: 'It answers, but many items tie and the order of the list is mostly chance.',
    remedy: LONGER,
  },
  boughtTogether: {
    found: (facts, useCase) => {
      const purchases = eventsOf(facts, useCase);
      return (
        `${grouped(facts.sharedBaskets)} of ${countInWords(facts.baskets, 'basket holds', 'baskets hold')} two items or more, ` +
        `${countInWords(purchases.usersWithTwoItems, 'customer has', 'customers have')} bought two, ` +
        `an item along with another ${averagePairs(purchases)} times on average`
      );
    },
    threshold: `it needs 5 times (${OF_OURS}; with 2 it fell back)`,
    willDo:
      'It falls back to the best sellers: the same list for nearly every item, the item itself included.',
    remedy:
      'Deliver whole orders, a row for each item of an order with the order’s TIMESTAMP, or leave the use case out ' +
      '(setting useCases) and show the best sellers instead.',
  },
  viewedTogether: {
    found: (facts, useCase) => {
      const views = eventsOf(facts, useCase);
      return (
        `${countInWords(views.usersWithTwoItems, 'user has', 'users have')} viewed two items or more, ` +
        `an item along with another ${averagePairs(views)} times on average`
      );
    },
    threshold: `it needs 5 times (${OF_OURS})`,
    willDo: 'It falls back to popular items: nearly the same list for every item.',
    remedy: `${LONGER} ${ONE_ID}`,
  },
  advisedData: {
    found: ({ distinctRows, usersWithTwo }) =>
      `${countInWords(distinctRows, 'interaction', 'different interactions')} and ${countInWords(usersWithTwo, 'user', 'users')} with two or more`,
    threshold: 'the service’s guide advises 50,000 from 1,000 such users',
    willDo: 'It is trained on little data: expect answers close to the popular items.',
    remedy: LONGER,
  },
  poorColumns: {
    found: (facts) =>
      poorColumns(facts)
        .map(
          (column) =>
            `${column.file}: ${column.name} is ${filledPercent(column)}% filled with ${countInWords(column.distinct, 'value', 'values')}`,
        )
        .join('; '),
    threshold: 'the service’s guide advises 70% and at most 1,000 values',
    willDo: 'It learns little or nothing from such a column.',
    remedy: 'Fill in the column, or group rare values.',
  },
  futureRows: {
    found: ({ futureRows }) =>
      `${countInWords(futureRows, 'interaction lies', 'interactions lie')} in the future`,
    threshold: 'none can',
    willDo:
      'They count as the newest of their users: they are held out first, and distort whatever depends on time.',
    remedy:
      'TIMESTAMP must be Unix seconds in UTC: check the clock and the time zone that the data comes from.',
  },
};

const LIST_OF_ALL = {
  threshold: 'training needs 1,000; the order is significant from 30 in tenth place on',
  willDo:
    'One list, the same for every user: it counts events. GetRecommendations requires a userId nevertheless.',
} as const;

const STRENGTHS: ReadinessTexts['strengths'] = {
  'most-viewed': {
    ...LIST_OF_ALL,
    found: ({ events: { View } }) =>
      `${countInWords(View.rows, 'View', 'Views')} of ${countInWords(View.items, 'item', 'items')}; the tenth place has ${grouped(View.rowsOfTenth)}`,
  },
  'best-sellers': {
    ...LIST_OF_ALL,
    found: ({ events: { Purchase } }) =>
      `${countInWords(Purchase.rows, 'Purchase', 'Purchases')} of ${countInWords(Purchase.items, 'item', 'items')}; the tenth place has ${grouped(Purchase.rowsOfTenth)}`,
  },
  'frequently-bought-together': {
    found: ({ events: { Purchase }, baskets, sharedBaskets }) =>
      `${grouped(sharedBaskets)} of ${countInWords(baskets, 'basket holds', 'baskets hold')} two items or more; ` +
      `customers bought an item along with another ${averagePairs(Purchase)} times on average`,
    threshold: 'training needs 1,000 Purchases; the list needs 5 times',
    willDo: 'A list for each item, the same for every user. Items that were rarely bought get best sellers.',
  },
  'customers-who-viewed-x-also-viewed': {
    found: ({ events: { View } }) =>
      `${countInWords(View.usersWithTwoItems, 'user has', 'users have')} viewed two items or more; ` +
      `they viewed an item along with another ${averagePairs(View)} times on average`,
    threshold: 'training needs 1,000 Views; the list needs 5 times',
    willDo:
      'A list for each item; what the user has bought is left out. Items that were rarely viewed get popular ones.',
  },
  'recommended-for-you': {
    found: ({ distinctRows, usersWithTwo }) =>
      `${countInWords(distinctRows, 'interaction', 'different interactions')} of ${countInWords(usersWithTwo, 'user', 'users')} with two or more`,
    threshold: 'training needs 1,000 from 25 such users; 50,000 from 1,000 are advised',
    willDo: 'A list for each user, without what the user has bought. New users get popular items first.',
  },
};

/** What the list contained, for how many of 100 users. */
const HELD: Readonly<Record<UseCaseName, readonly [asked: string, held: string]>> = {
  'most-viewed': ['shoppers', 'something they viewed next'],
  'best-sellers': ['shoppers', 'something they bought next'],
  'frequently-bought-together': ['orders', 'something else of the order'],
  'customers-who-viewed-x-also-viewed': ['visits', 'something viewed after the item'],
  'recommended-for-you': ['shoppers', 'something they chose next'],
};

const COMPARATORS: Readonly<Record<MeasuredUseCase['comparator'], string>> = {
  Purchase: 'best sellers',
  View: 'the most viewed items',
  any: 'the most popular items',
  random: 'ten random items',
  recentlyViewed: 'recently viewed items',
  buyAgain: 'recently bought items',
};

/** Describes a list without a model. */
export const comparatorInWords: ReadinessTexts['comparator'] = ({ comparator, comparatorDays: days }) =>
  days === undefined ? COMPARATORS[comparator] : `${COMPARATORS[comparator]} of the last ${days} days`;

/** Suggests what to show instead, which needs no recommender. */
const showing = (compared: ComparedWith): string =>
  `Show ${comparatorInWords(compared)} in its place or above it`;

const insteadOfCounts = (measured: MeasuredUseCase): string =>
  measured.comparator === 'random' ? LONGER : `${showing(measured)}.`;

const MEASURED: ReadinessTexts['measured'] = {
  found: (useCase, measured) => {
    const { hitRate, comparatorHitRate } = measured;
    const [asked, held] = HELD[useCase];
    return (
      `For ${ofHundred(hitRate.mean)} of 100 ${asked} the list of ten held ${held}; ` +
      `${comparatorInWords(measured)} manage ${ofHundred(comparatorHitRate.mean)}`
    );
  },
  threshold: ({ questions, difference }, until) =>
    `measured with the embedded AWS in place of the service, for ${countInWords(questions, 'user', 'users')} after ` +
    `${dateOf(until)}: a difference of ${points(difference.low)} to ${points(difference.high)} of 100`,
  worse: (measured) => `It answers, but ${comparatorInWords(measured)} serve shoppers better.`,
  noBetter: (measured) =>
    `It answers, but on this data not significantly better than ${comparatorInWords(measured)}.`,
  newcomers: (share) =>
    `${ofHundred(share)} of 100 were new, and known only by their latest events: without events (setting eventTracker) they get popular items.`,
  remedies: {
    'most-viewed': insteadOfCounts,
    'best-sellers': insteadOfCounts,
    'frequently-bought-together': (measured) =>
      `${showing(measured)}, or deliver a longer period of whole orders.`,
    'customers-who-viewed-x-also-viewed': (measured) => `${showing(measured)}, or deliver a longer period.`,
    'recommended-for-you': (measured) =>
      `${showing(measured)}, or deliver a longer period with one id for each user.`,
  },
  choice: ({ model, runnerUp, margin, questions }) =>
    `Model: ${model}; NDCG@10 ${signed(margin)} beside ${runnerUp}, for ${countInWords(questions, 'user')} of the training`,
};

/** Texts of verdicts in English, for the terminal, synth and logs. */
export const EN: ReadinessTexts = {
  floors: EN_FLOORS,
  dataRules: DATA_RULES,
  strengths: STRENGTHS,
  nothingToDo: 'Nothing to do.',
  comparator: comparatorInWords,
  measured: MEASURED,
};
