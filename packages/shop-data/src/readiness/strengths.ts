import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { type Shortfall } from './rule';
import { timesAlong, type ShopFacts } from './shop-facts';
import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';

const LIST_OF_ALL =
  'One list, the same for every user: it counts events. GetRecommendations wants a userId all the same.';

const THRESHOLDS: Record<UseCaseName, string> = {
  'most-viewed': 'training needs 1,000; the order is significant from 30 in tenth place on',
  'best-sellers': 'training needs 1,000; the order is significant from 30 in tenth place on',
  'frequently-bought-together': 'training needs 1,000 Purchases; it takes 5 times',
  'customers-who-viewed-x-also-viewed': 'training needs 1,000 Views; it takes 5 times',
  'recommended-for-you': 'training needs 1,000 from 25 such users; 50,000 from 1,000 are advised',
};

/** What a recommender with sufficient data does. */
export const WILL_DO: Record<UseCaseName, string> = {
  'most-viewed': LIST_OF_ALL,
  'best-sellers': LIST_OF_ALL,
  'frequently-bought-together':
    'A list for each item, the same for every user. Items that were rarely bought get best sellers.',
  'customers-who-viewed-x-also-viewed':
    'A list for each item; what the user has bought is left out. Items that were rarely viewed get popular ones.',
  'recommended-for-you':
    'A list for each user, without what the user has bought. New users get popular items first.',
};

const FOUND: Record<UseCaseName, (facts: ShopFacts) => string> = {
  'most-viewed': ({ events: { View } }) =>
    `${countInWords(View.rows, 'View', 'Views')} of ${countInWords(View.items, 'item', 'items')}; the tenth place has ${View.rowsOfTenth}`,
  'best-sellers': ({ events: { Purchase } }) =>
    `${countInWords(Purchase.rows, 'Purchase', 'Purchases')} of ${countInWords(Purchase.items, 'item', 'items')}; the tenth place has ${Purchase.rowsOfTenth}`,
  'frequently-bought-together': ({ events: { Purchase }, baskets, sharedBaskets }) =>
    `${sharedBaskets.toLocaleString('en-US')} of ${countInWords(baskets, 'basket holds', 'baskets hold')} two items or more; ` +
    `customers bought an item along with another ${timesAlong(Purchase)} on average`,
  'customers-who-viewed-x-also-viewed': ({ events: { View } }) =>
    `${countInWords(View.usersWithTwoItems, 'user has', 'users have')} viewed two items or more; ` +
    `they viewed an item along with another ${timesAlong(View)} on average`,
  'recommended-for-you': ({ distinctRows, usersWithTwo }) =>
    `${countInWords(distinctRows, 'interaction', 'different interactions')} of ${countInWords(usersWithTwo, 'user', 'users')} with two or more`,
};

/** The numbers of a use case that meets all requirements. */
export function strengths(facts: ShopFacts, useCase: UseCaseName): Omit<Shortfall, 'verdict'> {
  return {
    found: FOUND[useCase](facts),
    threshold: THRESHOLDS[useCase],
    willDo: WILL_DO[useCase],
    remedy: 'Nothing to do.',
  };
}
