import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { bestSellers } from './best-sellers';
import { customersWhoViewedXAlsoViewed } from './customers-who-viewed-x-also-viewed';
import { frequentlyBoughtTogether } from './frequently-bought-together';
import type { Interactions } from './interactions';
import { mostViewed } from './most-viewed';
import { recommendedForYou } from './recommended-for-you';
import type { Recommender } from './recommender';
import type { TrainingOptions } from './training-options';

/** The algorithm of each use case. */
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
