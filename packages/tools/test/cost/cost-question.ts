import type { ShopUseCases } from '@ecommerce-recommenders/shop-data/contracts/recommender-options';
import type { CostQuestion } from '../../src/cost/cost-report';

/** The question of a shop with nothing but recommenders, at a request a second, with changes. */
export const costQuestion = (useCases: ShopUseCases, changes: Partial<CostQuestion> = {}): CostQuestion => ({
  useCases,
  requestRate: null,
  runningHours: null,
  users: 100_000,
  requestsPerSecond: 1,
  importBytes: 0,
  eventsPerDay: 0,
  hasKey: false,
  hashesUsers: false,
  glueWorkers: 0,
  items: 2_000,
  filters: {},
  listsSchedule: 'rate(7 days)',
  apiRate: 0,
  ranking: null,
  segments: null,
  batches: null,
  interactions: 1_000_000,
  ...changes,
});
