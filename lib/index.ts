/** What an app of somebody else's needs: the shop, and the names that its properties and methods speak of. */
export { EcommerceRecommenders } from './ecommerce-recommenders';
export type { EcommerceRecommendersProps } from './read-settings';
export type { RecommenderOptions } from '../domain/use-cases';
export { USE_CASE_NAMES, type UseCaseName } from '../domain/use-cases';
