import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { BEST_SELLERS, bestSellers } from './best-sellers';
import {
  CUSTOMERS_WHO_VIEWED_X_ALSO_VIEWED,
  customersWhoViewedXAlsoViewed,
} from './customers-who-viewed-x-also-viewed';
import { FREQUENTLY_BOUGHT_TOGETHER, frequentlyBoughtTogether } from './frequently-bought-together';
import type { Interactions } from './interactions';
import type { Learner } from './learner';
import { MOST_VIEWED, mostViewed } from './most-viewed';
import { RECOMMENDED_FOR_YOU, recommendedForYou } from './recommended-for-you';
import type { Recommender } from './recommender';
import type { TrainingOptions } from './training-options';

/** The algorithm of each use case as two steps: learning and answering. */
export const LEARNERS: Record<UseCaseName, Learner<unknown, Recommender>> = {
  'most-viewed': MOST_VIEWED,
  'best-sellers': BEST_SELLERS,
  'frequently-bought-together': FREQUENTLY_BOUGHT_TOGETHER,
  'customers-who-viewed-x-also-viewed': CUSTOMERS_WHO_VIEWED_X_ALSO_VIEWED,
  'recommended-for-you': RECOMMENDED_FOR_YOU,
};

/** The algorithm of each use case in one step. */
export const ALGORITHMS: Record<
  UseCaseName,
  (interactions: Interactions, options?: TrainingOptions) => Recommender | Promise<Recommender>
> = {
  'most-viewed': mostViewed,
  'best-sellers': bestSellers,
  'frequently-bought-together': frequentlyBoughtTogether,
  'customers-who-viewed-x-also-viewed': customersWhoViewedXAlsoViewed,
  'recommended-for-you': recommendedForYou,
};
