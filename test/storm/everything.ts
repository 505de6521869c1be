import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';

const useCases = Object.fromEntries(USE_CASE_NAMES.map((name) => [name, {}]));

/** Everything that a shop can have at once, except its archive and its running hours. */
export const EVERYTHING = {
  trainingTimeoutHours: 1,
  useCases: {
    ...useCases,
    'best-sellers': { minRecommendationRequestsPerSecond: 2 },
    'recommended-for-you': { metadata: true, explorationWeight: 0.1 },
  },
  eventTracker: true,
  metricAttribution: { orders: { event: 'Purchase' } },
  filters: { cheap: 'INCLUDE ItemID WHERE Items.PRICE < 20' },
  createKey: true,
  stage: 'test',
  tags: { team: 'shop' },
  freshData: true,
  stopWhenIdleHours: 3,
  notify: ['owner@shop.test'],
  dataAgeDays: 3,
  monthlyBudget: 1_500,
};
